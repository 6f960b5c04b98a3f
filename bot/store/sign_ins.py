"""Open sign-ins at the desk. A worker and a token in, who is signed in, or the list of what is open, out.

Never stores a token, only its hash; never lets a sign-in outlive a shift, an idle hour, or a change of its account.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from redis.asyncio import Redis

from bot.model.worker import Worker
from bot.store.codec import Codec
from bot.store.keys import SHIFT_SECONDS, desk

SHIFT = timedelta(hours=12)
IDLE_SECONDS = 60 * 60
_SHORT = 12  # letters of a hash that name a sign-in on a page: it opens nothing


@dataclass(frozen=True, slots=True)
class SignIn:
    """A worker's open sign-in. `csrf` goes into every form of theirs. `proved`: the second factor was shown, too.

    `device` is a browser and a system in words (`Firefox on Windows`), `epoch` the account's when it began.
    """

    worker_id: str
    csrf: str
    born: datetime
    proved: bool = False
    device: str = ""
    epoch: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """A sign-in as its owner sees it in the list."""

    name: str
    device: str
    born: datetime
    idle: timedelta


class SignInStore:
    """Sign-ins in the store."""

    def __init__(self, redis: Redis, codec: Codec) -> None:
        self._redis = redis
        self._codec = codec

    async def open(self, worker: Worker, now: datetime, *, proved: bool, device: str) -> str:
        """Opens a sign-in and returns its token, for the cookie only."""
        token = secrets.token_urlsafe(32)
        place, every = desk("session", hashed(token)), desk("sessions", worker.id)
        body = SignIn(worker.id, secrets.token_urlsafe(32), now, proved, device, worker.epoch)
        await self._redis.set(place, self._codec.pack(body, place), ex=IDLE_SECONDS)
        await self._redis.sadd(every, hashed(token))
        await self._redis.expire(every, SHIFT_SECONDS)
        return token

    async def find(self, token: str, now: datetime) -> SignIn | None:
        """The open sign-in of a token; looking at it keeps it open for another idle time, up to a shift."""
        place = desk("session", hashed(token))
        body = await self._redis.getex(place, ex=IDLE_SECONDS)
        if not body:
            return None
        found = self._codec.unpack(SignIn, cast(bytes, body), place)
        return found if now - found.born < SHIFT else None

    async def close(self, token: str) -> None:
        """Ends a sign-in."""
        await self._redis.delete(desk("session", hashed(token)))

    async def of(self, worker: Worker, now: datetime) -> list[Listed]:
        """A worker's open sign-ins, the youngest first."""
        found = []
        for name in cast(set[bytes], await self._redis.smembers(desk("sessions", worker.id))):
            place = desk("session", name.decode())
            body, left = cast(bytes | None, await self._redis.get(place)), int(await self._redis.ttl(place))
            if not body:
                await self._redis.srem(desk("sessions", worker.id), name)
                continue
            one = self._codec.unpack(SignIn, body, place)
            if one.epoch == worker.epoch and now - one.born < SHIFT:
                idle = timedelta(seconds=max(0, IDLE_SECONDS - left))
                found.append(Listed(name.decode()[:_SHORT], one.device, one.born, idle))
        return sorted(found, key=lambda one: one.born, reverse=True)

    async def end(self, worker_id: str, name: str) -> bool:
        """Ends one of a worker's sign-ins by its name in the list; false when it is not theirs or over."""
        for whole in cast(set[bytes], await self._redis.smembers(desk("sessions", worker_id))):
            if len(name) == _SHORT and whole.decode().startswith(name):
                return bool(await self._redis.delete(desk("session", whole.decode())))
        return False


def hashed(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def short(token: str) -> str:
    """A token's name in the list."""
    return hashed(token)[:_SHORT]
