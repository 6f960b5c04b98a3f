"""1,000 to 1,000,000 stored conversations: what a message, the desk and the memory cost at each. Sizes in, a table of figures out.

Never goes to a million unasked: that is long.
"""

import os
import tempfile
import time
from pathlib import Path

from bench.growth.fill import Filler
from bench.growth.measure import Cost, DeskPages, commits_per_s, first_open, message, timed
from bench.growth.slope import log_log, per_one
from bot.launch.valkey import EmbeddedValkey
from bot.store.open import Store, open_store

OPEN = 40  # cases open at every size, so that only what is stored grows
SEED = 7


async def stored(sizes: list[int], opens: list[int]) -> dict[str, object]:
    """Measures at each size of the store, then at each number of open cases."""
    with tempfile.TemporaryDirectory() as folder, EmbeddedValkey(Path(folder)) as valkey:
        store = open_store(valkey.url, os.urandom(32))
        try:
            return await _measured(store, sizes, opens)
        finally:
            await store.close()


async def _measured(store: Store, sizes: list[int], opens: list[int]) -> dict[str, object]:
    filler, desk, rows = Filler(store, SEED), await DeskPages.opened(store), []
    await filler.open_cases(OPEN)
    before = await _memory(store)
    for size in sizes:
        begun = time.perf_counter()
        await filler.fill(size)
        rate = size / (time.perf_counter() - begun)
        bytes_each = (await _memory(store) - before) / size
        costs = {"message": await message(store, SEED, size), "list": await desk.list(), "case": await desk.case(*first_open(SEED))}
        rows.append({"stored": size, "bytes_each": round(bytes_each), "filled_per_s": round(rate), **_flat(costs)})
        print(rows[-1], flush=True)
    growth = {}
    if len(rows) > 1:
        across = [row["stored"] for row in rows]
        names = [name for name in rows[0] if name.endswith("_ms")] + ["bytes_each"]
        growth = {name: round(log_log(across, [row[name] for row in rows]), 3) for name in names}
        total = [row["stored"] * row["bytes_each"] for row in rows]
        growth["bytes_one_more"] = round(per_one(across, total))
    whole = {"kept_for_ever": await _audit(store, filler.made), "commits_per_s": await commits_per_s(store, SEED, filler.made)}
    return {"rows": rows, "slopes": growth} | whole | await _opened(store, desk, opens)


async def _opened(store: Store, desk: DeskPages, opens: list[int]) -> dict[str, object]:
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
