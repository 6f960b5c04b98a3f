"""The store on a real cluster of three masters: every room of it."""

import asyncio
from dataclasses import replace

import pytest

from bench.three_masters import ThreeMasters
from bot.model.changes import AuditLine, Changes, Conflict, Count, Event
from bot.model.conversation import Conversation
from bot.model.delivery import Delivery
from bot.model.listening import Voice
from bot.model.message import Channel, Entry, Inbound, Outbound, Speaker, Took
from bot.model.worker import Role
from bot.store.accounts import Accounts
from bot.store.chain import Walked, walk
from bot.store.commit import AlreadyDone
from bot.store.keys import lane_for
from bot.store.open import Store, open_store
from tests.rooms.clustered import KEY, NOW, TALKS, masters, store

__all__ = ["masters", "store"]


def _text(talk: Conversation, number: int = 1) -> Inbound:
    return Inbound(Channel.SMS, f"SM{number}", talk.address, f"text {number}", NOW)


def _turn(talk: Conversation, **more: object) -> Changes:
    whole = Changes(
        talk,
        entries=(Entry(NOW, Speaker.YOUNG_PERSON, "hello", "SM1"),),
        outbound=(Outbound("o1", talk.contact, Channel.SMS, "hi", NOW),),
        deliveries=(Delivery("o0", sent_at=NOW),),
        audit=(AuditLine(NOW, "lev", "turn", talk.contact),),
        events=(Event("transcript", talk.contact),),
        counts=(Count("2026-W47", "consent.meaning", "age", "unknown"),),
    )
    return replace(whole, **more)  # type: ignore[arg-type]


async def test_a_turn_of_every_lane_from_its_stream_to_the_queue(store: Store) -> None:
    assert await store.alive()
    for talk in TALKS:
        lane = lane_for(talk.contact)
        assert [taken async for taken in store.lanes.left_over(lane)] == []
        assert [queued async for queued in store.lanes.left_over_outbound(lane)] == []
        assert await store.lanes.take_in(talk.contact, _text(talk)) is Took.STORED
        assert await store.lanes.take_in(talk.contact, _text(talk)) is Took.REPEATED
        [taken] = [taken async for taken in store.lanes.new(lane)]
        after = await store.commit.commit(_turn(talk, finished_inbound=taken.entry))
        with pytest.raises(AlreadyDone):
            await store.commit.commit(_turn(after, finished_inbound=taken.entry))
        with pytest.raises(Conflict):
            await store.commit.commit(_turn(talk))
        assert await walk(store.redis, lane) == Walked(1)
        assert [line.text for line in await store.reads.transcript(talk.contact)] == ["hello"]
        [queued] = [queued async for queued in store.lanes.new_outbound(lane)]
        assert queued.outbound.id == "o1"
    assert await store.reads.waiting_work() == {"inbound": 0, "outbound": len(TALKS)}
    counted = await store.figures.counts(["2026-W46", "2026-W47"])
    assert counted == {"2026-W46": {}, "2026-W47": {("consent.meaning", "age", "unknown"): len(TALKS)}}
    assert await store.slots.reserve(1_000) == 0
    assert await store.slots.reserve(1_000) > 0


async def test_what_a_dead_reader_took_comes_again_and_a_lane_has_one_reader(store: Store, masters: ThreeMasters) -> None:
    other = open_store(masters.url, KEY)
    for talk in TALKS[:4]:
        lane = lane_for(talk.contact)
        for number in range(3):
            await store.lanes.take_in(talk.contact, _text(talk, number))
        assert await store.lanes.hold(lane, "turns")
        assert not await other.lanes.hold(lane, "turns")
        assert [taken async for taken in store.lanes.left_over(lane)] == []
        first, *behind = [taken async for taken in store.lanes.new(lane)]
        assert len(behind) == 2
        await store.lanes.begin(lane, first.entry, first.tries)  # and here it died: only what was begun counts as tried
        again = [taken async for taken in other.lanes.left_over(lane)]
        assert [(one.inbound.text, one.tries) for one in again] == [("text 0", 2), ("text 1", 1), ("text 2", 1)]
        await store.lanes.let_go(lane, "turns")
        assert await other.lanes.hold(lane, "turns")
    await other.close()


async def test_accounts_and_what_is_kept_for_those_who_plan(store: Store) -> None:
    accounts = Accounts(store.redis, store.codec)
    token = await accounts.make_link(Role.LEAD, "first")
    second = await accounts.make_link(Role.LEAD, "first")
    assert (await accounts.use_link(token), await accounts.use_link(second)) == (None, Role.LEAD)
    voice = Voice("abcdef0123456789", "2026-11", "13_15", "west", "nobody asks us")
    talk = await store.commit.commit(Changes(TALKS[5], voices=(voice,)))
    assert await store.listening.share("2026-11", voice.id, "Nobody asks", "w1")
    assert [one.shared for one in await store.listening.voices("2026-11")] == ["Nobody asks"]
    await store.commit.commit(Changes(talk, voices_taken_back=(f"2026-11/{voice.id}",)))
    assert not await store.listening.share("2026-11", voice.id, "x", "w1")


async def test_the_bell_of_every_lane_is_heard(store: Store) -> None:
    ringing = asyncio.create_task(store.bell.run())
    events = store.bell.events()
    heard: set[str] = set()
    for talk in TALKS:
        await store.commit.commit(_turn(talk))
    await asyncio.sleep(0.5)  # what rang before its reader listened is not heard: the pages look by themselves
    asking = asyncio.ensure_future(anext(events))
    await asyncio.sleep(0)
    for talk in TALKS:
        await store.commit.commit(Changes(talk, events=(Event("case", talk.contact),), news_only=True))
    while len(heard) < len(TALKS):
        event = await asyncio.wait_for(asking, 10)
        assert event
        heard.add(event.contact)
        asking = asyncio.ensure_future(anext(events))
    asking.cancel()
    ringing.cancel()
    await asyncio.gather(asking, ringing, return_exceptions=True)
