"""The list of cases: what is this worker's, whose turn it is, and who is on. A visit in, the page out.

Never changes a case, and never reads more than once what it shows twice.
"""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime

from starlette.responses import Response

from bot.content.hours import LONDON
from bot.content.limits import Limits
from bot.desk.care import CarePages
from bot.desk.guards import Line, Need, Visit
from bot.desk.noted import noted_of_desk
from bot.desk.pages import Pages
from bot.desk.queue import full, in_turn, loads
from bot.desk.rows import group, people, row
from bot.desk.standing import Standing
from bot.model.case import Case, CaseState
from bot.model.presence import ROOM
from bot.model.rings import rings_for
from bot.model.worker import Role, Worker
from bot.store.open import Store

_CLOSED_DAYS = 14


class ListPage:
    """The pages at /desk and /desk/closed."""

    def __init__(
        self, store: Store, pages: Pages, standing: Standing, clock: Callable[[], datetime], care: CarePages, limits: Limits
    ) -> None:
        self._store = store
        self._pages = pages
        self._standing = standing
        self._clock = clock
        self._care = care
        self._limits = limits

    def table(self) -> tuple[Line, ...]:
        """Its routes."""
        return (("GET", "/desk", Need.CASES, self.show), ("GET", "/desk/closed", Need.CASES, self.closed))

    async def closed(self, visit: Visit) -> Response:
        """What was closed lately, the latest first, to open again: a worker sees those they had, a lead all."""
        now, me = self._clock(), visit.me
        known = await self._store.leading.closed(now, _CLOSED_DAYS)
        theirs = [case for case in known if me.role is Role.LEAD or case.worker_id == me.id]
        theirs.sort(key=lambda case: case.closed_at or now, reverse=True)
        await noted_of_desk(self._store, now, me.id, "closed_read")
        shown = group(f"Closed in the last {_CLOSED_DAYS} days", theirs, me, now, self._limits)
        return self._pages.page("closed.html", me=me, csrf=visit.csrf, group=shown)

    async def show(self, visit: Visit) -> Response:
        """Mine and what is offered to me, the queue in turn, those with colleagues, and those to read."""
        now, me = self._clock(), visit.me
        await self._store.present.seen(me.id, now)
        cases, on = await self._store.reads.open_cases(), await self._store.present.all(now)
        load, turn, mine = loads(cases), in_turn(cases), on.get(me.id)
        notices = self._standing.notices(now.astimezone(LONDON).date())
        notices += self._standing.drilled(await self._store.drills.last(), now)
        return self._pages.page(
            "list.html",
            me=me,
            csrf=visit.csrf,
            nonce=secrets.token_urlsafe(12),
            groups=groups(cases, me, now, self._limits),
            alarms=sum(rings_for(case, me) for case in cases),
            turn=row(turn[0], me, now, self._limits) if turn else None,
            mine=mine,
            load=load[me.id],
            full=full(mine, load),
            people=people(on, load),
            rooms=ROOM,
            notices=notices,
            pause=await self._care.pause_words(me.id, mine, now),
        )


def groups(cases: Sequence[Case], me: Worker, now: datetime, limits: Limits) -> list[dict[str, object]]:
    """The parts of the list. The first three only when there is something in them."""
    with_worker = [case for case in cases if case.state is CaseState.WITH_WORKER]
    to_me = [case for case in with_worker if case.offered and case.offered.to_id == me.id]
    asked = [case for case in cases if case.asked and me.role is Role.LEAD]
    mine = [case for case in with_worker if case.worker_id == me.id]
    drills = [case for case in cases if case.state is CaseState.WAITING and case.practice]
    first = (("Offered to you", to_me), ("A lead is asked to look", asked), ("With you", mine))
    return [
        *(group(title, some, me, now, limits) for title, some in first if some),
        group("Waiting", [*in_turn(cases), *drills], me, now, limits),
        group("With a worker", (case for case in with_worker if case.worker_id != me.id), me, now, limits),
        group("To read this shift", (case for case in cases if case.state is CaseState.TO_READ), me, now, limits),
    ]
