"""What leads answer for, beside the queue: its pages put together, and their routes. A store and lists in, a table out.

Never a page of these without its guard.
"""

from collections.abc import Callable
from datetime import datetime

from starlette.responses import Response

from bot.content.desk_lists import DeskLists
from bot.desk.blocks_page import BlocksPage
from bot.desk.care import CarePages
from bot.desk.guards import Line, Need, Visit
from bot.desk.pages import Pages
from bot.desk.practice_page import PracticePages
from bot.desk.register_page import RegisterPage
from bot.desk.reviews import Reviews
from bot.desk.rota_page import RotaPage
from bot.store.accounts import Accounts
from bot.store.open import Store


class Leading:
    """The rooms of the leads."""

    def __init__(self, store: Store, accounts: Accounts, pages: Pages, lists: DeskLists, clock: Callable[[], datetime]) -> None:
        self._pages = pages
        self.care = CarePages(store, accounts, pages, lists.pause, clock)
        self._reviews = Reviews(store, pages, lists.review, clock)
        self._rota = RotaPage(store, pages, clock)
        self._blocks = BlocksPage(store, pages, lists.block, clock)
        self._practice = PracticePages(store, pages, lists)
        self._register = RegisterPage(store, pages, clock)

    def table(self) -> tuple[Line, ...]:
        """Every route: method, path, what it needs, and who answers."""
        return (
            ("GET", "/desk/leading", Need.LEADS, self._hub),
            ("GET", "/desk/reviews", Need.LEADS, self._reviews.show),
            ("POST", "/desk/reviews", Need.LEADS, self._reviews.draw),
            ("POST", "/desk/reviews/{contact:str}/{case_id:str}", Need.LEADS, self._reviews.answer),
            ("GET", "/desk/exposure", Need.LEADS, self.care.exposure),
            ("GET", "/desk/debrief", Need.CASES, self.care.mine),
            ("POST", "/desk/debrief", Need.CASES, self.care.write),
            ("GET", "/desk/rota", Need.CASES, self._rota.show),
            ("POST", "/desk/rota", Need.LEADS, self._rota.add),
            ("POST", "/desk/rota/{turn:str}", Need.LEADS, self._rota.drop),
            ("GET", "/desk/blocks", Need.LEADS, self._blocks.show),
            ("GET", "/desk/practice", Need.CASES, self._practice.choose),
            ("POST", "/desk/practice", Need.CASES, self._practice.begin),
            ("GET", "/desk/practice/talk", Need.CASES, self._practice.show),
            ("POST", "/desk/practice/talk/{act:str}", Need.CASES, self._practice.step),
            ("GET", "/desk/register", Need.LEADS, self._register.show),
        )

    async def _hub(self, visit: Visit) -> Response:
        """Where everything is."""
        return self._pages.page("leading.html", me=visit.me, csrf=visit.csrf)
