"""The one writer against a real Valkey: all or nothing, versions, finished work, the audit chain."""

import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.model.changes import AuditLine, Changes, Conflict, Count, Event
from bot.model.conversation import Conversation
from bot.model.delivery import Delivery
from bot.model.message import Channel, Entry, Inbound, Outbound, Speaker
from bot.model.risk import Level
from bot.privacy.pseudonym import Pseudonyms
from bot.store.audit import chained
from bot.store.commit import AlreadyDone
from bot.store.keys import DAY, lane_for
from bot.store.open import Store, open_store

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
PEOPLE = Pseudonyms(bytes(32))
ADA = PEOPLE.contact(Channel.SMS, "+447700900001")
TALK = Conversation(ADA, Channel.SMS, "+447700900001", NOW)


@pytest.fixture
async def store(valkey_url: str) -> AsyncIterator[Store]:
    opened = open_store(valkey_url, os.urandom(32))
    yield opened
    await opened.close()


def _line(text: str = "hello") -> Entry:
    return Entry(NOW, Speaker.YOUNG_PERSON, text, "SM1")


async def test_all_parts_are_stored_and_the_work_entry_is_gone(store: Store) -> None:
    await store.lanes.take_in(ADA, Inbound(Channel.SMS, "SM1", "+447700900001", "hello", NOW))
    [taken] = [taken async for taken in store.lanes.new(await _made(store))]
    out = Outbound("o1", ADA, Channel.SMS, "hi", NOW)
    await store.commit.commit(
        Changes(
            TALK,
            entries=(_line(),),
            outbound=(out,),
            deliveries=(Delivery("o0", sent_at=NOW),),
            audit=(AuditLine(NOW, "lev", "turn", ADA),),
            events=(Event("transcript", ADA),),
            counts=(Count("2026-W47", "consent.meaning", "age", "unknown"),),
            finished_inbound=taken.entry,
        )
    )
    assert [line.text for line in await store.reads.transcript(ADA)] == ["hello"]
    assert (await store.reads.waiting_work()) == {"inbound": 0, "outbound": 1}
    assert (await store.reads.deliveries(ADA))["o0"].state == "sent"
    assert await store.figures.counts(["2026-W47"]) == {"2026-W47": {("consent.meaning", "age", "unknown"): 1}}
    [queued] = [queued async for queued in store.lanes.new_outbound(lane_for(ADA))]
    assert queued.outbound == out


async def _made(store: Store):
    lane = lane_for(ADA)
    async for _ in store.lanes.left_over(lane):
        raise AssertionError("nothing was taken yet")
    async for _ in store.lanes.left_over_outbound(lane):
        raise AssertionError("nothing was queued yet")
    return lane


async def test_changes_from_an_older_version_are_refused_whole(store: Store) -> None:
    await store.commit.commit(Changes(TALK, entries=(_line(),)))
    with pytest.raises(Conflict):
        await store.commit.commit(Changes(TALK, entries=(_line("too late"),)))
    assert [line.text for line in await store.reads.transcript(ADA)] == ["hello"]


async def test_work_is_finished_once_only(store: Store) -> None:
    lane = await _made(store)
    await store.lanes.take_in(ADA, Inbound(Channel.SMS, "SM1", "+447700900001", "hello", NOW))
    [taken] = [taken async for taken in store.lanes.new(lane)]
    talk = await store.commit.commit(Changes(TALK, entries=(_line(),), finished_inbound=taken.entry))
    with pytest.raises(AlreadyDone):
        await store.commit.commit(Changes(talk, entries=(_line(),), finished_inbound=taken.entry))
    assert len(await store.reads.transcript(ADA)) == 1


async def test_of_many_at_once_exactly_one_wins(store: Store) -> None:
    tries = [store.commit.commit(Changes(TALK, entries=(_line(str(number)),))) for number in range(20)]
    ends = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(end, Conversation) for end in ends) == 1
    assert sum(isinstance(end, Conflict) for end in ends) == 19
    assert len(await store.reads.transcript(ADA)) == 1


async def test_neighbours_in_a_lane_do_not_disturb_each_other(store: Store) -> None:
    lane = lane_for(ADA).number
    numbers = (f"+4477009{number:05}" for number in range(1, 2_000))
    people = [
        contact for contact in (PEOPLE.contact(Channel.SMS, number) for number in numbers) if lane_for(contact).number == lane
    ]
    talks = [replace(TALK, contact=contact) for contact in people[:20]]
    audits = [Changes(talk, audit=(AuditLine(NOW, "lev", "turn", talk.contact),)) for talk in talks]
    await asyncio.gather(*(store.commit.commit(changes) for changes in audits))
    lines = await store.redis.xrange(lane_for(ADA).of("audit"))
    assert len(lines) == 20
    head = b""
    for _, fields in lines:
        head = chained(head, fields[b"body"])
        assert fields[b"hash"] == head
    assert await store.redis.get(lane_for(ADA).of("audit_head")) == head


async def test_news_leaves_the_version_alone(store: Store) -> None:
    talk = await store.commit.commit(Changes(TALK))
    await store.commit.commit(Changes(talk, deliveries=(Delivery("o1", sent_at=NOW),), news_only=True))
    assert (await store.commit.commit(Changes(talk))).version == talk.version + 1


@pytest.mark.parametrize(("highest", "days"), [(Level.NONE, 30), (Level.CONCERN, 365), (Level.CRITICAL, 365)])
async def test_a_calm_talk_is_kept_a_month_and_a_worrying_one_a_year(store: Store, highest: Level, days: int) -> None:
    await store.commit.commit(Changes(replace(TALK, highest=highest), entries=(_line(),)))
    for part in ("conversation", "transcript"):
        left = await store.redis.ttl(lane_for(ADA).of(part, ADA))
        assert days * DAY - 5 <= left <= days * DAY
