"""Entries of "you said, we did". A worker's move in; entries out.

Never publishes what its own writer asks for, and never an entry that somebody has just taken away.
"""

from dataclasses import replace
from datetime import datetime
from typing import cast

from redis.asyncio import Redis

from bot.model.you_said import YouSaid
from bot.store.codec import Codec
from bot.store.keys import YOU_SAID
from bot.store.swap import Swap

MOST = 200  # entries there may be: a page people read, and a key that is read whole

SHORT = 120  # characters of each half that Lev says itself: with its own words they are two text messages


class YouSaidStore:
    """Drafts and published entries, sealed."""

    def __init__(self, redis: Redis, codec: Codec) -> None:
        self._redis = redis
        self._codec = codec
        self._swap = Swap(redis)

    async def all(self) -> list[YouSaid]:
        """Every entry, newest first."""
        bodies = cast(dict[bytes, bytes], await self._redis.hgetall(YOU_SAID))
        found = [self._codec.unpack(YouSaid, body, YOU_SAID) for body in bodies.values()]
        return sorted(found, key=lambda entry: (entry.published_at or entry.written_at, entry.id), reverse=True)

    async def published(self) -> list[YouSaid]:
        """What the public page shows, newest first."""
        return [entry for entry in await self.all() if entry.published_at]

    async def newest_short(self) -> YouSaid | None:
        """The newest published entry that a text message has room for."""
        return next((entry for entry in await self.published() if max(len(entry.said), len(entry.did)) <= SHORT), None)

    async def keep(self, entry: YouSaid) -> bool:
        """Keeps a new draft. False when there are too many entries."""
        if await self._redis.hlen(YOU_SAID) >= MOST:
            return False
        await self._redis.hset(YOU_SAID, entry.id, cast(str, self._codec.pack(entry, YOU_SAID)))
        return True

    async def publish(self, entry_id: str, worker_id: str, now: datetime) -> bool:
        """Publishes a draft that somebody else wrote. False when it is their own, gone, or published before."""
        body = cast(bytes | None, await self._redis.hget(YOU_SAID, entry_id))
        if body is None:
            return False
        entry = self._codec.unpack(YouSaid, body, YOU_SAID)
        if entry.written_by == worker_id or entry.published_at:
            return False
        after = self._codec.pack(replace(entry, published_by=worker_id, published_at=now), YOU_SAID)
        return await self._swap.field(YOU_SAID, entry_id, body, after)

    async def take_away(self, entry_id: str) -> bool:
        """Deletes a draft, or takes an entry off the public page. False when it was gone already."""
        return bool(await self._redis.hdel(YOU_SAID, entry_id))
