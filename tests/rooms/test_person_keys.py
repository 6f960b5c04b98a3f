"""Everybody has a key of their own: made with the first text, destroyed by an erasure, and never in the way of a text."""

import os
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from redis.asyncio import Redis

from bot.launch.valkey import EmbeddedValkey
from bot.model.changes import Changes
from bot.model.conversation import Conversation
from bot.model.delivery import Delivery
from bot.model.message import Channel, ContactId, Entry, Inbound, Outbound, Speaker
from bot.privacy.seal import SealBroken
from bot.store.keyring import FIELD
from bot.store.keys import lane_for
from bot.store.open import Store, open_store

KEY, NOW, NUMBER = os.urandom(32), datetime(2026, 11, 20, tzinfo=UTC), "+447700900123"
ADA = ContactId("3" * 32)
LANE = lane_for(ADA)
TALK, LINES = LANE.of("conversation", ADA), LANE.of("transcript", ADA)
CANARY = "the teapot canary sings at dawn"


@pytest.fixture
async def store(valkey_url: str) -> AsyncIterator[Store]:
    opened = open_store(valkey_url, KEY)
    yield opened
    await opened.close()


@pytest.fixture
async def other(valkey_url: str) -> AsyncIterator[Store]:
    opened = open_store(valkey_url, KEY)
    yield opened
    await opened.close()


def _text(number: int) -> Inbound:
    return Inbound(Channel.SMS, f"SM{number}", NUMBER, CANARY, NOW)


async def _turn(store: Store, *out: Outbound) -> Conversation:
    talk = await store.reads.conversation(ADA) or Conversation(ADA, Channel.SMS, NUMBER, NOW)
    return await store.commit.commit(Changes(talk, entries=(Entry(NOW, Speaker.YOUNG_PERSON, CANARY, "SM1"),), outbound=out))


async def _erase(store: Store, talk: Conversation) -> Conversation:
    return await store.commit.commit(Changes(replace(talk, erased=True), erases=True))


async def _record(store: Store) -> bytes:
    return await store.redis.hget(TALK, FIELD)  # type: ignore[return-value]


async def test_the_key_is_made_with_the_first_text_and_stays(store: Store) -> None:
    await store.lanes.take_in(ADA, _text(1))
    record = await _record(store)
    assert record
    assert 0 < await store.redis.ttl(TALK) <= 30 * 24 * 60 * 60
    await _turn(store)
    await store.lanes.take_in(ADA, _text(2))
    assert await _record(store) == record
    assert [line.text for line in await store.reads.transcript(ADA)] == [CANARY]


async def test_an_erasure_destroys_the_key_and_what_it_sealed_opens_no_more(store: Store) -> None:
    talk = await _turn(store)
    before, record = (await store.redis.xrange(LINES))[0][1][b"body"], await _record(store)
    assert store.codec.unpack(Entry, before, LINES, store.codec.key(record)).text == CANARY
    await _erase(store, talk)
    after = await _record(store)
    assert after != record
    for key in (None, store.codec.key(after)):
        with pytest.raises(SealBroken):
            store.codec.unpack(Entry, before, LINES, key)
    assert 0 < await store.redis.ttl(TALK) <= 24 * 60 * 60


async def test_a_text_that_waits_through_an_erasure_is_read(store: Store, other: Store) -> None:
    talk = await _turn(store)
    await other.reads.conversation(ADA)  # knows the key of before
    await store.lanes.take_in(ADA, _text(1))
    left = await _erase(store, talk)
    await other.lanes.take_in(ADA, _text(2))  # sealed with the key that is destroyed
    assert [taken async for taken in store.lanes.new(LANE)] == []  # makes the group of readers
    found = [taken async for taken in store.lanes.new(LANE)]
    assert [(taken.inbound.text, taken.tries) for taken in found] == [(CANARY, 1), (CANARY, 1)]
    line = Entry(NOW, Speaker.LEV, "hello", "o1")
    await other.commit.commit(Changes(left, entries=(line,), finished_inbound=found[0].entry))
    assert [line.text for line in await store.reads.transcript(ADA)] == ["hello"]


async def test_a_receipt_from_a_process_that_knows_the_old_key_can_be_read(store: Store, other: Store) -> None:
    talk = await _turn(store)
    await other.reads.conversation(ADA)
    left = await _erase(store, talk)
    await other.commit.commit(Changes(left, deliveries=(Delivery("o1", sent_at=NOW),), news_only=True))
    assert (await store.reads.deliveries(ADA))["o1"].sent_at == NOW


async def test_what_was_sealed_before_people_had_keys_is_still_read(store: Store) -> None:
    talk = Conversation(ADA, Channel.SMS, NUMBER, NOW, version=1)
    await store.redis.hset(TALK, mapping={"version": 1, "body": store.codec.pack(talk, TALK)})
    await store.redis.xadd(LINES, {"body": store.codec.pack(Entry(NOW, Speaker.LEV, "long ago", "o1"), LINES)})
    assert await store.reads.conversation(ADA) == talk
    await store.lanes.take_in(ADA, _text(1))
    assert await store.redis.ttl(TALK) == -1, "a talk under a hold keeps having no end"
    await _turn(store)
    assert [line.text for line in await store.reads.transcript(ADA)] == ["long ago", CANARY]


async def test_a_dump_and_the_append_only_file_hold_nothing_to_read(tmp_path: Path) -> None:
    with EmbeddedValkey(tmp_path / "valkey", tmp_path / "log") as valkey:
        store, keeper = open_store(valkey.url, KEY), Redis.from_url(valkey.keeper_url)
        await store.lanes.take_in(ADA, _text(1))
        talk = await _turn(store, Outbound("o1", ADA, Channel.SMS, CANARY, NOW))
        record = await _record(store)
        await keeper.save()
        assert record in _nothing_readable(tmp_path)
        await _erase(store, talk)
        await store.redis.delete(LANE.of("inbound"), LANE.of("outbound"))  # answered and sent
        await keeper.save()
        assert record not in _nothing_readable(tmp_path), "a destroyed key is in no new dump"
        await keeper.aclose()
        await store.close()


def _nothing_readable(folder: Path) -> bytes:
    """The dump, once it and the append-only files were searched."""
    files = [path for path in (folder / "valkey").rglob("*") if path.is_file()]
    assert any("appendonly" in path.name and path.stat().st_size for path in files)
    for path in files:
        kept = path.read_bytes()
        for canary in (CANARY, "teapot", NUMBER, NUMBER[1:], NUMBER[4:]):
            assert canary.encode() not in kept, path.name
    return (folder / "valkey" / "dump.rdb").read_bytes()
