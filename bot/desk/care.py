"""Care for those who listen: how much of high harm each has had, when to pause, and what they write afterwards.

Never a young person's words, and never a bar: a pause is suggested, and nobody is counted against another.
"""

import secrets
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from starlette.responses import RedirectResponse, Response

from bot.content.lead_lists import Pause
from bot.desk.guards import Visit
from bot.desk.hands import field
from bot.desk.months import month_of, months
from bot.desk.noted import noted_of_desk
from bot.desk.pages import HEADERS, Pages
from bot.model.leading import Debrief
from bot.model.presence import Presence
from bot.store.accounts import SHIFT, Accounts
from bot.store.leading import Borne
from bot.store.open import Store

_LONGEST = 4_000
_DAYS = 30
_KNOWN_SECONDS = 15.0  # the list is read at every bell; this need not be


class CarePages:
    """For every worker about themselves, and for leads about all."""

    def __init__(self, store: Store, accounts: Accounts, pages: Pages, pause: Pause, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._accounts = accounts
        self._pages = pages
        self._pause = pause
        self._clock = clock
        self._known: tuple[float, dict[str, Borne]] = (-_KNOWN_SECONDS, {})

    async def pause_words(self, worker_id: str, on: Presence | None, now: datetime) -> str:
        """The suggestion to pause; nothing while there is no need."""
        if time.monotonic() - self._known[0] >= _KNOWN_SECONDS:
            self._known = (time.monotonic(), await self._store.leading.borne(now, 1))
        count = in_shift(self._known[1], worker_id, _since(on, now))
        if count < self._pause.after:
            return ""
        minutes = int(self._pause.long.total_seconds() // 60)
        return f"{self._pause.words} So far: {count} of high or critical harm. Suggested: {minutes} minutes away from the screen."

    async def mine(self, visit: Visit) -> Response:
        """What this worker had in this shift, their notes, and a form for another."""
        now, me = self._clock(), visit.me
        on = (await self._store.present.all(now)).get(me.id)
        notes = [note for note in await self._store.leading.debriefs(months(now)) if note.worker_id == me.id]
        count = in_shift(await self._store.leading.borne(now, 1), me.id, _since(on, now))
        return self._pages.page("debrief.html", me=me, csrf=visit.csrf, count=count, notes=notes, longest=_LONGEST)

    async def write(self, visit: Visit) -> Response:
        """Keeps a debrief note, sealed."""
        now, me, text = self._clock(), visit.me, field(visit, "text").strip()
        if not text or len(text) > _LONGEST:
            why = f"Write something, in {_LONGEST} characters at most."
            return self._pages.page("refused.html", 400, me=me, csrf=visit.csrf, why=why, back="/desk/debrief", back_to="Back")
        note = Debrief(secrets.token_hex(8), month_of(now), now, me.id, me.first_name, text)
        await noted_of_desk(self._store, now, me.id, "debrief_written", ("note", note.id))
        await self._store.leading.keep_debrief(note)
        return RedirectResponse("/desk/debrief", 303, headers=HEADERS)

    async def exposure(self, visit: Visit) -> Response:
        """Each worker's month, and the debrief notes; that a lead read them is in the audit."""
        now, me = self._clock(), visit.me
        borne, on = await self._store.leading.borne(now, _DAYS), await self._store.present.all(now)
        notes = await self._store.leading.debriefs(months(now))
        people = [
            self._person(worker.id, worker.first_name, borne, on.get(worker.id), now)
            for worker in await self._accounts.all()
            if worker.active or any(worker.id in day for day in borne.values())
        ]
        await noted_of_desk(self._store, now, me.id, "exposure_read", ("notes", str(len(notes))))
        return self._pages.page(
            "exposure.html", me=me, csrf=visit.csrf, people=[one for one in people if one["month"] or one["on"]],
            notes=notes, pause=self._pause, minutes=int(self._pause.long.total_seconds() // 60),
        )  # fmt: skip

    def _person(self, worker_id: str, name: str, borne: dict[str, Borne], on: Presence | None, now: datetime) -> dict[str, Any]:
        days = {day: len(cases[worker_id]) for day, cases in borne.items() if worker_id in cases}
        shift = in_shift(borne, worker_id, _since(on, now))
        week = f"{now - timedelta(days=6):%Y-%m-%d}"
        return {
            "name": name,
            "on": on is not None,
            "shift": shift,
            "week": _different(borne, worker_id, week),
            "month": _different(borne, worker_id, ""),
            "hardest": max(days.values(), default=0),
            "pause": shift >= self._pause.after,
        }


def in_shift(borne: dict[str, Borne], worker_id: str, since: datetime) -> int:
    """How many different cases of high harm a worker had since then."""
    return len({case for day in borne.values() for case, at in day.get(worker_id, {}).items() if at >= since})


def _different(borne: dict[str, Borne], worker_id: str, since: str) -> int:
    return len({case for day, cases in borne.items() if day >= since for case in cases.get(worker_id, {})})


def _since(on: Presence | None, now: datetime) -> datetime:
    """When the shift began: as they said, or the longest a shift can be for who said nothing."""
    return on.since if on else now - SHIFT
