"""Accounts at the desk: workers and one-time links, and the door to sign-ins, tries and factors. Values in, values out.

Never stores a token or a login as it is, only its hash; names and roles are sealed.
"""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import cast

from redis.asyncio import Redis

from bot.model.worker import Role, Worker
from bot.store.codec import Codec
from bot.store.factors import Factors
from bot.store.keys import DAY, desk
from bot.store.passkeys import Passkeys
from bot.store.sign_ins import IDLE_SECONDS, SHIFT, SignIn, SignInStore
from bot.store.swap import Swap
from bot.store.tries import Tries

__all__ = ["IDLE_SECONDS", "SHIFT", "Accounts", "SignIn"]
_LINK_SECONDS = 7 * DAY


class Accounts:
    """Accounts in the store."""

    def __init__(self, redis: Redis, codec: Codec) -> None:
        self._redis = redis
        self._codec = codec
        self._swap = Swap(redis)
        self.sessions = SignInStore(redis, codec)
        self.factors = Factors(redis, codec)
        self.tries = Tries(redis)
        self.passkeys = Passkeys(redis, codec)

    async def add(self, worker: Worker) -> bool:
        """Adds an account; false when the login is taken."""
        if not await self._redis.hsetnx(desk("logins"), _hash(worker.login), worker.id):
            return False
        await self.keep(worker)
        return True

    async def keep(self, worker: Worker) -> None:
        """Stores a changed account."""
        await self._redis.hset(desk("workers"), worker.id, self._codec.pack(worker, desk("workers")))

    async def change(self, worker_id: str, how: Callable[[Worker], Worker]) -> Worker | None:
        """Changes an account as it is now, whoever else changes it; None when there is none."""
        place = desk("workers")
        while body := cast(bytes | None, await self._redis.hget(place, worker_id)):
            changed = how(self._codec.unpack(Worker, body, place))
            if await self._swap.field(place, worker_id, body, self._codec.pack(changed, place)):
                return changed
        return None

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
        await self.change(worker.id, lambda one: replace(one, active=False, epoch=one.epoch + 1))
        return True

    async def make_link(self, role: Role, name: str = "") -> str:
        """A token that makes one account of this role within a week. A second link of the same `name` replaces the first."""
        return await self._linked(role.value, _LINK_SECONDS, newest=(name,) if name else ())

    async def link_role(self, token: str) -> Role | None:
        """The role a link gives, without using it up."""
        role = await self._redis.get(desk("link", _hash(token)))
        return Role(cast(bytes, role).decode()) if role else None

    async def use_link(self, token: str) -> Role | None:
        """The role a link gives; from now on it gives none."""
        role = await self._redis.getdel(desk("link", _hash(token)))
        return Role(cast(bytes, role).decode()) if role else None

    async def make_reset(self, worker_id: str) -> str:
        """A token with which this worker sets a new password within a day; a newer one replaces it."""
        return await self._linked(worker_id, DAY, "password", newest=("of", worker_id))

    async def reset_of(self, token: str) -> Worker | None:
        """Whose password a token sets, without using it up."""
        worker_id = await self._redis.get(desk("link", "password", _hash(token)))
        return await self.by_id(cast(bytes, worker_id).decode()) if worker_id else None

    async def use_reset(self, token: str) -> bool:
        """Whether the token still held; from now on it does not."""
        return bool(await self._redis.getdel(desk("link", "password", _hash(token))))

    async def _linked(self, value: str, seconds: int, *kind: str, newest: tuple[str, ...]) -> str:
        """A token of this kind that stands for a value; of those with one name (`newest`) only the newest holds."""
        token = secrets.token_urlsafe(32)
        if newest:
            before = await self._redis.getset(desk("link", *newest), _hash(token))
            await self._redis.expire(desk("link", *newest), seconds)
            if before:
                await self._redis.delete(desk("link", *kind, cast(bytes, before).decode()))
        await self._redis.set(desk("link", *kind, _hash(token)), value, ex=seconds)
        return token

    async def sign_in(self, worker: Worker, now: datetime, *, proved: bool = False, device: str = "") -> str:
        """Opens a sign-in and returns its token, for the cookie only. `proved`: the second factor was shown, too."""
        return await self.sessions.open(worker, now, proved=proved, device=device)

    async def signed_in(self, token: str, now: datetime) -> SignIn | None:
        """The open sign-in of a token; looking at it keeps it open for another idle time, up to a shift."""
        return await self.sessions.find(token, now)

    async def sign_out(self, token: str) -> None:
        """Ends a sign-in."""
        await self.sessions.close(token)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.strip().lower().encode() if len(secret) < 43 else secret.encode()).hexdigest()
