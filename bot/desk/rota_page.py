"""The rota of those on call: everybody at the desk sees who it is, leads fill it. Visits in, pages out.

Never shows a whole number again once it was entered, and never lets two be on call for one role at a time.
"""

import re
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from starlette.responses import RedirectResponse, Response

from bot.content.hours import LONDON
from bot.content.routes import STAFF
from bot.desk.guards import Visit
from bot.desk.hands import field
from bot.desk.noted import noted_of_desk
from bot.desk.pages import HEADERS, Pages
from bot.desk.told import STAFF_WORDS
from bot.model.case import Refused
from bot.model.rota import Turn
from bot.model.worker import Role
from bot.store.open import Store

_NUMBER = re.compile(r"\+[1-9]\d{6,14}", re.ASCII)
_AHEAD, _LONGEST, _SHOWN = timedelta(days=90), timedelta(days=14), timedelta(days=14)


class RotaPage:
    """At /desk/rota."""

    def __init__(self, store: Store, pages: Pages, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._pages = pages
        self._clock = clock

    async def show(self, visit: Visit) -> Response:
        """Turns that run or come, and when nobody is on call in the next two weeks."""
        now = self._clock()
        turns = [turn for turn in await self._store.rota.all(now) if turn.ends > now]
        return self._pages.page(
            "rota.html", me=visit.me, csrf=visit.csrf, turns=[_shown(turn, now) for turn in turns], staff=STAFF_WORDS,
            gaps=gaps([turn for turn in turns if turn.role == STAFF[0]], now, now + _SHOWN), lead=visit.me.role is Role.LEAD,
        )  # fmt: skip

    async def add(self, visit: Visit) -> Response:
        """A lead puts somebody on the rota."""
        now, me = self._clock(), visit.me
        try:
            turn = self._read(visit, now)
            for other in await self._store.rota.all(now):
                if other.role == turn.role and other.begins < turn.ends and turn.begins < other.ends:
                    raise Refused(f"{other.name} is {STAFF_WORDS[turn.role]} in that time. Take that turn off first.")
        except Refused as error:
            back = {"back": "/desk/rota", "back_to": "Back to the rota"}
            return self._pages.page("refused.html", 400, me=me, csrf=visit.csrf, why=error.why, **back)
        await noted_of_desk(self._store, now, me.id, "rota_added", ("turn", turn.id), ("role", turn.role))
        await self._store.rota.keep(turn)
        return RedirectResponse("/desk/rota", 303, headers=HEADERS)

    async def drop(self, visit: Visit) -> Response:
        """A lead takes a turn off the rota."""
        turn_id = visit.request.path_params["turn"]
        if await self._store.rota.drop(turn_id):
            await noted_of_desk(self._store, self._clock(), visit.me.id, "rota_removed", ("turn", turn_id[:16]))
        return RedirectResponse("/desk/rota", 303, headers=HEADERS)

    def _read(self, visit: Visit, now: datetime) -> Turn:
        role, name = field(visit, "role"), " ".join(field(visit, "name").split())
        number = re.sub(r"[\s()-]", "", field(visit, "number"))
        number = f"+44{number[1:]}" if number.startswith("07") else number
        if role not in STAFF:
            raise Refused("Choose what they are on call as.")
        if not 0 < len(name) <= 40:
            raise Refused("Write a name, 40 characters at most.")
        if not _NUMBER.fullmatch(number):
            raise Refused("Write a mobile number that starts with 07, or with +44 or another country's code.")
        begins, ends = _time(field(visit, "begins"), now), _time(field(visit, "ends"), now)
        if not begins < ends or ends <= now:
            raise Refused("The turn must end after it begins, and after now.")
        if ends - begins > _LONGEST or begins - now > _AHEAD:
            raise Refused(f"A turn is {_LONGEST.days} days at most and begins within {_AHEAD.days} days.")
        return Turn(secrets.token_hex(8), role, name, number, begins, ends, visit.me.id)


def gaps(turns: list[Turn], since: datetime, until: datetime) -> list[tuple[datetime, datetime]]:
    """The times between the two in which none of these turns holds."""
    found, at = [], since
    for turn in sorted(turns, key=lambda turn: turn.begins):
        if turn.begins > at:
            found.append((at, min(turn.begins, until)))
        at = max(at, turn.ends)
        if at >= until:
            return found
    return [*found, (at, until)]


def _shown(turn: Turn, now: datetime) -> dict[str, Any]:
    return {"turn": turn, "role": STAFF_WORDS[turn.role], "now": turn.holds(now), "number": f"…{turn.number[-3:]}"}


def _time(said: str, now: datetime) -> datetime:
    """A time as a browser gives it, in Cornwall's own. Raises `Refused`."""
    try:
        return datetime.fromisoformat(said).replace(tzinfo=LONDON).astimezone(now.tzinfo)
    except ValueError:
        raise Refused("Say from when and until when.") from None
