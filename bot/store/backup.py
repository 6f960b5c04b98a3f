"""Reads the whole store out, one lane after the other. A running store in, records out.

Never shows half of what was stored together: all keys of a lane are read in one step of the store.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import cast

from redis.asyncio import Redis

from bot.store.keys import key_groups
from bot.store.records import Record

_GROUP = """
local kept, seen, at, page = {}, {}, 0, '0'
repeat
  local found = redis.call('SCAN', page, 'MATCH', ARGV[1], 'COUNT', 10000)
  page = found[1]
  for _, name in ipairs(found[2]) do
    local body = not seen[name] and redis.call('DUMP', name)
    seen[name] = true
    if body then
      kept[at + 1], kept[at + 2], kept[at + 3] = name, redis.call('PEXPIRETIME', name), body
      at = at + 3
    end
  end
until page == '0'
return kept
"""  # The names are looked up in the same step: a list made before would miss what a busy Lev stored since.


@dataclass(frozen=True, slots=True)
class Group:
    """All keys of one lane (or of the desk, or of sending) at one moment, and how many seconds reading them took at most."""

    records: list[Record]
    seconds: float


async def groups(redis: Redis) -> AsyncIterator[Group]:
    """Every group, one at a time. Between two the store is left to others for as long as it was held. Raises Redis' errors."""
    for pattern in key_groups():
        begun = time.monotonic()
        flat = cast(list[bytes], await redis.eval_ro(_GROUP, 1, pattern.removesuffix(":*"), pattern))
        seconds = time.monotonic() - begun
        yield Group([Record(flat[at], int(flat[at + 1]), flat[at + 2]) for at in range(0, len(flat), 3)], seconds)
        del flat
        await asyncio.sleep(seconds)
