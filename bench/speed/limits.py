"""What the machine itself allows: the store's transactions and a bare server's answers, at the same sizes and crowds.

Never measures anything of Lev but the one writer: the rest is for the other sections to stand beside.
"""

import asyncio
import os
import socket
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import uvloop
from redis.asyncio import Redis

from bench.commit import PEOPLE, whole_commits
from bench.speed.bare import SERVERS
from bench.speed.figures import Done, Figures, Row, against, ratio, short
from bench.speed.house import folder, free_port, started, until
from bench.speed.load import elsewhere, run_closed
from bench.speed.options import Options
from bench.speed.texts import webhooks
from bot.launch.valkey import EmbeddedValkey

AT_ONCE = 64
_TAKE_IN = (
    "if redis.call('SET',KEYS[1],'1','NX','EX',ARGV[1]) then redis.call('XADD',KEYS[2],'*','body',ARGV[2]) return 1 end return 0"
)


def measure(options: Options) -> Figures:
    """The store first, then each bare server, with the very load of `acks`."""
    with folder() as room:
        with EmbeddedValkey(room / "valkey", room / "valkey.log") as valkey:
            take_in, piped, commits = uvloop.run(_store(valkey.keeper_url, options.seconds / 2))
        servers = {name: _bare(name, room, options.seconds / 2) for name in SERVERS}
    rows = (
        Row(f"take in one text (one EVAL, flushed), {AT_ONCE} at once, from Python", f"{short(take_in)} a second"),
        Row("the same writes of a turn, pipelined, no transaction", f"{short(piped)} a second"),
        against("whole commits of the one writer, against those", commits, piped, "a second"),
        *(
            Row(f"a bare {name} server that only answers", f"{short(done.rate)} a second", f"p99 {short(done.at(0.99))} ms")
            for name, done in servers.items()
        ),
    )
    notes = (
        "The bare servers get the load of `acks`, signed bodies and all, and answer without looking. The fastest of them is what"
        " our load itself can do: where `acks` is far below it, the load is not what is measured.",
    )
    raw = {"take_in": take_in, "piped": piped, "commits": commits, "commit_ratio": ratio(commits, piped)}
    return Figures(rows, raw | {name: done.raw() for name, done in servers.items()}, notes)


async def _store(url: str, seconds: float) -> tuple[float, float, float]:
    redis, numbers = Redis.from_url(url, protocol=2), iter(range(10**9))

    async def take_in() -> None:
        number = next(numbers)
        await redis.eval(_TAKE_IN, 2, f"seen:{number}", f"inbound:{number % 16}", "100000", b"x" * 300)

    async def piped() -> None:
        number = next(numbers) % PEOPLE
        pipe = redis.pipeline(transaction=False)
        pipe.hset(f"talk:{number}", "body", b"x" * 400)
        for stream in ("a", "b", "c", "d", "e"):
            pipe.xadd(f"{stream}:{number}", {"body": b"x" * 300})
        await pipe.execute()

    found = [await _rate(take_in, AT_ONCE, seconds), await _rate(piped, PEOPLE, seconds)]
    await redis.aclose()
    return found[0], found[1], await whole_commits(url, os.urandom(32), seconds)


async def _rate(act: Callable[[], Awaitable[None]], at_once: int, seconds: float) -> float:
    done, begun = 0, time.perf_counter()

    async def one() -> None:
        nonlocal done
        while time.perf_counter() - begun < seconds:
            await act()
            done += 1

    await asyncio.gather(*(one() for _ in range(at_once)))
    return done / (time.perf_counter() - begun)


def _bare(name: str, room: Path, seconds: float) -> Done:
    port = free_port()
    child = started(room, f"bare-{name}", [sys.executable, "-m", "bench.speed.bare", name, str(port)])
    try:
        with elsewhere() as load:
            until(lambda: _there(port), name, child)
            return load.submit(run_closed, port, webhooks(4_000) * 10, AT_ONCE, seconds).result()
    finally:
        child.stop()


def _there(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
