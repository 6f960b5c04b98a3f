"""The desk's figures with real browsers: `python -m bench.desk [presses]`. A count in (0: the race alone), a table out.

Never against a store that somebody else uses: a Lev of its own, started and stopped here.
"""

import asyncio
import os
import statistics
import sys
from datetime import UTC, datetime

from playwright.async_api import Browser, async_playwright

from bench.desk.browsers import opens, race, say, take, worker
from bench.emptied import emptied
from bench.served import KEY, Served, served
from bench.waiting import waiting
from bot.model.risk import Level
from bot.store.open import open_store

_FEW, _MANY, _RACED = 20, 500, 200
_GOAL_MS, _OPEN_GOAL_MS, _OPENINGS = 200, 300, 20


async def measure(lev: Served, presses: int) -> None:
    """Prints a row for each figure."""
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for many in (presses + _FEW, _MANY) if presses else ():
            await _fresh(lev)
            await _seen(browser, lev, many, presses)
        await _fresh(lev)
        await _raced(browser, lev)
        await browser.close()


async def _fresh(lev: Served) -> None:
    store = open_store(lev.store, KEY)
    await emptied(store.redis)
    await store.close()


async def _seen(browser: Browser, lev: Served, many: int, presses: int) -> None:
    store = open_store(lev.store, KEY)
    turn = await waiting(store, many, datetime.now(UTC), Level.CONCERN)  # a concern is late after an hour: no timer joins in
    ann, bea = [await worker(browser, lev, store, name) for name in ("Ann", "Bea")]
    _row(f"the list with {many} waiting opens", [await opens(bea, lev.url) for _ in range(_OPENINGS)], _OPEN_GOAL_MS)
    _row(
        f"taken, seen in the other's list, {many} waiting",
        [await take(ann, bea, lev.url, case.id) for case in turn[:presses]],
        _GOAL_MS,
    )
    await bea.goto(ann.url)
    _row("said, seen by who reads along", [await say(ann, bea, f"Line number {n}.") for n in range(presses)], _GOAL_MS)
    await _close(ann.context.close(), bea.context.close(), store.close())


async def _raced(browser: Browser, lev: Served) -> None:
    store = open_store(lev.store, KEY)
    turn = await waiting(store, _RACED, datetime.now(UTC), Level.CONCERN)
    pages = [await worker(browser, lev, store, name) for name in ("Cas", "Dee")]
    taken = await race(pages, lev.url, _RACED // 2)
    twice, left = len(taken) - len(set(taken)), len({case.id for case in turn} - set(taken))
    print(f"| two browsers race for {_RACED} cases | won by both: {twice}, left: {left} | none |")
    await _close(*(page.context.close() for page in pages), store.close())


async def _close(*closings: object) -> None:
    for closing in closings:
        await closing  # type: ignore[misc]


def _row(what: str, took: list[float], goal: int) -> None:
    p95 = statistics.quantiles(took, n=20)[-1]
    measured = f"p50 {statistics.median(took):.0f} ms, p95 {p95:.0f} ms, slowest {max(took):.0f} ms"
    print(f"| {what} | {measured} | p95 under {goal} ms: {'kept' if p95 < goal else 'not kept'} |", flush=True)


def main() -> None:
    """From the command line."""
    presses = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    print(f"{os.cpu_count()} cores; two browsers, Lev and its store on them.\n")
    print("| what | measured | goal |\n|---|---|---|")
    with served(LEV_DRILL_MINUTES="0") as lev:
        asyncio.run(measure(lev, presses))


if __name__ == "__main__":
    main()
