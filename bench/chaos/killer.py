"""The killer: by seeded chance kill -9 to a Lev, to Rasa or to the store, and each comes back as its supervisor would have it.

Never leaves a part down: when it is told to stop, everything runs.
"""

import asyncio
import os
import random
import signal
from collections import Counter
from collections.abc import Sequence

from bench.chaos.houses import House, Part
from bench.chaos.plan import Plan
from bench.chaos.stores import StoreStarter


class Killer:
    """`counts` are its deeds."""

    def __init__(self, plan: Plan, houses: Sequence[House], rasa: Part | None, store: StoreStarter) -> None:
        self._houses, self._rasa, self._store = houses, rasa, store
        self._chance, self._every = random.Random(f"killer {plan.seed}"), plan.every
        self.counts: Counter[str] = Counter()

    async def run(self) -> None:
        """Kills until cancelled."""
        while self._every[0] != float("inf"):
            await asyncio.sleep(self._chance.uniform(*self._every))
            roll = self._chance.random()
            if roll < 0.35:
                await self._a_lev(self._chance.choice(self._houses))
            elif roll < 0.45:
                self._a_reader(self._chance.choice(self._houses))
            elif roll < 0.85 or not self._rasa:
                await self._the_store()
            else:
                self.counts["kill -9 of Rasa"] += 1
                self._rasa.kill()
                self._rasa.launch()  # it takes its time; meanwhile there is none

    async def rest(self) -> None:
        """Puts everything back, whatever was just being done."""
        self._store.start()
        for part in (*self._houses, *((self._rasa,) if self._rasa else ())):
            await part.up()

    async def _a_lev(self, house: House) -> None:
        self.counts["kill -9 of a Lev"] += 1
        house.kill()
        await asyncio.sleep(self._chance.uniform(0, 0.5))
        await house.up()

    def _a_reader(self, house: House) -> None:
        for reader in house.below():  # Lev itself starts it again, and reads again what was being read
            self.counts["kill -9 of a reading process"] += 1
            os.kill(reader, signal.SIGKILL)

    async def _the_store(self) -> None:
        self.counts["kill -9 of the store"] += 1
        self._store.kill()
        await asyncio.sleep(self._chance.uniform(0.2, 3.0))
        self._store.start()
