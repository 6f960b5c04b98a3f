"""Puts one sealed value in the place of another. What was read and what is to be there in, whether it was put in out.

Never writes where something else stands by now, and never changes how long a key lives.
"""

from collections.abc import Sequence
from typing import cast

from redis.asyncio import Redis
from redis.typing import EncodableT

type Lines = Sequence[tuple[bytes, dict[bytes, bytes]]]

_STRING = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
return 1
"""
_FIELD = """
if redis.call('HGET', KEYS[1], ARGV[3]) ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], ARGV[3], ARGV[2])
return 1
"""
_ITEM = """
local at = redis.call('LPOS', KEYS[1], ARGV[1])
if not at then return 0 end
redis.call('LSET', KEYS[1], at, ARGV[2])
return 1
"""
_LINES = """
local there = redis.call('XRANGE', KEYS[1], '-', '+')
if #there * 3 ~= #ARGV then return 0 end
for n, line in ipairs(there) do
  local at = n * 3 - 2
  if line[1] ~= ARGV[at] or #line[2] ~= 2 or line[2][2] ~= ARGV[at + 1] then return 0 end
end
redis.call('DEL', KEYS[2])
for n, line in ipairs(there) do redis.call('XADD', KEYS[2], line[1], line[2][1], ARGV[n * 3]) end
local lives = redis.call('PTTL', KEYS[1])
if lives >= 0 then redis.call('PEXPIRE', KEYS[2], math.max(lives, 1)) end
redis.call('RENAME', KEYS[2], KEYS[1])
return 1
"""  # a line of a stream cannot be changed: a whole new one takes its place, made first, so that no error leaves half of it


class Swap:
    """Compare and set, in one step of the store."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def string(self, place: str, old: bytes, new: bytes) -> bool:
        """A key that is one value."""
        return await self._did(_STRING, (place,), old, new)

    async def field(self, place: str, name: bytes | str, old: bytes, new: bytes) -> bool:
        """A field of a hash."""
        return await self._did(_FIELD, (place,), old, new, name)

    async def item(self, place: str, old: bytes, new: bytes) -> bool:
        """An item of a list, wherever it has moved to."""
        return await self._did(_ITEM, (place,), old, new)

    async def lines(self, place: str, old: Lines, new: Sequence[bytes]) -> bool:
        """All lines of a stream, each with the id it had."""
        words = [word for (entry, fields), body in zip(old, new, strict=True) for word in (entry, *fields.values(), body)]
        return await self._did(_LINES, (place, f"{place}:new"), *words)

    async def _did(self, script: str, places: tuple[str, ...], *words: EncodableT) -> bool:
        return bool(cast(int, await self._redis.eval(script, len(places), *places, *words)))
