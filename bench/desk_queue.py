"""How long the list of cases takes to open with many waiting: `python -m bench.desk_queue [500]`. A count in, milliseconds out.

Never a store that somebody else uses: an embedded one, emptied with the end of the run.
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bench.growth.measure import DeskPages
from bench.waiting import waiting
from bot.launch.valkey import EmbeddedValkey
from bot.store.open import open_store

GOAL_MS = 300
_TIMES = 20


async def measure(url: str, many: int) -> None:
    """Prints the first opening (nothing known yet), the median and the slowest of those after it."""
    key = os.urandom(32)
    filler = open_store(url, key)
    await waiting(filler, many)
    await filler.close()
    store = open_store(url, key)
    pages = await DeskPages.opened(store)
    took: list[float] = []
    for _ in range(_TIMES):
        begun = time.perf_counter()
        await pages._page("/desk")
        took.append((time.perf_counter() - begun) * 1000)
    first, *rest = took
    print(f"{many} waiting: first {first:.0f} ms, then {statistics.median(rest):.0f} ms (slowest {max(rest):.0f} ms)")
    print(f"Goal: under {GOAL_MS} ms. {'Kept.' if max(took) < GOAL_MS else 'Not kept.'}")
    await store.close()


def main() -> None:
    """From the command line."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with tempfile.TemporaryDirectory() as folder, EmbeddedValkey(Path(folder)) as valkey:
        asyncio.run(measure(valkey.url, many))


if __name__ == "__main__":
    main()
