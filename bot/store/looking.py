"""Who has a case open at the desk. A worker's look in, the others' names out, sealed.

Never told to the young person, and never kept past a minute: an open page says again that it is there.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from redis.asyncio import Redis

from bot.model.message import ContactId
from bot.model.worker import Worker
from bot.store.codec import Codec
from bot.store.keys import LOOKING_SECONDS, lane_for


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody's page, last heard of at a time in UTC."""

    name: str
    at: datetime


class Looking:
    """Open case pages."""

    def __init__(self, redis: Redis, codec: Codec) -> None:
        self._redis = redis
        self._codec = codec

    async def looks(self, contact: ContactId, case_id: str, me: Worker, now: datetime) -> tuple[str, ...]:
        """Notes that this worker has a case of theirs open; the first names of the others who have one, in their order."""
        place = lane_for(contact).of("looking", contact)
        await self._redis.hset(place, _page(me, case_id), cast(str, self._codec.pack(Look(me.first_name, now), place)))
        await self._redis.expire(place, LOOKING_SECONDS)
        bodies = cast(dict[bytes, bytes], await self._redis.hgetall(place))
        by_worker = {page.decode().split()[0]: body for page, body in bodies.items()}
        looks = [self._codec.unpack(Look, body, place) for who, body in by_worker.items() if who != me.id]
        return tuple(sorted(look.name for look in looks if _there(look, now)))

    async def has_open(self, contact: ContactId, case_id: str, me: Worker, now: datetime) -> bool:
        """Whether this worker's page of this case is open: somebody who reads on has not opened it again."""
        place = lane_for(contact).of("looking", contact)
        body = cast(bytes | None, await self._redis.hget(place, _page(me, case_id)))
        return body is not None and _there(self._codec.unpack(Look, body, place), now)


def _page(me: Worker, case_id: str) -> str:
    return f"{me.id} {case_id}"


def _there(look: Look, now: datetime) -> bool:
    return now - look.at < timedelta(seconds=LOOKING_SECONDS)
