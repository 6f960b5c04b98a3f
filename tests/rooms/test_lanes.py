"""The work streams against a real Valkey: once, in order, taken up again after a crash, one reader a lane."""

import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bench.emptied import emptied
from bot.model.changes import Changes
from bot.model.conversation import Conversation
from bot.model.message import Channel, Inbound, Took
from bot.privacy.pseudonym import Pseudonyms
from bot.store.keys import DAY, lane_for
from bot.store.lanes import HOPELESS
from bot.store.open import Store, open_store

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ADA = Pseudonyms(bytes(32)).contact(Channel.SMS, "+447700900001")
LANE = lane_for(ADA)
KEY = os.urandom(32)


@pytest.fixture
async def store(valkey_url: str) -> AsyncIterator[Store]:
    opened = open_store(valkey_url, KEY)
    yield opened
    await opened.close()


def _text(number: int) -> Inbound:
    return Inbound(Channel.SMS, f"SM{number}", "+447700900001", f"text {number}", NOW)


async def test_a_repeated_message_id_is_stored_once(store: Store) -> None:
    assert await store.lanes.take_in(ADA, _text(1)) is Took.STORED
    assert await store.lanes.take_in(ADA, _text(1)) is Took.REPEATED
    assert (await store.reads.waiting_work())["inbound"] == 1


async def test_a_webhook_played_again_after_its_turn_is_known_for_a_month(store: Store) -> None:
    await store.lanes.take_in(ADA, _text(1))
    assert [one async for one in store.lanes.left_over(LANE)] == [], "a reader comes"
    [taken] = [one async for one in store.lanes.new(LANE)]
    talk = Conversation(ADA, Channel.SMS, "+447700900001", NOW)
    await store.commit.commit(Changes(talk, finished_inbound=taken.entry))
    assert (await store.reads.waiting_work())["inbound"] == 0
    assert await store.lanes.take_in(ADA, _text(1)) is Took.REPEATED
    assert (await store.reads.waiting_work())["inbound"] == 0
    [mark] = [key async for key in store.redis.scan_iter(LANE.of("seen", "*"))]
    assert await store.redis.ttl(mark) > 29 * DAY


async def test_the_same_id_from_somebody_else_is_another_text(store: Store) -> None:
    bob = Pseudonyms(bytes(32)).contact(Channel.SMS, "+447700900002")
    assert await store.lanes.take_in(ADA, _text(1)) is Took.STORED
    assert await store.lanes.take_in(bob, _text(1)) is Took.STORED


async def test_what_a_dead_reader_took_comes_again_in_order_and_only_what_was_begun_counts_a_try(
    store: Store, valkey_url: str
) -> None:
    for number in range(5):
        await store.lanes.take_in(ADA, _text(number))
    assert [taken async for taken in store.lanes.left_over(LANE)] == []
    taken = [taken async for taken in store.lanes.new(LANE)]
    assert [one.tries for one in taken] == [1] * 5
    await store.lanes.begin(LANE, taken[0].entry, taken[0].tries)
    other = open_store(valkey_url, KEY)
    again = [taken async for taken in other.lanes.left_over(LANE)]
    await other.lanes.begin(LANE, again[0].entry, again[0].tries)
    third = [taken async for taken in store.lanes.left_over(LANE)]
    await other.close()
    assert [one.tries for one in third] == [3, 1, 1, 1, 1]
    assert [one.inbound.text for one in again] == [f"text {number}" for number in range(5)]
    assert [one.tries for one in again] == [2, 1, 1, 1, 1], "those that only waited are not at fault"


async def test_a_lane_has_one_reader_until_it_lets_go(store: Store, valkey_url: str) -> None:
    other = open_store(valkey_url, KEY)
    assert await store.lanes.hold(LANE, "turns")
    assert await store.lanes.hold(LANE, "turns"), "renewing its own lease"
    assert not await other.lanes.hold(LANE, "turns")
    assert await other.lanes.hold(LANE, "sends"), "another kind of work is another lease"
    await other.lanes.let_go(LANE, "turns")
    assert not await other.lanes.hold(LANE, "turns"), "nobody lets go of another's lease"
    await store.lanes.let_go(LANE, "turns")
    assert await other.lanes.hold(LANE, "turns")
    await other.close()


async def test_an_entry_that_cannot_be_opened_is_handed_on_as_hopeless(store: Store, valkey_url: str) -> None:
    await store.lanes.take_in(ADA, _text(1))
    stranger = open_store(valkey_url, os.urandom(32))
    assert [taken async for taken in stranger.lanes.left_over(LANE)] == []
    [taken] = [taken async for taken in stranger.lanes.new(LANE)]
    await stranger.close()
    assert (taken.contact, taken.tries, taken.inbound.text) == (ADA, HOPELESS, "")


async def test_a_store_that_lost_its_groups_is_taken_up_again(store: Store) -> None:
    assert [taken async for taken in store.lanes.left_over(LANE)] == []
    await emptied(store.redis)
    await store.lanes.take_in(ADA, _text(1))
    assert [taken async for taken in store.lanes.new(LANE)] == []
    assert [taken.inbound.text async for taken in store.lanes.new(LANE)] == ["text 1"]
