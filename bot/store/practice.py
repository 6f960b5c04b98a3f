"""The practice talks that run: one a worker, in a place of their own. A worker's id in, their talk out.

Never in a lane: no turn, timer, count, bell, text or audit line can come upon it.
"""

from typing import cast

from redis.asyncio import Redis

from bot.model.practice import Practice
from bot.store.codec import Codec
from bot.store.keys import SHIFT_SECONDS, desk


class PracticeRoom:
    """Keeps a practice talk for a shift."""

    def __init__(self, redis: Redis, codec: Codec) -> None:
        self._redis = redis
        self._codec = codec

    async def keep(self, worker_id: str, practice: Practice) -> None:
        """Keeps it, in the place of the one before."""
        place = desk("practice", worker_id)
        await self._redis.set(place, self._codec.pack(practice, place), ex=SHIFT_SECONDS)

    async def of(self, worker_id: str) -> Practice | None:
        """The one that runs, or ran last."""
        place = desk("practice", worker_id)
        body = cast(bytes | None, await self._redis.get(place))
        return self._codec.unpack(Practice, body, place) if body else None
