"""How long a backup holds a busy store, in a store of so many conversations, and what a small read waits meanwhile.

Prints figures; never a pass or a fail. Run: `.venv/bin/python -m bench.backup [conversations]`.
"""

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

from redis.asyncio import Redis

from bot.launch.valkey import EmbeddedValkey
from bot.privacy.sealed_file import SealedWriter
from bot.store.backup import groups
from bot.store.keys import DAY, Lane
from bot.store.open import open_store
from bot.store.records import as_bytes, the_end

LINES, TEXTS = 20, 10  # of a talk's transcript; message ids that are remembered


async def _fill(redis: Redis, conversations: int) -> None:
    """Values as long as sealed ones are, and as little compressible."""
    pipe = redis.pipeline(transaction=False)
    for number in range(conversations):
        lane, contact = Lane(number % 16), f"{number:032x}"
        pipe.hset(lane.of("conversation", contact), mapping={"version": 9, "body": os.urandom(700)})
        for name in ("conversation", "transcript", "delivery"):
            for line in range(LINES if name == "transcript" else 0):
                pipe.xadd(lane.of(name, contact), {"body": os.urandom(400)})
                pipe.xadd(lane.of("audit"), {"body": f"{line:0>180}", "hash": os.urandom(32).hex()})
            for line in range(TEXTS if name == "delivery" else 0):
                pipe.hset(lane.of(name, contact), f"o{line:032}", os.urandom(250))
            pipe.expire(lane.of(name, contact), 30 * DAY)
        for line in range(TEXTS):
            pipe.set(lane.of("seen", contact, f"SM{line:032}"), "1", ex=30 * DAY)
        if number % 5 == 0:
            pipe.set(lane.of("case", contact), os.urandom(600))
        if number % 100 == 99:
            await pipe.execute()
    await pipe.execute()


async def _waits(redis: Redis, found: list[float]) -> None:
    """What everybody else sees."""
    while True:
        begun = time.perf_counter()
        await redis.get("{lane:00}:audit_head")
        found.append(time.perf_counter() - begun)
        await asyncio.sleep(0.002)


async def _backup(url: str, file: Path) -> tuple[int, list[float]]:
    store, count, held = open_store(url, os.urandom(32)), 0, []
    with file.open("wb") as out:
        sealed = SealedWriter(out, os.urandom(32))
        async for group in groups(store.patient):
            held.append(group.seconds)
            count += len(group.records)
            for piece in as_bytes(group.records):
                sealed.write(piece)
        sealed.write(the_end(count))
        sealed.close()
    await store.close()
    return count, held


async def _run(url: str, conversations: int, folder: Path) -> None:
    store = open_store(url, os.urandom(32))
    await _fill(store.patient, conversations)
    waits: list[float] = []
    watch = asyncio.create_task(_waits(store.patient, waits))
    begun = time.perf_counter()
    # In a thread, as a command is a process: what its own work takes must not count as a wait.
    count, held = await asyncio.to_thread(lambda: asyncio.run(_backup(url, folder / "backup")))
    whole = time.perf_counter() - begun
    watch.cancel()
    slow = await store.redis.slowlog_get(128)
    await store.close()
    longest = max((entry["duration"] for entry in slow if b"KEYS" in entry["command"]), default=0) / 1000
    waits.sort()
    size = (folder / "backup").stat().st_size / 1e6
    print(f"{conversations} conversations, {count} keys, {size:.0f} MB: backed up in {whole:.1f} s")
    print(f"the store was held {longest:.0f} ms at most for a lane (with the way to us {max(held) * 1000:.0f} ms)")
    print(f"a read beside it waited {waits[len(waits) // 2] * 1000:.1f} ms in the middle, {waits[-1] * 1000:.0f} ms at most")


def main() -> None:
    """Runs with the given number of conversations (1,000)."""
    with tempfile.TemporaryDirectory() as folder, EmbeddedValkey(Path(folder) / "valkey") as valkey:
        asyncio.run(_run(valkey.url, int(sys.argv[1]) if len(sys.argv) > 1 else 1_000, Path(folder)))


if __name__ == "__main__":
    main()
