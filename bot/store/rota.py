"""The rota of those on call. A turn in, all turns out.

Never keeps a turn for long after it is over, and never a number unsealed.
"""

from datetime import datetime, timedelta
from typing import cast

from redis.asyncio import Redis

from bot.model.rota import Turn
from bot.store.codec import Codec
from bot.store.keys import DAY, ROTA_DAYS, desk

_PLACE = desk("rota")
_KEPT = timedelta(days=35)


class Rota:
    """Turns in the store."""

    def __init__(self, redis: Redis, codec: Codec) -> None:
        self._redis = redis
        self._codec = codec

    async def keep(self, turn: Turn) -> None:
        """Adds a turn."""
        await self._redis.hset(_PLACE, turn.id, cast(str, self._codec.pack(turn, _PLACE)))
        await self._redis.expire(_PLACE, ROTA_DAYS * DAY)

    async def drop(self, turn_id: str) -> bool:
        """Takes a turn off; false when it is not there."""
        return bool(await self._redis.hdel(_PLACE, turn_id))

    async def all(self, now: datetime) -> list[Turn]:
        """Every turn in the order of time; those long over are deleted."""
        bodies = cast(dict[bytes, bytes], await self._redis.hgetall(_PLACE))
        turns = [self._codec.unpack(Turn, body, _PLACE) for body in bodies.values()]
        for old in (turn for turn in turns if now - turn.ends > _KEPT):
            await self.drop(old.id)
        return sorted((turn for turn in turns if now - turn.ends <= _KEPT), key=lambda turn: (turn.begins, turn.role))
