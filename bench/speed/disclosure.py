"""From the webhook of a disclosure to the bell at an open desk page, and to the list that shows it, while others text.

Never counts a bell that is somebody else's: the page is read until it shows the new case.
"""

import asyncio
import itertools
import time

import aiohttp
import uvloop

from bench.speed.feed import Feed
from bench.speed.figures import Done, Figures, Row, short
from bench.speed.house import Running, folder, running
from bench.speed.load import elsewhere, run_at_rate
from bench.speed.options import Options
from bench.speed.people import DeskHand
from bench.speed.texts import DISCLOSED, webhook, webhooks

BACKGROUND = 50.0  # texts a second, none of them a disclosure
EVERY_SECONDS = 0.4  # a disclosure each
_PEOPLE = 20_000  # disclosures come from numbers above these


def measure(options: Options) -> Figures:
    """With and without others texting."""
    with folder() as room, running(room) as lev, elsewhere() as load, elsewhere() as ear:
        quiet = ear.submit(disclosures, lev, options.seconds / 2, 0).result()
        lasts = options.seconds + 1
        texts = webhooks(int(BACKGROUND * lasts), people=400)
        others = load.submit(run_at_rate, lev.port, texts, BACKGROUND, lasts)
        loud = ear.submit(disclosures, lev, options.seconds, 1_000).result()
        behind = others.result()
    rows = (
        Row("webhook to bell and list, nobody else: p50", f"{short(quiet.at(0.5))} ms"),
        Row("the same: p99", f"{short(quiet.at(0.99))} ms"),
        Row(f"with {BACKGROUND:.0f} texts a second from others: p50", f"{short(loud.at(0.5))} ms"),
        Row("the same: p99", f"{short(loud.at(0.99))} ms", aim="250 ms"),
    )
    notes = (
        f"From sending the signed webhook to having fetched the list that shows the case, after the bell rang on `/desk/live`;"
        f" {len(quiet.times)} and {len(loud.times)} disclosures, not shown: {quiet.failed + loud.failed}.",
        f"The others' texts were acknowledged in {short(behind.at(0.5))} ms (p50), {short(behind.at(0.99))} ms (p99).",
    )
    return Figures(rows, {"quiet": quiet.raw(), "loud": loud.raw(), "others": behind.raw()}, notes)


def disclosures(lev: Running, seconds: float, first: int) -> Done:
    """One disclosure after another, each of somebody new. For a process of its own."""
    return uvloop.run(_disclosures(lev, seconds, first))


_hand: DeskHand | None = None


async def _disclosures(lev: Running, seconds: float, first: int) -> Done:
    global _hand
    times: list[float] = []
    failed, begun = 0, time.perf_counter()
    async with aiohttp.ClientSession(lev.url) as web:
        hand = DeskHand(lev, web)
        if _hand:
            hand.headers, hand.csrf = _hand.headers, _hand.csrf
        else:
            await hand.join()
        _hand = hand
        for number in itertools.count(first):
            if time.perf_counter() - begun > seconds:
                break
            took = await _one(lev, hand, web, number)
            if took is None:
                failed += 1
            else:
                times.append(took)
            await asyncio.sleep(EVERY_SECONDS)
    return Done(tuple(times), {200: len(times)} | ({0: failed} if failed else {}), time.perf_counter() - begun)


async def _one(lev: Running, hand: DeskHand, web: aiohttp.ClientSession, number: int) -> float | None:
    before = set(await hand.cases())
    bell = await Feed.opened(lev.port, "/desk/live", hand.headers)
    reader, writer = await asyncio.open_connection("127.0.0.1", lev.port)
    try:
        rings = aiter(bell)
        await anext(rings)  # "open": the page is listening
        begun = time.perf_counter()
        writer.write(webhook(_PEOPLE + number, DISCLOSED))
        await reader.readuntil(b"\r\n\r\n")
        async with asyncio.timeout(10):
            async for heard in rings:
                if heard.data == "case" and set(await hand.cases()) - before:
                    return (time.perf_counter() - begun) * 1000
    except TimeoutError:
        return None
    finally:
        bell.close()
        writer.close()
    return None
