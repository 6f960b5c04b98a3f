"""The sealing key is changed on a real cluster of three masters: every lane on every node, and the desk's own keys."""

import os

import pytest

from bot.model.changes import Changes
from bot.model.message import Entry, Speaker
from bot.privacy.seal import SealBroken
from bot.store.keys import desk, lane_for
from bot.store.open import Store, open_store
from bot.store.rekey import Rekey
from tests.rooms.clustered import KEY, NOW, TALKS, masters, store

__all__ = ["masters", "store"]
LINE = Entry(NOW, Speaker.YOUNG_PERSON, "hello", "SM1")


async def test_no_lane_is_overlooked_on_any_node(store: Store, masters) -> None:  # type: ignore[no-untyped-def]
    for talk in TALKS:
        lines = lane_for(talk.contact).of("transcript", talk.contact)
        await store.redis.xadd(lines, {"body": store.codec.pack(LINE, lines)})  # from before people had keys
        await store.commit.commit(Changes(talk, entries=(LINE,)))
    place = desk("workers")
    await store.redis.hset(place, "tam", store.codec.pack(LINE, place))  # type: ignore[arg-type]
    new = os.urandom(32)
    both, alone = open_store(masters.url, new, also=(KEY,)), open_store(masters.url, new)
    with pytest.raises(SealBroken):
        await alone.reads.conversation(TALKS[0].contact)
    tally = await Rekey(both.redis, both.codec).renew()
    assert (tally.people, tally.values, tally.left, tally.lost) == (len(TALKS), len(TALKS) + 1, 0, 0)
    for talk in TALKS:
        assert [line.text for line in await alone.reads.transcript(talk.contact)] == ["hello", "hello"]
    await both.close()
    await alone.close()
