"""Once an hour: is it time for a drill? A clock of the store in, a drill run out.

Never two at once, however many processes share the lanes.
"""

import asyncio
from collections.abc import Awaitable, Callable

from redis.exceptions import RedisError

from bot.log import failure
from bot.store.drills import Drills, Stuck

_LOOK_SECONDS = 20.0


class HourlyDrill:
    """Drills until cancelled."""

    def __init__(self, drill: Callable[[], Awaitable[float]], drills: Drills, minutes: int) -> None:
        """`minutes` between drills; 0 for none."""
        self._drill = drill
        self._drills = drills
        self._seconds = minutes * 60

    async def run(self) -> None:
        """The first soon after the start: a house that has just come up is the one to try."""
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            try:
                if self._seconds and await self._drills.due(self._seconds):
                    await self._drill()
            except (Stuck, RedisError, OSError) as error:  # it is written down, or the store is away: health shows both
                failure(__name__, error)
