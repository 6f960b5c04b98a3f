"""A young person's phone number, shown on purpose. A reason in, the number once out.

Never shows it without a line in the audit before, and to nobody but the worker who has the case, or a lead.
"""

from collections.abc import Callable
from datetime import datetime

from starlette.responses import Response

from bot.content.desk_lists import DeskLists
from bot.desk.cases import Cases
from bot.desk.guards import Visit
from bot.desk.hands import field
from bot.desk.pages import Pages
from bot.model.case import CaseState
from bot.model.changes import AuditLine, Changes
from bot.model.message import Channel
from bot.model.worker import Role
from bot.store.open import Store


class NumberPage:
    """What `show number` opens."""

    def __init__(self, store: Store, cases: Cases, pages: Pages, lists: DeskLists, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._cases = cases
        self._pages = pages
        self._lists = lists
        self._clock = clock

    async def show(self, visit: Visit) -> Response:
        """The number, for a reason of the list."""
        found, me, now = await self._cases.find(visit), visit.me, self._clock()
        if found is None or found[0].channel is not Channel.SMS:
            return self._pages.page("gone.html", 404, me=me, csrf=visit.csrf)
        talk, case = found
        if not (me.role is Role.LEAD or (case.state is CaseState.WITH_WORKER and case.worker_id == me.id)):
            return self._pages.page("gone.html", 404, me=me, csrf=visit.csrf)  # as if there were none
        back, why = f"/desk/case/{talk.contact}/{case.id}", field(visit, "why")
        if why not in self._lists.number_reasons:
            said = "Say why you need the number."
            return self._pages.page("refused.html", 400, me=me, csrf=visit.csrf, why=said, back=back)
        line = AuditLine(now, me.id, "number_shown", talk.contact, case.id, (("why", why),))
        await self._store.commit.commit(Changes(talk, audit=(line,), news_only=True))
        return self._pages.page("number.html", me=me, csrf=visit.csrf, number=talk.address, back=back)
