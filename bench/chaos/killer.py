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

OWN_PARTS = {
    "lev-front": "a front (webhooks, chat, desk)",
    "lev-work": "a work (turns, sends, timers)",
    "lev-reading": "a reading process",
}
"""The processes inside a Lev, by the names they give themselves."""


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
            if roll < 0.2:
                await self._a_lev(self._chance.choice(self._houses))
            elif roll < 0.45:
                self._a_part(self._chance.choice(self._houses), self._chance.choice(list(OWN_PARTS)))
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

    def _a_part(self, house: House, name: str) -> None:
        if pid := house.below().get(name):  # Lev itself starts it again, and takes up again what was in hand
            self.counts[f"kill -9 of {OWN_PARTS[name]}"] += 1
            os.kill(pid, signal.SIGKILL)

    async def _the_store(self) -> None:
        self.counts["kill -9 of the store"] += 1
        self._store.kill()
        await asyncio.sleep(self._chance.uniform(0.2, 3.0))
        self._store.start()
