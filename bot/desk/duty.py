"""A worker says that they are on, or not any more, and that they heard the alarm. Posted forms in, the list out.

Never keeps anybody on for longer than a shift, nor past the time they named.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import wraps

from starlette.responses import RedirectResponse, Response

from bot.content.hours import LONDON
from bot.desk.guards import Handler, Visit
from bot.desk.hands import field
from bot.desk.pages import HEADERS, Pages
from bot.model.case import Refused
from bot.model.presence import ROOM, Presence
from bot.store.accounts import SHIFT
from bot.store.open import Store

BACK = {"back": "/desk", "back_to": "Back to the list"}
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


class Duty:
    """The forms around being on."""

    def __init__(self, store: Store, pages: Pages, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._pages = pages
        self._clock = clock

    async def come(self, visit: Visit) -> Response:
        """On until a time of day, with room for so many cases; said again, it changes both."""
        now, me = self._clock(), visit.me
        try:
            until, room = until_of(field(visit, "until"), now), room_of(field(visit, "room"))
        except Refused as error:
            return self._pages.page("refused.html", 400, me=me, csrf=visit.csrf, why=error.why, **BACK)
        before = (await self._store.present.all(now)).get(me.id)
        fresh = before or Presence(me.id, me.first_name, until, room, now)
        await self._store.present.come(replace(fresh, name=me.first_name, until=until, room=room), now)
        return _back()

    async def go(self, visit: Visit) -> Response:
        """Not on any more. Cases they have stay theirs."""
        await self._store.present.go(visit.me.id)
        return _back()

    async def heard(self, visit: Visit) -> Response:
        """They pressed the test and heard it; remembered for this shift."""
        now = self._clock()
        before = (await self._store.present.all(now)).get(visit.me.id)
        if before:
            await self._store.present.come(replace(before, sound_at=now), now)
        return _back()

    def leaving(self, handler: Handler) -> Handler:
        """Whoever signs out is not on any more."""

        @wraps(handler)
        async def left(visit: Visit) -> Response:
            await self._store.present.go(visit.me.id)
            return await handler(visit)

        return left


def until_of(said: str, now: datetime) -> datetime:
    """The next time the clock in Cornwall shows what was said. Raises `Refused` for no time, or one beyond a shift."""
    found = _TIME.fullmatch(said.strip())
    if not found:
        raise Refused("Say until when you are on, such as 17:00.")
    here = now.astimezone(LONDON)
    until = here.replace(hour=int(found[1]), minute=int(found[2]), second=0, microsecond=0)
    if until <= here:
        until += timedelta(days=1)
    if until - here > SHIFT:
        raise Refused("That is more than 12 hours from now. Say when this shift ends.")
    return until.astimezone(now.tzinfo)


def room_of(said: str) -> int:
    """How many cases. Raises `Refused`."""
    if not (said.isascii() and said.isdigit() and int(said) in ROOM):
        raise Refused(f"Say how many cases you have room for: {ROOM[0]} to {ROOM[-1]}.")
    return int(said)


def _back() -> Response:
    return RedirectResponse("/desk", 303, headers=HEADERS)
