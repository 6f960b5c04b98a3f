"""Who is on, and which press of a button came first. A worker's word in, those who are on out.

Never keeps anybody on past their time: what has run out is not returned, and all of it is gone after a shift.
"""

from datetime import UTC, datetime
from typing import cast

from redis.asyncio import Redis

from bot.model.presence import Presence
from bot.store.codec import Codec
from bot.store.keys import SHIFT_SECONDS, desk

_ON = desk("on", "workers")
_SEEN = desk("on", "seen")
_PRESS_SECONDS = 600


class Present:
    """Those who are on, in the store."""

    def __init__(self, redis: Redis, codec: Codec) -> None:
        self._redis = redis
        self._codec = codec

    async def come(self, presence: Presence, now: datetime) -> None:
        """Notes that somebody is on, or changes what they said."""
        await self.seen(presence.worker_id, now)
        await self._redis.hset(_ON, presence.worker_id, cast(str, self._codec.pack(presence, _ON)))
        await self._redis.expire(_ON, SHIFT_SECONDS)

    async def go(self, worker_id: str) -> None:
        """They are not on any more."""
        await self._redis.hdel(_ON, worker_id)

    async def seen(self, worker_id: str, now: datetime) -> None:
        """They used the desk: whoever is on stays on."""
        await self._redis.hset(_SEEN, worker_id, str(now.timestamp()))
        await self._redis.expire(_SEEN, SHIFT_SECONDS)

    async def all(self, now: datetime) -> dict[str, Presence]:
        """Everybody who is on, by id, in the order of their names."""
        bodies = cast(dict[bytes, bytes], await self._redis.hgetall(_ON))
        if not bodies:
            return {}
        seen = {key.decode(): float(at) for key, at in cast(dict[bytes, bytes], await self._redis.hgetall(_SEEN)).items()}
        known = sorted((self._codec.unpack(Presence, body, _ON) for body in bodies.values()), key=lambda one: one.name.lower())
        return {one.worker_id: one for one in known if one.holds(datetime.fromtimestamp(seen.get(one.worker_id, 0), UTC), now)}

    async def first_press(self, worker_id: str, nonce: str) -> bool:
        """Whether this press of a button is the first with its number: a second is the same press, come twice."""
        return bool(await self._redis.set(desk("pressed", worker_id, nonce), "1", nx=True, ex=_PRESS_SECONDS))
