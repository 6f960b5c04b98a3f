"""The clock of the one number we send from, shared by all processes. What a text takes in, how long to wait out.

Never remembers a text: only when the number is free again.
"""

from redis.asyncio import Redis

from bot.store.keys import PACE

_RESERVE = """
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local free = tonumber(redis.call('GET', KEYS[1]) or '0')
if free > now then return free - now end
redis.call('SET', KEYS[1], now + ARGV[1], 'PX', ARGV[2])
return 0
"""  # looked at and taken in one step, on the store's own clock: two processes must not both take the same second

_KEPT_MS = 60_000


class Slots:
    """When our number may send again."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def reserve(self, milliseconds: int) -> float:
        """Takes the number for so long; 0 then. Else nothing is taken, and how many seconds until it is free."""
        waits = await self._redis.eval(_RESERVE, 1, PACE, str(milliseconds), str(max(_KEPT_MS, 2 * milliseconds)))
        return int(waits) / 1000
