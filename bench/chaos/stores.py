"""What a store must offer to be killed, and the embedded Valkey that does. A folder in, an address out.

Never ends a store kindly: chaos is a power cut.
"""

from pathlib import Path
from typing import Protocol

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


def store_in(folder: Path, *, cluster: bool) -> StoreStarter:
    """The store asked for. A cluster is given here once its starter is in the house: it only has to fit the protocol."""
    if cluster:
        raise SystemExit("There is no starter for a cluster yet.")
    return OneValkey(folder)
