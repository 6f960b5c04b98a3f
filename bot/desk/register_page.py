"""What workers put right in the screen, month by month: missed, and found for nothing. A visit in, the page out.

Never shows more of a sentence than Lev knows itself, and never whose it was.
"""

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from starlette.responses import Response

from bot.desk.found import kind_words
from bot.desk.guards import Visit
from bot.desk.months import months
from bot.desk.noted import noted_of_desk
from bot.desk.pages import Pages
from bot.model.listening import Verdict
from bot.store.open import Store


class RegisterPage:
    """For leads."""

    def __init__(self, store: Store, pages: Pages, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._pages = pages
        self._clock = clock

    async def show(self, visit: Visit) -> Response:
        """A month; the newest without one in the address."""
        known = months(self._clock())
        month = visit.request.query_params.get("month") or known[0]
        if month not in known:
            why, back = "Nothing is kept for that time.", {"back": "/desk/register", "back_to": "Back to the register"}
            return self._pages.page("refused.html", 404, me=visit.me, csrf=visit.csrf, why=why, **back)
        found = await self._store.listening.register(month)
        parts = {
            title: [one for one in found if one.verdict is verdict]
            for title, verdict in (("Missed", Verdict.MISSED), ("Found for nothing", Verdict.WRONG))
        }
        await noted_of_desk(self._store, self._clock(), visit.me.id, "register_read", ("month", month))
        sums = [(kind_words(kind), many) for kind, many in Counter(one.kind for one in found).most_common()]
        return self._pages.page(
            "register.html", me=visit.me, csrf=visit.csrf, months=known, month=month, parts=parts, sums=sums, kind_words=kind_words
        )
