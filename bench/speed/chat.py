"""From a message on the chat page to its reply, through Rasa, against the stock pipeline over its REST channel.

Never asks the two different things.
"""

import asyncio
import time
from pathlib import Path

import aiohttp
import uvloop

from bench.speed.figures import Done, Figures, against, ratio
from bench.speed.house import Running, folder, running
from bench.speed.load import elsewhere, run_closed
from bench.speed.options import Options
from bench.speed.peer import model_of, served
from bench.speed.people import Young
from bench.speed.processes import for_each, processor_seconds
from bench.speed.texts import SAID, asked

AT_ONCE = 16
_WARM_SECONDS = 2.0
TEXTS_A_TALK = 8  # then somebody new comes: neither side is measured on talks without end


def measure(options: Options) -> Figures:
    """Lev, then the peer, each alone on the machine."""
    with folder() as room:
        with running(room) as lev, elsewhere() as load:
            load.submit(chats, lev, _WARM_SECONDS).result()
            before = processor_seconds(lev)
            ours = load.submit(chats, lev, options.seconds).result()
            spent = for_each(before, processor_seconds(lev), len(ours.times))
        model = options.stock_model if options.chat_peer == "stock" and options.stock_model else model_of(options.chat_peer, room)
        theirs = _peer(model, room, options.seconds)
    rows = (
        against(f"replies a second, {AT_ONCE} at once", ours.rate, theirs.rate, "a second", "2 times"),
        against("p50", ours.at(0.5), theirs.at(0.5), "ms"),
        against("p95", ours.at(0.95), theirs.at(0.95), "ms", "a third"),
        against("p99", ours.at(0.99), theirs.at(0.99), "ms"),
        *spent,
    )
    notes = (
        "Ours is the whole way: posted to `/chat/say`, stored, screened, asked of Rasa, weighed, committed, and heard on"
        " `/chat/feed`.",
        f"The peer is one POST to `/webhooks/rest/webhook` of stock Rasa with the {options.chat_peer} pipeline on the same"
        " intents and sentences, one plain text an intent, nothing stored or screened.",
        f"Failed: Lev {ours.failed}, peer {theirs.failed}.",
    )
    return Figures(rows, {"lev": ours.raw(), "peer": theirs.raw(), "ratio": ratio(ours.rate, theirs.rate)}, notes)


def chats(lev: Running, seconds: float) -> Done:
    """So many young people at once, each writing again when the reply was heard. For a process of its own."""
    return uvloop.run(_chats(lev, seconds))


async def _chats(lev: Running, seconds: float) -> Done:
    times: list[float] = []
    failed = 0
    async with aiohttp.ClientSession(lev.url) as web:
        await _talk(Young(lev, web), [], 0.0)
        begun = time.perf_counter()

        async def one() -> None:
            nonlocal failed
            while time.perf_counter() - begun < seconds:
                failed += await _talk(Young(lev, web), times, begun + seconds)

        await asyncio.gather(*(one() for _ in range(AT_ONCE)))
        took = time.perf_counter() - begun
    return Done(tuple(times), {200: len(times)} | ({0: failed} if failed else {}), took)


async def _talk(young: Young, times: list[float], until: float) -> int:
    """One young person's texts; how many were not answered."""
    await young.come()
    try:
        for text in SAID[:TEXTS_A_TALK]:
            begun = time.perf_counter()
            await young.say(text)
            await young.replied()
            times.append((time.perf_counter() - begun) * 1000)
            await asyncio.sleep(0)
            if until and time.perf_counter() > until:
                break
        return 0
    except TimeoutError:
        return 1
    finally:
        young.go()


def _peer(model: Path, room: Path, seconds: float) -> Done:
    with served(model, room) as port, elsewhere() as load:
        load.submit(run_closed, port, asked(40), 4, seconds).result()
        return load.submit(run_closed, port, asked(int(500 * seconds), TEXTS_A_TALK, 1_000), AT_ONCE, seconds).result()
