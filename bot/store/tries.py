"""Counts tries at signing in, by account and by address. Whom it is about and a time in, how long to wait out.

Never asks whether a login exists: one that does not is counted the same. Never holds an address or a login, only a hash.
"""

import hashlib
import math
from dataclasses import dataclass
from datetime import datetime

from redis.asyncio import Redis

from bot.store.keys import TRIES_SECONDS, desk

# Counted before anything is checked: a hundred guesses sent at once are a hundred tries, not one.
_BEGIN = """
local now, wait = tonumber(ARGV[1]), 0
for n, key in ipairs(KEYS) do
  wait = math.max(wait, tonumber(redis.call('HGET', key, 'until') or '0') - now)
end
if wait > 0 then return math.ceil(wait) end
for n, key in ipairs(KEYS) do
  local tried = redis.call('HINCRBY', key, 'tried', 1) - tonumber(ARGV[n * 2 + 1])
  if tried >= 0 then
    local pause = math.min(tonumber(ARGV[n * 2 + 2]), tonumber(ARGV[2]) * 2 ^ math.min(tried, 20))
    redis.call('HSET', key, 'until', tostring(now + pause))
  end
  redis.call('EXPIRE', key, ARGV[7])
end
return 0
"""
_RIGHT = """
redis.call('DEL', KEYS[1])
if redis.call('HINCRBY', KEYS[2], 'tried', -1) <= 0 then redis.call('DEL', KEYS[2]) else redis.call('HDEL', KEYS[2], 'until') end
"""


@dataclass(frozen=True, slots=True)
class Pause:
    """After `free` tries each next one doubles the pause, from `first` seconds up to `most`."""

    free: int
    first: int
    most: int


ACCOUNT = Pause(5, 30, 15 * 60)  # a person mistypes; at most a quarter of an hour, since a shift may wait for them
ADDRESS = Pause(50, 30, 15 * 60)  # a whole office can sit behind one address


class Tries:
    """Tries in the store."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def begin(self, login: str, address: str, now: datetime) -> int:
        """Counts a try as wrong until `right` is called; seconds to wait when it may not be made now, else 0."""
        words = [now.timestamp(), ACCOUNT.first, ACCOUNT.free, ACCOUNT.most, ADDRESS.free, ADDRESS.most, TRIES_SECONDS]
        return math.ceil(float(await self._redis.eval(_BEGIN, 2, *_keys(login, address), *words)))

    async def right(self, login: str, address: str) -> None:
        """It was the right one: the account's wrong ones are forgotten, and this one is no longer held against the address."""
        await self._redis.eval(_RIGHT, 2, *_keys(login, address))


def _keys(login: str, address: str) -> tuple[str, str]:
    return desk("tries", _hash(f"login {login.strip().lower()}")), desk("tries", _hash(f"address {address}"))


def _hash(what: str) -> str:
    return hashlib.sha256(what.encode()).hexdigest()
