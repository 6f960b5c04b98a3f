"""The main button of the desk: the most urgent, longest waiting case goes to whoever pressed. A visit in, their case out.

Never gives one case to two, and never two cases for one press.
"""

import asyncio
import re
from collections.abc import Callable
from datetime import datetime

from starlette.responses import JSONResponse, RedirectResponse, Response

from bot.content.words import Words
from bot.desk import moves
from bot.desk.duty import BACK
from bot.desk.guards import Visit
from bot.desk.hands import field
from bot.desk.measured import measured
from bot.desk.pages import HEADERS, Pages
from bot.desk.queue import full, in_turn, loads
from bot.desk.scene import Scene
from bot.measure.metrics import Metrics
from bot.model.case import Case, CaseState
from bot.model.changes import Conflict
from bot.store.open import Store

_NONCE = re.compile(r"[A-Za-z0-9_-]{8,64}")
_TRIES = 10  # of one case: each conflict means that the young person wrote meanwhile, or that a colleague has it now
_ROUNDS = 3  # of the whole queue: those who came while we looked
_LOOKS, _LOOK_SECONDS = 20, 0.1  # while the first of two same presses is still at it


class TakeNext:
    """Claims in turn."""

    def __init__(
        self, store: Store, pages: Pages, words: Words, clock: Callable[[], datetime], metrics: Metrics | None = None
    ) -> None:
        self._store = store
        self._pages = pages
        self._words = words
        self._clock = clock
        self._metrics = metrics or Metrics()

    async def take(self, visit: Visit) -> Response:
        """The next case is this worker's now, or why there is none."""
        now, me, nonce = self._clock(), visit.me, field(visit, "nonce")
        if not _NONCE.fullmatch(nonce):
            return self._refused(visit, 400, "This page is too old. Load it again.")
        await self._store.present.seen(me.id, now)
        if not await self._store.present.first_press(me.id, nonce):
            return await self._taken_before(visit, now)
        on = (await self._store.present.all(now)).get(me.id)
        for _ in range(_ROUNDS):
            cases = await self._store.reads.open_cases()
            if on and full(on, loads(cases)):
                return self._refused(visit, 409, f"You have {loads(cases)[me.id]} of {on.room} cases. End or hand over one first.")
            turn = in_turn(cases)
            if not turn:
                break
            for case in turn:
                if await self._claimed(visit, case):
                    return _go(visit, case)
        return self._refused(visit, 404, "Nobody is waiting now.")

    async def _claimed(self, visit: Visit, listed: Case) -> bool:
        """Whether this case is this worker's by this press. Decided anew from what is stored, and checked by the commit."""
        for _ in range(_TRIES):
            talk, case = await self._store.reads.talk(listed.contact)
            if talk is None or case is None or case.id != listed.id or case.state is not CaseState.WAITING:
                return False
            scene = Scene(talk, case, visit.me, self._clock(), self._words)
            changes = moves.claim(scene)
            try:
                await self._store.commit.commit(changes)
            except Conflict:
                self._metrics.conflicted("desk")
                continue
            measured(self._metrics, scene, changes)
            return True
        return False

    async def _taken_before(self, visit: Visit, now: datetime) -> Response:
        """A second press with the same number goes where the first one went."""
        for _ in range(_LOOKS):
            mine = [case for case in await self._store.reads.open_cases() if case.worker_id == visit.me.id and case.claimed_at]
            newest = max(mine, key=lambda case: case.claimed_at or now, default=None)
            if newest and newest.claimed_at and (now - newest.claimed_at).total_seconds() < _LOOKS:
                return _go(visit, newest)
            await asyncio.sleep(_LOOK_SECONDS)
        return self._refused(visit, 409, "This button was pressed twice. Look at the list: what you took is under With you.")

    def _refused(self, visit: Visit, status: int, why: str) -> Response:
        if "application/json" in visit.request.headers.get("accept", ""):
            return JSONResponse({"error": why}, status, headers=HEADERS)
        return self._pages.page("refused.html", status, me=visit.me, csrf=visit.csrf, why=why, **BACK)


def _go(visit: Visit, case: Case) -> Response:
    place = f"/desk/case/{case.contact}/{case.id}"
    if "application/json" in visit.request.headers.get("accept", ""):
        return JSONResponse({"done": True, "place": place}, headers=HEADERS)
    return RedirectResponse(place, 303, headers=HEADERS)
