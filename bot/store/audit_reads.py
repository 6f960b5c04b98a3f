"""Reads the audit of all lanes, youngest first. What to look for in, lines out.

Never leaves a line out in silence: it reads on until it has as many as were asked for, or the chains end.
"""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from redis.asyncio import Redis

from bot.store.keys import Lane, all_lanes

_PAGE = 500
_LATE = timedelta(days=2)  # a line can be written a little after its time; not days
_LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Wanted:
    """`who` is an account's id, `about` a contact or a case, `day` as it is in Cornwall; empty for all."""

    who: str = ""
    about: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One line as it was chained. `detail` holds codes and counts; `hash` ties it to those before in its lane."""

    at: datetime
    lane: int
    who: str
    did: str
    contact: str
    case_id: str
    detail: tuple[tuple[str, str], ...]
    hash: str


async def latest(redis: Redis, wanted: Wanted, most: int | None = None) -> list[Found]:
    """The youngest lines that fit, `most` of them or all. Raises Redis' errors."""
    found: list[Found] = []
    for lane in all_lanes():
        mine = 0
        async for line in _backwards(redis, lane):
            if (
                wanted.day and line.at.astimezone(_LONDON).date() + _LATE < wanted.day
            ):  # any day may be asked for, the first there is too
                break
            if _fits(line, wanted):
                found.append(line)
                mine += 1
                if most is not None and mine == most:
                    break
    return sorted(found, key=lambda line: line.at, reverse=True)[:most]


async def _backwards(redis: Redis, lane: Lane) -> AsyncIterator[Found]:
    end = "+"
    while page := cast(list[tuple[bytes, dict[bytes, bytes]]], await redis.xrevrange(lane.of("audit"), end, "-", count=_PAGE)):
        for _, fields in page:
            yield _read(lane.number, fields)
        end = f"({page[-1][0].decode()}"


def _read(lane: int, fields: dict[bytes, bytes]) -> Found:
    body = cast(dict[str, object], json.loads(fields[b"body"]))
    known = {name: str(body.pop(name) or "") for name in ("at", "who", "did", "contact", "case")}
    detail = tuple(sorted((name, str(value)) for name, value in body.items()))
    at = datetime.fromisoformat(known["at"])
    return Found(at, lane, known["who"], known["did"], known["contact"], known["case"], detail, fields[b"hash"].decode())


def _fits(line: Found, wanted: Wanted) -> bool:
    return (
        wanted.who in ("", line.who)
        and wanted.about in ("", line.contact, line.case_id)
        and wanted.day in (None, line.at.astimezone(_LONDON).date())
    )
