"""For the tests of a change of the sealing key: Levs before, between and after it, and a store that is filled."""

import os
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.model.case import Case, CaseState
from bot.model.changes import Changes
from bot.model.conversation import Conversation
from bot.model.delivery import Delivery
from bot.model.message import Channel, Entry, Speaker
from bot.model.risk import Level
from bot.store.keys import Lane, desk, lane_for
from bot.store.open import Store, open_store
from tests.rooms.backed_up import NOW, somebody, turn

OLD, NEW = os.urandom(32), os.urandom(32)
ADA = somebody(1)
LANE = lane_for(ADA.contact)
TALK, LINES = LANE.of("conversation", ADA.contact), LANE.of("transcript", ADA.contact)
GAPS, SIGN_IN = LANE.of("gaps", "2026-W47"), desk("session", "f" * 64)
LINE = Entry(NOW, Speaker.YOUNG_PERSON, "long ago", "SM0")


@pytest.fixture
async def before(valkey_url: str) -> AsyncIterator[Store]:
    """A Lev that seals with the old key and was told of the new."""
    opened = open_store(valkey_url, OLD, also=(NEW,))
    yield opened
    await opened.close()


@pytest.fixture
async def store(valkey_url: str) -> AsyncIterator[Store]:
    """A Lev that seals with the new key and opens the old."""
    opened = open_store(valkey_url, NEW, also=(OLD,))
    yield opened
    await opened.close()


@pytest.fixture
async def after(valkey_url: str) -> AsyncIterator[Store]:
    """A Lev that knows the new key only."""
    opened = open_store(valkey_url, NEW)
    yield opened
    await opened.close()


async def filled(store: Store) -> Conversation:
    """A talk with an old line from before people had keys, a case, a receipt; a list, a sign-in."""
    await store.redis.xadd(LINES, {"body": store.codec.pack(LINE, LINES)})
    case = Case("c1", ADA.contact, Channel.SMS, CaseState.WAITING, Level.HIGH, (), NOW, NOW)
    talk = replace(ADA, case_id="c1", highest=Level.HIGH)
    changes = replace(turn(talk, 1), conversation=talk, case=case, deliveries=(Delivery("o1", sent_at=NOW),))
    talk = await store.commit.commit(changes)
    for number in range(3):
        await store.redis.lpush(GAPS, store.codec.pack(replace(LINE, text=f"gap {number}"), GAPS))
    await store.redis.set(SIGN_IN, store.codec.pack(LINE, SIGN_IN), ex=600)
    return talk


async def all_there(store: Store) -> None:
    assert [line.text for line in await store.reads.transcript(ADA.contact)][:2] == ["long ago", "canary teapot"]
    assert (await store.reads.deliveries(ADA.contact))["o1"].sent_at == NOW
    [case] = await store.subject.cases(ADA.contact)
    assert case.id == "c1"
    gaps = [store.codec.unpack(Entry, body, GAPS).text for body in await store.redis.lrange(GAPS, 0, -1)]  # type: ignore[misc]
    assert gaps == ["gap 2", "gap 1", "gap 0"]
    assert store.codec.unpack(Entry, await store.redis.get(SIGN_IN), SIGN_IN) == LINE


async def drained(store: Store, lane: Lane, texts: list[str]) -> None:
    """Takes every waiting text, as a turn would, and finishes it."""
    async for _ in store.lanes.left_over(lane):  # type: ignore[arg-type]
        raise AssertionError("nobody has taken one yet")
    while await store.redis.xlen(lane.of("inbound")):  # type: ignore[attr-defined]
        async for one in store.lanes.new(lane):  # type: ignore[arg-type]
            talk = await store.reads.conversation(one.contact)
            assert talk
            texts.append(one.inbound.text)
            await store.commit.commit(Changes(talk, finished_inbound=one.entry))
