"""Second factors: secrets on their way in, codes that were used, and recovery codes. Values in, verdicts out.

Never takes a code twice, and never stores a recovery code as it is, only its hash.
"""

import hashlib
import secrets
from datetime import datetime
from typing import cast

import pyotp
from redis.asyncio import Redis

from bot.store.codec import Codec
from bot.store.keys import CODE_SECONDS, SET_UP_SECONDS, desk

_STEP = 30  # seconds a code holds (RFC 6238)
_DRIFT = 1  # steps a phone's clock may be off, either way
_MANY, _HALVES = 10, 2  # recovery codes of 2 x 5 letters and digits: 50 bits each
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that are read for one another

_NEW = "redis.call('DEL', KEYS[1]) return redis.call('SADD', KEYS[1], unpack(ARGV))"  # one step, also on a cluster


class Factors:
    """Second factors in the store."""

    def __init__(self, redis: Redis, codec: Codec) -> None:
        self._redis = redis
        self._codec = codec

    async def begun(self, worker_id: str) -> str:
        """The secret a worker is setting up: the same for a while, so that a page loaded twice shows one picture."""
        place = desk("new_factor", worker_id)
        await self._redis.set(place, self._codec.pack(pyotp.random_base32(), place), nx=True, ex=SET_UP_SECONDS)
        return self._codec.unpack(str, cast(bytes, await self._redis.get(place)), place)

    async def set_up(self, worker_id: str) -> None:
        """What was begun is done with."""
        await self._redis.delete(desk("new_factor", worker_id))

    async def fits(self, worker_id: str, secret: str, code: str, now: datetime) -> bool:
        """Whether a code is right now, and was not used before."""
        code, maker = "".join(code.split()), pyotp.TOTP(secret)
        step = int(now.timestamp()) // _STEP
        for one in range(step - _DRIFT, step + _DRIFT + 1):
            if secrets.compare_digest(maker.at(one * _STEP).encode(), code.encode()):
                return bool(await self._redis.set(desk("code", worker_id, str(one)), "1", nx=True, ex=CODE_SECONDS))
        return False

    async def new_recovery(self, worker_id: str) -> list[str]:
        """Ten codes for a day without the phone; those before are void. Shown once."""
        codes = ["-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(_HALVES)) for _ in range(_MANY)]
        await self._redis.eval(_NEW, 1, desk("recovery", worker_id), *(_hash(worker_id, code) for code in codes))
        return codes

    async def recovered(self, worker_id: str, code: str) -> bool:
        """Whether a recovery code is one of theirs; it is used up by that."""
        return bool(await self._redis.srem(desk("recovery", worker_id), _hash(worker_id, code)))

    async def left(self, worker_id: str) -> int:
        """How many recovery codes are left."""
        return int(await self._redis.scard(desk("recovery", worker_id)))

    async def forget(self, worker_id: str) -> None:
        """All that is kept of a second factor here."""
        await self._redis.delete(desk("recovery", worker_id), desk("new_factor", worker_id))


def _hash(worker_id: str, code: str) -> str:
    plain = "".join(letter for letter in code.lower() if letter.isalnum())
    return hashlib.sha256(f"{worker_id} {plain}".encode()).hexdigest()
