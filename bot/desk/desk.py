"""The desk as one thing: its rooms put together, and the table of its routes with a guard on each.

Never serves a route that is not in the table.
"""

from collections.abc import Callable
from datetime import datetime

from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.content.desk_lists import DeskLists
from bot.content.routes import Routes
from bot.content.services import Services
from bot.content.themes import Themes
from bot.content.vocabulary import Vocabulary
from bot.content.words import Words
from bot.desk.account_lines import AccountLines
from bot.desk.account_rooms import AccountRooms
from bot.desk.acts import Acts
from bot.desk.assessing import Assessing
from bot.desk.cases import Cases
from bot.desk.duty import Duty
from bot.desk.guards import Guards, Line, Need, Visit
from bot.desk.hands import Hands
from bot.desk.leading import Leading
from bot.desk.list_page import ListPage
from bot.desk.listening import ListeningPages
from bot.desk.options import Options
from bot.desk.overview import Overview
from bot.desk.packing import Packing
from bot.desk.pages import Pages
from bot.desk.posting import Posting
from bot.desk.referring import Referring
from bot.desk.shelf import Shelf
from bot.desk.sign_in import SignIns
from bot.desk.standing import Standing
from bot.desk.take_next import TakeNext
from bot.desk.talking import Talking
from bot.desk.themes_guard import ThemesGuard
from bot.desk.welcome import Welcome
from bot.desk.words_page import WordsPage
from bot.desk.you_said import YouSaidPages
from bot.measure.metrics import Metrics
from bot.model.worker import Role
from bot.setting_checks_oidc import Provider
from bot.store.accounts import Accounts
from bot.store.audit_lines import AuditLines
from bot.store.open import Store


class Desk:
    """Everything under /desk. `clock` gives the time in UTC; `hooked`: a case system takes the packs of referrals."""

    def __init__(
        self,
        store: Store,
        words: Words,
        services: Services,
        themes: Themes,
        vocabulary: Vocabulary,
        lists: DeskLists,
        routes: Routes,
        *,
        public_url: str,
        clock: Callable[[], datetime],
        metrics: Metrics | None = None,
        shelf: Shelf | None = None,
        council: Provider | None = None,
        hooked: bool = False,
    ) -> None:
        self._public_url, self._accounts = public_url, Accounts(store.redis, store.codec)
        self._guards, self._pages = Guards(self._accounts, public_url, clock), Pages(council.label if council else "")
        self.guard_themes = ThemesGuard(store, self._guards, clock)
        lines = AccountLines(AuditLines(store.redis), clock)
        self._sign_ins = SignIns(self._accounts, self._guards, self._pages, lines, clock)
        self._welcome = Welcome(self._accounts, self._sign_ins, self._pages, lines)
        self._leading = Leading(store, self._accounts, self._pages, lists, clock)
        standing = Standing(words, services, routes.silence["drill_late"])
        self._list = ListPage(store, self._pages, standing, clock, self._leading.care, lists.limits)
        self._next, self._duty = TakeNext(store, self._pages, words, clock, metrics), Duty(store, self._pages, clock)
        self._overview = Overview(store, self._pages, routes, lists.limits, clock)
        posting = Posting(store, packing := Packing(store, services, lists), hooked=hooked)
        self._cases = Cases(store, self._pages, Options(store, themes, lists, posting), clock, Talking(store, shelf))
        self._assessing = Assessing(store, self._cases, self._pages, words, lists, clock)
        self._referring = Referring(store, self._cases, self._pages, words, packing, clock)
        self._rooms = AccountRooms(
            store, self._accounts, self._guards, self._sign_ins, self._pages, self._cases, lists, public_url, clock, council
        )
        self._words = WordsPage(words, services, themes, shelf.replies if shelf else (), self._pages, clock)
        self._listening, self._you_said = ListeningPages(store, self._pages, clock), YouSaidPages(store, self._pages, clock)
        hands = Hands(store, self._accounts, themes, lists, posting)
        self._acts = Acts(store, hands, self._cases, self._pages, words, vocabulary, clock, metrics, themes=themes)

    def table(self) -> tuple[Line, ...]:
        """Every route: method, path, what it needs, and who answers."""
        case = "/desk/case/{contact:str}/{case_id:str}"
        return (
            ("GET", "/desk/sign-in", Need.OPEN_TO_ALL, self._sign_ins.show),
            ("POST", "/desk/sign-in", Need.OPEN_TO_ALL, self._sign_ins.try_it),
            ("GET", "/desk/welcome/{token:str}", Need.OPEN_TO_ALL, self._welcome.show),
            ("POST", "/desk/welcome/{token:str}", Need.OPEN_TO_ALL, self._welcome.join),
            ("GET", "/desk/assets/{name:str}", Need.OPEN_TO_ALL, self._asset),
            ("POST", "/desk/sign-out", Need.HALF_IN, self._duty.leaving(self._sign_ins.leave)),
            *self._rooms.table(),
            *self._list.table(),
            ("POST", "/desk/next", Need.CASES, self._next.take),
            ("POST", "/desk/on", Need.CASES, self._duty.come),
            ("POST", "/desk/off", Need.CASES, self._duty.go),
            ("POST", "/desk/sound", Need.CASES, self._duty.heard),
            ("GET", "/desk/overview", Need.LEADS, self._overview.show),
            ("GET", "/desk/live", Need.CASES, self._cases.ring_all),
            ("GET", case, Need.CASES, self._cases.one),
            ("GET", f"{case}/live", Need.CASES, self._cases.ring_one),
            ("POST", f"{case}/{{move:str}}", Need.CASES, self._acts.move),
            *self._assessing.table(case),
            *self._referring.table(case),
            ("GET", "/desk/listening", Need.LEADS, self._listening.to_read),
            ("POST", "/desk/listening/{month:str}/{voice_id:str}", Need.LEADS, self._listening.decide),
            ("GET", "/desk/voices", Need.THEMES, self._listening.shared),
            ("GET", "/desk/words", Need.THEMES, self._words.show),
            *self._leading.table(),
            *self._you_said.table(),
        )

    def routes(self) -> list[BaseRoute]:
        """The table as routes, each behind its guard."""
        return [Route(path, self._guards.guarded(need, handler), methods=[method]) for method, path, need, handler in self.table()]

    async def first_link(self) -> str | None:
        """The address that makes the first lead's account; nothing once there is an account. Each call ends the one before."""
        if await self._accounts.all():
            return None
        token = await self._accounts.make_link(Role.LEAD, "first")
        return f"{self._public_url}/desk/welcome/{token}"

    async def _asset(self, visit: Visit) -> Response:
        """A script, style or sound of the desk's pages."""
        return self._pages.asset(visit.request.path_params["name"])
