"""Closed cases by day, who bore what, samples, reviews and debrief notes. Part of a commit in; lists out.

Never holds a young person's words, and never says whose case was hard: an entry is a worker, a case's id and a time.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import cast

from redis.asyncio import Redis

from bot.model.case import Case, CaseState
from bot.model.changes import Changes
from bot.model.leading import Debrief, Draw, Drawn, Review
from bot.model.message import ContactId
from bot.model.risk import Level
from bot.store.atomic import Writes
from bot.store.codec import Codec
from bot.store.keys import DAY, DRAW_DAYS, EXPOSED_DAYS, Lane, all_lanes, desk, lane_for
from bot.store.together import pairs, together

type Borne = dict[str, dict[str, datetime]]
"""By worker: cases of high harm they had, with the first time that day."""


def write_leading(pipe: Writes, codec: Codec, lane: Lane, changes: Changes) -> None:
    """Notes the day a case was closed, that its worker bore it if it is of high harm, and what a review found."""
    case = changes.case
    for review in changes.reviews:
        place = lane.of("review", review.case_id)
        pipe.set(place, codec.pack(review, place), ex=DRAW_DAYS * DAY, nx=True)  # what one lead found, another does not change
    if changes.conversation.block and not changes.news_only:
        pipe.sadd(lane.of("blocked"), changes.conversation.contact)
        pipe.expire(lane.of("blocked"), 31 * DAY)
    if case is None or case.practice:
        return
    if case.closed_at and not case.open:
        place = lane.of("closed", _day(case.closed_at))
        pipe.sadd(place, case.id)
        pipe.expire(place, DRAW_DAYS * DAY)
    if case.state is CaseState.WITH_WORKER and case.worker_id and case.level >= Level.HIGH and changes.audit:
        at = changes.audit[0].at
        place = lane.of("borne", _day(at))
        pipe.hsetnx(place, f"{case.worker_id}|{case.id}", at.isoformat())
        pipe.expire(place, EXPOSED_DAYS * DAY)


class LeadingStore:
    """Reads for leads; and what they keep that belongs to no one contact."""

    def __init__(self, redis: Redis, codec: Codec) -> None:
        self._redis = redis
        self._codec = codec

    async def closed(self, now: datetime, days: int) -> list[Case]:
        """Real cases closed in the last days that are closed still, by id."""
        found: list[Case] = []
        for lane in all_lanes():
            sets = await together(self._redis, [("SMEMBERS", lane.of("closed", day)) for day in _days(now, days)])
            places = [lane.of("case", raw.decode()) for raw in sorted(set().union(*sets))]
            bodies = cast(list[bytes | None], await self._redis.mget(places)) if places else []
            found += [self._codec.unpack(Case, body, place) for place, body in zip(places, bodies, strict=True) if body]
        since = now - timedelta(days=days)
        return sorted((case for case in found if case.closed_at and case.closed_at >= since), key=lambda case: case.id)

    async def borne(self, now: datetime, days: int) -> dict[str, Borne]:
        """By day, who had which cases of high harm. An empty day is left out."""
        wanted = [(day, lane.of("borne", day)) for day in _days(now, days) for lane in all_lanes()]
        answers = await together(self._redis, [("HGETALL", place) for _, place in wanted])
        found: dict[str, Borne] = {}
        for (day, _), fields in zip(wanted, answers, strict=True):
            for name, at in pairs(fields):
                worker, _, case_id = name.decode().partition("|")
                found.setdefault(day, {}).setdefault(worker, {})[case_id] = datetime.fromisoformat(at.decode())
        return found

    async def blocked(self) -> list[ContactId]:
        """With whom there is or was a break in the last month: the conversation says whether it still holds."""
        found = await together(self._redis, [("SMEMBERS", lane.of("blocked")) for lane in all_lanes()])
        return [ContactId(raw.decode()) for some in found for raw in sorted(some)]

    async def keep_draw(self, draw: Draw) -> None:
        """Keeps a sample as it was drawn."""
        await self._keep(desk("draws", draw.month), draw.id, draw)

    async def draws(self, months: Iterable[str]) -> list[Draw]:
        """The samples of these months, newest first."""
        return sorted(await self._all(Draw, "draws", months), key=lambda draw: draw.at, reverse=True)

    async def review(self, drawn: Drawn) -> Review | None:
        """What was found in a case, if it was reviewed."""
        place = lane_for(drawn.contact).of("review", drawn.case_id)
        body = cast(bytes | None, await self._redis.get(place))
        return self._codec.unpack(Review, body, place) if body else None

    async def keep_debrief(self, debrief: Debrief) -> None:
        """Keeps a debrief note."""
        await self._keep(desk("debriefs", debrief.month), debrief.id, debrief)

    async def debriefs(self, months: Iterable[str]) -> list[Debrief]:
        """The notes of these months, newest first."""
        return sorted(await self._all(Debrief, "debriefs", months), key=lambda note: note.at, reverse=True)

    async def _keep(self, place: str, name: str, value: object) -> None:
        await self._redis.hset(place, name, cast(str, self._codec.pack(value, place)))
        await self._redis.expire(place, DRAW_DAYS * DAY)

    async def _all[T](self, kind: type[T], name: str, months: Iterable[str]) -> list[T]:
        found: list[T] = []
        for place in (desk(name, month) for month in months):
            bodies = cast(dict[bytes, bytes], await self._redis.hgetall(place))
            found += [self._codec.unpack(kind, body, place) for body in bodies.values()]
        return found


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d}"


def _days(now: datetime, days: int) -> list[str]:
    return [_day(now - timedelta(days=back)) for back in range(days + 1)]
