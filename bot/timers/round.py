"""Rings every timer in turn. The store, the house and the clock in; each timer's effects out.

Never stops for one timer's failure.
"""

import asyncio
from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from bot.decide.heard import House
from bot.log import failure
from bot.measure.metrics import Metrics
from bot.store.open import Store
from bot.timers.climb import climb
from bot.timers.each import Rule, each_open_case
from bot.timers.held import let_go
from bot.timers.overdue import overdue
from bot.timers.silence import silence

_ROUND_SECONDS = 5.0  # the shortest limit in data/routes.yml is a minute


class Timers:
    """All timers. `clock` gives the time in UTC; `staff` are the people on duty who can be texted."""

    def __init__(
        self,
        store: Store,
        house: House,
        staff: Collection[str],
        clock: Callable[[], datetime],
        metrics: Metrics | None = None,
    ) -> None:
        self._store = store
        self._house = house
        self._staff = staff
        self._clock = clock
        self._metrics = metrics or Metrics()

    async def run(self) -> None:
        """Rounds until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(_ROUND_SECONDS)

    async def look(self) -> None:
        """One round: every timer over every open case, and what waits for a safe time."""
        try:
            await each_open_case(self._store, *self.rules(), metrics=self._metrics)
            await let_go(self._store, self._clock())
        except Exception as error:  # the timers' outermost catch: the next round tries again
            failure(__name__, error)

    def rules(self) -> Sequence[Rule]:
        """Every timer over open cases, at this moment."""
        now, house, staff = self._clock(), self._house, frozenset(self._staff)
        return (
            lambda talk, case: overdue(talk, case, house, now),
            lambda talk, case: climb(talk, case, house, staff, now),
            lambda talk, case: silence(talk, case, house, now),
        )
