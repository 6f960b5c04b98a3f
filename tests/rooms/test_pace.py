"""The pace of our number on a real Valkey: one segment after another, the urgent first, one clock for all processes."""

import asyncio
import os
from collections.abc import AsyncIterator

import pytest

from bot.pace import Pace
from bot.store.open import Store, open_store


@pytest.fixture
async def store(valkey_url: str) -> AsyncIterator[Store]:
    opened = open_store(valkey_url, os.urandom(32))
    yield opened
    await opened.close()


async def test_a_number_that_is_busy_is_waited_for(store: Store) -> None:
    assert await store.slots.reserve(5_000) == 0
    wait = await store.slots.reserve(5_000)
    assert 0 < wait <= 5


async def test_the_urgent_go_first_and_the_rest_in_order(store: Store) -> None:
    pace, went = Pace(store.slots, 10), list[str]()

    async def send(name: str, *, urgent: bool = False) -> None:
        await pace.turn(1, urgent=urgent)
        went.append(name)

    async with asyncio.TaskGroup() as group:
        group.create_task(send("first"))
        await asyncio.sleep(0.02)
        for name in ("advice 1", "advice 2"):
            group.create_task(send(name))
        await asyncio.sleep(0.02)
        group.create_task(send("999", urgent=True))
        group.create_task(send("worker", urgent=True))
    assert went == ["first", "999", "worker", "advice 1", "advice 2"]


async def test_two_processes_share_the_second(store: Store, valkey_url: str) -> None:
    other = open_store(valkey_url, os.urandom(32))
    paces = Pace(store.slots, 20), Pace(other.slots, 20)
    begun = asyncio.get_running_loop().time()
    await asyncio.gather(*(pace.turn(2, urgent=False) for pace in paces for _ in range(3)))
    assert asyncio.get_running_loop().time() - begun >= 5 * 2 / 20 - 0.01, "six texts of two segments, the first at once"
    await other.close()


async def test_whoever_gives_up_waiting_is_not_waited_for(store: Store) -> None:
    pace = Pace(store.slots, 20)
    await pace.turn(1, urgent=False)
    waits = asyncio.create_task(pace.turn(1, urgent=True))
    await asyncio.sleep(0.01)
    waits.cancel()
    await asyncio.gather(waits, return_exceptions=True)
    async with asyncio.timeout(2):
        await pace.turn(1, urgent=False)


async def test_without_a_limit_nobody_waits(store: Store) -> None:
    await asyncio.gather(*(Pace(store.slots, 0).turn(9, urgent=False) for _ in range(100)))
    assert await store.slots.reserve(1) == 0, "and the clock was not asked"
