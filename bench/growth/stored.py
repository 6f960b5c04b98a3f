"""1,000 to 1,000,000 stored conversations: what a message, the desk and the memory cost at each. Sizes in, a table of figures out.

Never goes to a million unasked: that is long.
"""

import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.growth.fill import Filler
from bench.growth.measure import Cost, DeskPages, commits_per_s, first_open, message, timed
from bench.growth.slope import log_log, per_one
from bot.launch.valkey import EmbeddedValkey
from bot.store.open import Store, open_store

OPEN = 40  # cases open at every size, so that only what is stored grows
SEED = 7
ROUNDS = 5  # at each size


async def stored(sizes: list[int], opens: list[int]) -> dict[str, Any]:
    """Measures at each size of the store, always beside a small one in the same moments; then at each number of open cases."""
    with (
        tempfile.TemporaryDirectory() as folder,
        EmbeddedValkey(Path(folder) / "a") as one,
        EmbeddedValkey(Path(folder) / "b") as two,
    ):
        big, small = open_store(one.keeper_url, os.urandom(32)), open_store(two.keeper_url, os.urandom(32))
        try:
            return await _measured(big, small, sizes, opens)
        finally:
            await big.close()
            await small.close()


async def _measured(big: Store, small: Store, sizes: list[int], opens: list[int]) -> dict[str, Any]:
    filler, desk, beside = Filler(big, SEED), await DeskPages.opened(big), await DeskPages.opened(small)
    little = Filler(small, SEED)
    for one in (filler, little):
        await one.open_cases(OPEN)
    await little.fill(sizes[0])
    before, rows = await _memory(big), []
    for size in sizes:
        begun, there = time.perf_counter(), filler.made
        await filler.fill(size)
        rate = (size - there) / (time.perf_counter() - begun)
        bytes_each = (await _memory(big) - before) / size
        costs = {name: [] for name in ("message", "list", "case")}  # pairs of the big store and the small one
        for _ in range(ROUNDS):
            costs["message"].append([await message(store, SEED, many) for store, many in ((big, size), (small, sizes[0]))])
            costs["list"].append([await pages.list() for pages in (desk, beside)])
            costs["case"].append([await pages.case(*first_open(SEED)) for pages in (desk, beside)])
        rows.append({"stored": size, "bytes_each": round(bytes_each), "filled_per_s": round(rate), **_pairs(costs)})
        print(rows[-1], flush=True)
    across = [row["stored"] for row in rows]
    names = [name for name in rows[0] if name.endswith("_times")] + ["bytes_each"]
    growth = {name: round(log_log(across, [row[name] for row in rows]), 3) for name in names}
    growth["bytes_one_more"] = round(per_one(across, [row["stored"] * row["bytes_each"] for row in rows]))
    whole = {"kept_for_ever": await _audit(big, filler.made), "commits_per_s": await commits_per_s(big, SEED, filler.made)}
    return {"rows": rows, "slopes": growth} | whole | await _opened(big, desk, opens)


def _pairs(costs: dict[str, list[list[Cost]]]) -> dict[str, float]:
    """Of each cost the middle round, and the middle of how many times the small store's it was in the same round."""
    found = {}
    for name, rounds in costs.items():
        found[f"{name}_middle_ms"] = statistics.median(big.middle for big, _ in rounds)
        found[f"{name}_slow_ms"] = statistics.median(big.slow for big, _ in rounds)
        found[f"{name}_times"] = round(statistics.median(big.middle / small.middle for big, small in rounds), 3)
    return found


async def _opened(store: Store, desk: DeskPages, opens: list[int]) -> dict[str, Any]:
    """The list, and one reading of all open cases as a timer does it, at so many open cases."""
    rows = []
    for number, many in enumerate(opens):
        apart = Filler(store, 100 + number)
        apart.heads = dict(enumerate([await store.redis.get(f"{{lane:{lane:02}}}:audit_head") or b"" for lane in range(16)]))
        await apart.open_cases(many - len(await store.reads.open_cases()))
        reading = await timed(lambda _: store.reads.open_cases(), 20)
        rows.append({"open": many, **_flat({"list": await desk.list(20), "read": reading})})
        print(rows[-1], flush=True)
    slopes = {
        name: round(log_log([row["open"] for row in rows], [row[name] for row in rows]), 3) for name in rows[0] if name != "open"
    }
    return {"open_rows": rows, "open_slopes": slopes}


def _flat(costs: dict[str, Cost]) -> dict[str, float]:
    return {f"{name}_{which}_ms": getattr(cost, which) for name, cost in costs.items() for which in ("middle", "slow")}


async def _memory(store: Store) -> int:
    return int((await store.redis.info("memory"))["used_memory"])


async def _audit(store: Store, many: int) -> int:
    """Bytes of audit a conversation: the one thing that no lifetime ends."""
    sizes = [await store.redis.memory_usage(f"{{lane:{lane:02}}}:audit", samples=0) or 0 for lane in range(16)]
    return round(sum(sizes) / max(1, many))
