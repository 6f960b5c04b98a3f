"""A lead's live view: who is on, who waits and how long, and whose case is whose. A visit in, the page out.

Never shows anything to a young person: looking in is silent for them, and noted in the audit by the case page.
"""

from collections.abc import Callable
from datetime import datetime

from starlette.responses import Response

from bot.content.limits import Limits
from bot.content.routes import Routes
from bot.desk.goals import standing
from bot.desk.guards import Visit
from bot.desk.late import with_late
from bot.desk.pages import Pages
from bot.desk.queue import in_turn, loads
from bot.desk.rows import group, people
from bot.model.case import CaseState
from bot.model.rings import rings_for
from bot.store.open import Store


class Overview:
    """The page at /desk/overview."""

    def __init__(self, store: Store, pages: Pages, routes: Routes, limits: Limits, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._pages = pages
        self._routes = routes
        self._limits = limits
        self._clock = clock

    async def show(self, visit: Visit) -> Response:
        """Everything open, and a form to give each case to somebody who is on."""
        now, me, limits = self._clock(), visit.me, self._limits
        await self._store.present.seen(me.id, now)
        cases, on = await self._store.reads.open_cases(), await self._store.present.all(now)
        load = loads(cases)
        theirs = [case for case in cases if case.state is CaseState.WITH_WORKER]
        away = [case for case in theirs if case.worker_id not in on]
        return self._pages.page(
            "overview.html",
            me=me,
            csrf=visit.csrf,
            people=people(on, load),
            levels=standing(cases, self._routes, now),
            alarms=sum(rings_for(case, me) for case in cases),
            groups=[
                group("A lead is asked to look", (case for case in cases if case.asked), me, now, limits),
                group("A step is late", with_late(cases, limits, now), me, now, limits),
                group("Waiting", in_turn(cases), me, now, limits),
                group("With a worker who is not on", away, me, now, limits),
                group("With a worker", (case for case in theirs if case.worker_id in on), me, now, limits),
                group("To read this shift", (case for case in cases if case.state is CaseState.TO_READ), me, now, limits),
            ],
        )
