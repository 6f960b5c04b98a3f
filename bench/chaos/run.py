"""One run: everything started, everybody busy, everything killed, then quiet, then the checker. A plan in, findings and deeds out.

Never leaves a process behind, and never waits without a bound.
"""

import asyncio
import base64
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx
from redis.exceptions import RedisError

from bench.chaos.check_in import cases, inbound
from bench.chaos.check_out import outbound
from bench.chaos.desk import Worker
from bench.chaos.houses import House, Part, rasa_part
from bench.chaos.killer import Killer
from bench.chaos.known import SEAL_KEY, free_port
from bench.chaos.ledger import Ledger
from bench.chaos.plan import Plan
from bench.chaos.seen import seen
from bench.chaos.stores import StoreStarter, store_in
from bench.chaos.twilio import ChaoticTwilio
from bench.chaos.young import Young
from bot.store.open import Store, open_store

_BACKLOG = 300  # texts that may wait before young people pause: chaos is about killing, not about load
_NAMES = ("tam", "jo", "kit", "mo", "bea")


@dataclass(frozen=True, slots=True)
class Result:
    """`found` must be empty but for what is explained; `counts` say what was done."""

    found: Mapping[str, Sequence[str]]
    counts: Counter[str]


async def run(plan: Plan, folder: Path) -> Result:
    """Runs the plan with all its files in `folder`."""
    store_starter = store_in(folder, cluster=plan.cluster, seed=plan.seed)
    houses: list[House] = []
    ports = [free_port() for _ in range(plan.processes)]
    with ChaoticTwilio(plan.seed, lambda: [house.url for house in houses]) as twilio:
        store_starter.start()
        rasa_port = free_port()
        rasa = rasa_part(folder, rasa_port, ports[0]) if plan.rasa else None
        for number, port in enumerate(ports):
            place = folder / f"lev{number}"
            place.mkdir()
            houses.append(House(place, store_starter.url, f"http://127.0.0.1:{rasa_port}", twilio.url, port))
        store = open_store(store_starter.url, base64.b64decode(SEAL_KEY))
        try:
            return await _busy(plan, twilio, store_starter, houses, rasa, store)
        finally:
            await store.close()
            for part in (*houses, *((rasa,) if rasa else ())):
                part.kill()
            store_starter.end()


async def _busy(
    plan: Plan, twilio: ChaoticTwilio, starter: StoreStarter, houses: list[House], rasa: Part | None, store: Store
) -> Result:
    ledger, killer = Ledger(), Killer(plan, houses, rasa, starter)
    await killer.rest()  # all up
    workers = [Worker(name, houses, ledger, plan.seed) for name in _NAMES[: plan.workers]]
    for worker in workers:
        await worker.join(await houses[0].link("support_worker"))
    start = time.monotonic()
    until = start + plan.seconds
    async with httpx.AsyncClient(timeout=16, limits=httpx.Limits(max_connections=200)) as web:
        young = Young(plan, houses, ledger, web)
        beside = [asyncio.create_task(work) for work in (killer.run(), _gate(store, young), *(one.work(until) for one in workers))]
        await young.all(until)
        sent = time.monotonic()
        for task in beside:
            task.cancel()
        ended = await asyncio.gather(*beside, return_exceptions=True)
    for worker in workers:
        await worker.close()
    await killer.rest()
    quiet = await _drained(plan, store, houses)
    there = await seen(store, ledger)
    found = {"texts and words still waiting at the end": [] if quiet else [str(there.waiting)]}
    found |= inbound(ledger, there) | outbound(ledger, there, twilio.taken, twilio.listed) | cases(ledger, there)
    found["audit lines that do not follow"] = ["a lane"] * there.broken_links
    found["texts on the disk that cannot be read"] = [
        str(path) for house in houses for path in house.var.glob("spool/*.unreadable")
    ]
    found["parts of chaos itself that broke"] = [repr(end) for end in ended if isinstance(end, Exception)]
    counts = ledger.counts + killer.counts + twilio.counts
    counts["texts sent by young people"] = len(ledger.texts)
    counts["texts sent by young people and acknowledged"] = sum(text.acknowledged for text in ledger.texts)
    counts["words of workers acknowledged"] = sum(reply.acknowledged for reply in ledger.replies)
    counts["words that Twilio took"] = sum(map(len, twilio.taken.values()))
    counts["texts parked for a worker"] = sum(case.parked for case in there.open_cases)
    counts["cases still open at the end"] = len(there.open_cases)
    counts["seconds of sending"], counts["seconds until all was quiet"] = round(sent - start), round(time.monotonic() - sent)
    return Result(found, counts)


async def _gate(store: Store, young: Young) -> None:
    """Shuts while Lev is far behind. While the store is away it stays as it is: texts then go to the disk."""
    while True:
        try:
            behind = sum((await store.reads.waiting_work()).values()) > _BACKLOG
        except (RedisError, OSError):
            behind = False
        (young.open_gate.clear if behind else young.open_gate.set)()
        await asyncio.sleep(0.3)


async def _drained(plan: Plan, store: Store, houses: Sequence[House]) -> bool:
    """Whether nothing waits any more, in a stream or on a disk, within the plan's bound. Receipts still out are waited for."""
    end = time.monotonic() + plan.drain_seconds
    while time.monotonic() < end:
        empty = [await house.spool_empty() for house in houses]
        if all(empty) and not sum((await store.reads.waiting_work()).values()):
            await asyncio.sleep(2)
            return True
        await asyncio.sleep(0.5)
    return False
