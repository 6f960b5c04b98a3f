"""What growth is measured on: a filled store must read like one that Lev wrote. A real store, the house's own readers; never a stand-in."""

import os

import pytest

from bench.growth.fill import Filler, contact_of
from bench.growth.measure import message
from bot.model.case import CaseState
from bot.store.chain import walk
from bot.store.keys import all_lanes
from bot.store.open import open_store

SEED = 7


@pytest.mark.asyncio
async def test_a_filled_store_reads_like_one_that_lev_wrote(valkey_url: str) -> None:
    store = open_store(valkey_url, os.urandom(32))
    try:
        filler = Filler(store, SEED)
        await filler.fill(40)
        await filler.open_cases(2)
        for number in range(40):
            talk, _ = await store.reads.talk(contact_of(SEED, number))
            assert talk
            lines = await store.reads.transcript(talk.contact)
            assert len(lines) == 12
            assert all(line.text for line in lines), "each is opened with the key of its person"
            assert len(await store.reads.deliveries(talk.contact)) == 6
        assert [case.state for case in await store.reads.open_cases()] == [CaseState.WAITING] * 2
        assert (await message(store, SEED, 40)).middle > 0, "and a turn goes on from there"
        walked = [await walk(store.redis, lane) for lane in all_lanes()]
        assert not any(one.broken for one in walked)
        assert sum(one.lines for one in walked) >= 42 * 6
    finally:
        await store.close()
