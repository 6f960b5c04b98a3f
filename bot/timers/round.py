"""Rings every timer in turn. The store, the house and the clock in; each timer's effects out.

Never stops for one timer's failure.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime

from bot.decide.heard import House
from bot.log import failure
from bot.store.open import Store
from bot.timers.overdue import tell_overdue

_ROUND_SECONDS = 15.0  # the shortest limit in data/routes.yml is two minutes


class Timers:
    """All timers. `clock` gives the time in UTC."""

    def __init__(self, store: Store, house: House, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._house = house
        self._clock = clock

    async def run(self) -> None:
        """Rounds until cancelled."""
        while True:
            try:
                await tell_overdue(self._store, self._house, self._clock())
            except Exception as error:  # a timer's outermost catch: the next round tries again
                failure(__name__, error)
            await asyncio.sleep(_ROUND_SECONDS)
