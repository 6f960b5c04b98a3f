"""Messages a second between young people and their workers, both ways, several conversations at once.

Never counts a message before the other side has it.
"""

import asyncio
import time

import aiohttp
import uvloop

from bench.speed.feed import Feed
from bench.speed.figures import Done, Figures, Row, short
from bench.speed.house import Running, folder, running
from bench.speed.load import elsewhere
from bench.speed.options import Options
from bench.speed.people import DeskHand, Young
from bench.speed.processes import for_each, processor_seconds

TALKS = 16
_CALL = "i need to talk to a real person"


def measure(options: Options) -> Figures:
    """One load process, which plays all of them."""
    with folder() as room, running(room, rasa=False) as lev, elsewhere() as load:
        to_young, to_worker, spent = load.submit(relays, lev, options.seconds).result()
    both = to_young.rate + to_worker.rate
    rows = (
        Row(f"messages a second, {TALKS} conversations, both ways", short(both), aim="500"),
        Row("worker to young person: p50", f"{short(to_young.at(0.5))} ms"),
        Row("the same: p99", f"{short(to_young.at(0.99))} ms"),
        Row("young person to worker's bell: p50", f"{short(to_worker.at(0.5))} ms"),
        Row("the same: p99", f"{short(to_worker.at(0.99))} ms"),
        *spent,
    )
    notes = (
        "A worker's text is the desk's own form (`say`) until it stands on the young person's page; the answer is the page's own"
        " `/chat/say`, stored and screened, until the worker's page is rung. Each pair writes in turn, without a pause.",
        f"Failed: {to_young.failed + to_worker.failed}.",
    )
    return Figures(rows, {"both_per_second": both, "to_young": to_young.raw(), "to_worker": to_worker.raw()}, notes)


def relays(lev: Running, seconds: float) -> tuple[Done, Done, tuple[Row, ...]]:
    """For a process of its own."""
    return uvloop.run(_relays(lev, seconds))


async def _relays(lev: Running, seconds: float) -> tuple[Done, Done, tuple[Row, ...]]:
    async with aiohttp.ClientSession(lev.url) as web:
        hand = DeskHand(lev, web)
        await hand.join()
        pairs = [await _pair(lev, hand, web) for _ in range(TALKS)]
        down: list[float] = []
        up: list[float] = []
        begun, before = time.perf_counter(), processor_seconds(lev)
        lost = await asyncio.gather(*(_turns(hand, *pair, down, up, begun + seconds) for pair in pairs))
        took = time.perf_counter() - begun
        spent = for_each(before, processor_seconds(lev), len(down) + len(up))
        for young, _, bell in pairs:
            young.go()
            bell.close()
    failed = {0: sum(lost)} if sum(lost) else {}
    return Done(tuple(down), {200: len(down)} | failed, took), Done(tuple(up), {200: len(up)}, took), spent


async def _pair(lev: Running, hand: DeskHand, web: aiohttp.ClientSession) -> tuple[Young, str, Feed]:
    """A young person who called for somebody, and the claimed case with its bell."""
    before, young = set(await hand.cases()), Young(lev, web)
    await young.come()
    await young.say(_CALL)
    await young.hears()
    [case] = set(await hand.cases()) - before
    await hand.does(case, "claim")
    await young.hears_no_more()
    return young, case, await Feed.opened(lev.port, f"{case}/live", hand.headers)


async def _turns(hand: DeskHand, young: Young, case: str, bell: Feed, down: list[float], up: list[float], until: float) -> int:
    """How many were lost: none, or the one that ended it."""
    rings: asyncio.Queue[None] = asyncio.Queue()

    async def listen() -> None:
        async for heard in bell:
            if heard.data == "transcript":
                rings.put_nowait(None)

    ear = asyncio.create_task(listen())
    try:
        while time.perf_counter() < until:
            begun = time.perf_counter()
            if await hand.says(case, "Thank you for telling me. I am here.") != 200:
                return 1
            await young.hears()
            down.append((time.perf_counter() - begun) * 1000)
            async with asyncio.timeout(10):
                await rings.get()  # their own text rings too
            begun = time.perf_counter()
            await young.say("ok thank you")
            async with asyncio.timeout(10):
                await rings.get()
            up.append((time.perf_counter() - begun) * 1000)
    except TimeoutError:
        return 1
    finally:
        ear.cancel()
    return 0
