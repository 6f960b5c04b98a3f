"""What a store must offer to be killed: one embedded Valkey, or a cluster of three. A folder in, an address out.

Never ends a store kindly: chaos is a power cut.
"""

import random
from pathlib import Path
from typing import Protocol

from bench.three_masters import ThreeMasters
from bot.launch.valkey import EmbeddedValkey


class StoreStarter(Protocol):
    """A store that can be started, killed and started again on what its disk holds. `kill` may pick one node of many."""

    @property
    def url(self) -> str:
        """Its address for `REDIS_URL`."""

    def start(self) -> None:
        """Starts what does not run, and returns when it answers."""

    def kill(self) -> None:
        """Kill -9."""

    def end(self) -> None:
        """Kill -9 of all there is."""


class OneValkey:
    """The embedded Valkey, as `make run` starts it."""

    def __init__(self, folder: Path) -> None:
        self._valkey = EmbeddedValkey(folder / "valkey", folder / "valkey.log")

    @property
    def url(self) -> str:
        """Its socket."""
        return self._valkey.url

    def start(self) -> None:
        """On what its disk holds."""
        if not self._valkey.ready():
            self._valkey.start()

    def kill(self) -> None:
        """Kill -9."""
        self._valkey.kill()

    def end(self) -> None:
        """The same: there is but one."""
        self.kill()


class OneOfThree:
    """A cluster of three masters. Each kill takes one of them, so that a third of the lanes stands still and the others go on."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._masters = ThreeMasters(folder)
        self._chance = random.Random(f"cluster {seed}")
        self._made = False

    @property
    def url(self) -> str:
        """One node's; the client learns the others from it."""
        return self._masters.url

    def start(self) -> None:
        """The first time the cluster is made; later each node that is down comes back on what its disk holds."""
        if not self._made:
            self._masters.__enter__()
            self._made = True
        for node in self._masters.nodes:
            if not node.runs:
                node.start()
        self._masters.wait_until_whole()

    def kill(self) -> None:
        """Kill -9 of one node."""
        self._chance.choice(self._masters.nodes).kill()

    def end(self) -> None:
        """Kill -9 of all."""
        for node in self._masters.nodes:
            node.kill()


def store_in(folder: Path, *, cluster: bool, seed: int) -> StoreStarter:
    """The store asked for."""
    return OneOfThree(folder / "cluster", seed) if cluster else OneValkey(folder)
