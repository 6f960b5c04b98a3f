"""Accounts at the desk: workers, sign-ins, one-time links and wrong passwords. Values in, values out.

Never stores a token or a login as it is, only its hash; names and roles are sealed.
"""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import cast

from redis.asyncio import Redis

from bot.model.worker import Role, Worker
from bot.store.codec import Codec
from bot.store.keys import DAY, desk

SHIFT = timedelta(hours=12)
IDLE_SECONDS = 60 * 60
_LINK_SECONDS = 7 * DAY
_TRIES_SECONDS = 15 * 60
_FREE_TRIES = 5  # a person mistypes; more than this in a quarter of an hour is somebody guessing


@dataclass(frozen=True, slots=True)
class SignIn:
    """A worker's open sign-in. `csrf` goes into every form of theirs."""

    worker_id: str
    csrf: str
    born: datetime


class Accounts:
    """Accounts in the store."""

    def __init__(self, redis: Redis, codec: Codec) -> None:
        self._redis = redis
        self._codec = codec

    async def add(self, worker: Worker) -> bool:
        """Adds an account; false when the login is taken."""
        if not await self._redis.hsetnx(desk("logins"), _hash(worker.login), worker.id):
            return False
        await self.keep(worker)
        return True

    async def keep(self, worker: Worker) -> None:
        """Stores a changed account."""
        await self._redis.hset(desk("workers"), worker.id, self._codec.pack(worker, desk("workers")))

    async def by_id(self, worker_id: str) -> Worker | None:
        """An account by its id."""
        body = await self._redis.hget(desk("workers"), worker_id)
        return self._codec.unpack(Worker, cast(bytes, body), desk("workers")) if body else None

    async def by_login(self, login: str) -> Worker | None:
        """An account by what its owner signs in with."""
        worker_id = await self._redis.hget(desk("logins"), _hash(login))
        return await self.by_id(cast(bytes, worker_id).decode()) if worker_id else None

    async def all(self) -> list[Worker]:
        """Every account, by first name."""
        found = cast(dict[bytes, bytes], await self._redis.hgetall(desk("workers")))
        workers = (self._codec.unpack(Worker, body, desk("workers")) for body in found.values())
        return sorted(workers, key=lambda worker: worker.first_name.lower())

    async def end(self, login: str) -> bool:
        """Makes an account inactive: its sign-ins end at their next request. False when there is none."""
        worker = await self.by_login(login)
        if worker is None:
            return False
        await self.keep(replace(worker, active=False))
        return True

    async def make_link(self, role: Role, name: str = "") -> str:
        """A token that makes one account of this role within a week. A second link of the same `name` replaces the first."""
        token = secrets.token_urlsafe(32)
        if name:
            before = await self._redis.getset(desk("link", name), _hash(token))
            await self._redis.expire(desk("link", name), _LINK_SECONDS)
            if before:
                await self._redis.delete(desk("link", cast(bytes, before).decode()))
        await self._redis.set(desk("link", _hash(token)), role.value, ex=_LINK_SECONDS)
        return token

    async def link_role(self, token: str) -> Role | None:
        """The role a link gives, without using it up."""
        role = await self._redis.get(desk("link", _hash(token)))
        return Role(cast(bytes, role).decode()) if role else None

    async def use_link(self, token: str) -> Role | None:
        """The role a link gives; from now on it gives none."""
        role = await self._redis.getdel(desk("link", _hash(token)))
        return Role(cast(bytes, role).decode()) if role else None

    async def sign_in(self, worker: Worker, now: datetime) -> str:
        """Opens a sign-in and returns its token, for the cookie only."""
        token, place = secrets.token_urlsafe(32), ""
        place = desk("session", _hash(token))
        body = self._codec.pack(SignIn(worker.id, secrets.token_urlsafe(32), now), place)
        await self._redis.set(place, body, ex=IDLE_SECONDS)
        return token

    async def signed_in(self, token: str, now: datetime) -> SignIn | None:
        """The open sign-in of a token; looking at it keeps it open for another idle time, up to a shift."""
        place = desk("session", _hash(token))
        body = await self._redis.getex(place, ex=IDLE_SECONDS)
        if not body:
            return None
        found = self._codec.unpack(SignIn, cast(bytes, body), place)
        return found if now - found.born < SHIFT else None

    async def sign_out(self, token: str) -> None:
        """Ends a sign-in."""
        await self._redis.delete(desk("session", _hash(token)))

    async def may_try(self, login: str) -> bool:
        """Whether a password may be tried for this login: after five wrong ones, not for a while."""
        tries = await self._redis.get(desk("tries", _hash(login)))
        return int(tries or 0) < _FREE_TRIES

    async def wrong_try(self, login: str) -> None:
        """Counts a wrong password."""
        place = desk("tries", _hash(login))
        await self._redis.incr(place)
        await self._redis.expire(place, _TRIES_SECONDS)

    async def right_try(self, login: str) -> None:
        """Forgets the wrong ones."""
        await self._redis.delete(desk("tries", _hash(login)))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.strip().lower().encode() if len(secret) < 43 else secret.encode()).hexdigest()
