"""Passkeys of workers and the challenges on their way. Values in, values out.

Never takes a challenge twice, and never holds a private key: those stay with the person.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from redis.asyncio import Redis

from bot.store.codec import Codec
from bot.store.keys import CHALLENGE_SECONDS, desk


@dataclass(frozen=True, slots=True)
class Passkey:
    """`key_id` and `public_key` in hexadecimal; `count` is what the device counted last; `device` where it was made."""

    key_id: str
    worker_id: str
    public_key: str
    count: int
    device: str
    made_at: datetime


class Passkeys:
    """Passkeys in the store."""

    def __init__(self, redis: Redis, codec: Codec) -> None:
        self._redis = redis
        self._codec = codec

    async def ask(self, challenge: bytes, worker_id: str = "") -> None:
        """Remembers a challenge, for whom it is when that is known."""
        await self._redis.set(desk("challenge", _hash(challenge)), f"for {worker_id}", ex=CHALLENGE_SECONDS)

    async def asked(self, challenge: bytes, worker_id: str = "") -> bool:
        """Whether it was ours, for this one; from now on it is not."""
        found = await self._redis.getdel(desk("challenge", _hash(challenge)))
        return found == f"for {worker_id}".encode()

    async def keep(self, key: Passkey) -> None:
        """Stores one."""
        place = desk("passkeys")
        await self._redis.hset(place, key.key_id, self._codec.pack(key, place))

    async def find(self, key_id: str) -> Passkey | None:
        """One by its id."""
        body = cast(bytes | None, await self._redis.hget(desk("passkeys"), key_id))
        return self._codec.unpack(Passkey, body, desk("passkeys")) if body else None

    async def of(self, worker_id: str) -> list[Passkey]:
        """All of one worker, the oldest first."""
        bodies = cast(list[bytes], await self._redis.hvals(desk("passkeys")))
        keys = [self._codec.unpack(Passkey, body, desk("passkeys")) for body in bodies]
        return sorted((key for key in keys if key.worker_id == worker_id), key=lambda key: key.made_at)

    async def forget(self, worker_id: str, key_id: str = "") -> bool:
        """One of a worker's, or all of them; false when there was none."""
        gone = [key.key_id for key in await self.of(worker_id) if key_id in ("", key.key_id)]
        return bool(gone and await self._redis.hdel(desk("passkeys"), *gone))


def _hash(challenge: bytes) -> str:
    return hashlib.sha256(challenge).hexdigest()
