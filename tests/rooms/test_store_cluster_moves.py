"""A cluster in trouble and in motion: a node killed and brought back, a slot that is moved under our hands."""

import asyncio

import pytest
from redis.crc import key_slot
from redis.exceptions import RedisError

from bench.three_masters import ClusterNode, ThreeMasters
from bot.model.case import Case, CaseState
from bot.model.changes import AuditLine, Changes, Conflict
from bot.model.conversation import Conversation
from bot.model.delivery import Delivery
from bot.model.message import Channel, Entry, Inbound, Speaker, Took
from bot.model.risk import Kind, Level
from bot.store.keys import lane_for
from bot.store.open import Store
from tests.rooms.clustered import NOW, TALKS, masters, store

__all__ = ["masters", "store"]


async def test_a_node_killed_and_brought_back_loses_nothing_that_was_acknowledged(store: Store, masters: ThreeMasters) -> None:
    acknowledged: dict[str, list[str]] = {talk.contact: [] for talk in TALKS}
    refused: list[Exception] = []
    stop = asyncio.Event()

    async def writes(talk: Conversation) -> None:
        number = 0
        while not stop.is_set():
            number += 1
            line = Entry(NOW, Speaker.YOUNG_PERSON, f"text {number}", "SM1")
            try:
                talk = await store.commit.commit(Changes(talk, entries=(line,)))
                acknowledged[talk.contact].append(line.text)
            except (RedisError, OSError) as error:
                refused.append(error)
                await asyncio.sleep(0.1)
            except Conflict:  # an earlier write was kept, but its acknowledgement was lost
                talk = await store.reads.conversation(talk.contact) or talk
            await asyncio.sleep(0.01)

    working = [asyncio.create_task(writes(talk)) for talk in TALKS]
    for node in (masters.nodes[1], masters.nodes[0]):  # the second is the one REDIS_URL names
        await asyncio.sleep(0.5)
        node.kill()
        await asyncio.sleep(1)
        with pytest.raises((RedisError, OSError)):
            await store.alive()
        node.launch()
        await asyncio.to_thread(masters.wait_until_whole)
        before = {contact: len(texts) for contact, texts in acknowledged.items()}
        async with asyncio.timeout(20):
            while any(len(texts) == before[contact] for contact, texts in acknowledged.items()):
                await asyncio.sleep(0.05)
    stop.set()
    await asyncio.gather(*working)
    assert refused, "what was not taken was said"
    assert await store.alive()
    for talk in TALKS:
        kept = [line.text for line in await store.reads.transcript(talk.contact)]
        assert len(kept) == len(set(kept)), "nothing was written twice"
        assert set(acknowledged[talk.contact]) <= set(kept)


def _place(masters: ThreeMasters, talk: Conversation) -> tuple[int, ClusterNode]:
    """The slot of somebody's lane, and a node that does not hold it."""
    slot = key_slot(lane_for(talk.contact).of("inbound").encode())
    return slot, next(node for node in masters.nodes if node is not masters.holder(slot))


def _line(text: str) -> tuple[Entry, ...]:
    return (Entry(NOW, Speaker.YOUNG_PERSON, text, "SM1"),)


async def test_a_slot_that_was_moved_is_followed_even_by_one_who_waits(store: Store, masters: ThreeMasters) -> None:
    talk = TALKS[7]
    lane = lane_for(talk.contact)
    slot, to = _place(masters, talk)
    assert [taken async for taken in store.lanes.left_over(lane)] == []

    async def next_text() -> list[str]:
        return [taken.inbound.text async for taken in store.lanes.new(lane)]

    waiting = asyncio.create_task(next_text())
    await asyncio.sleep(0.3)
    holder = await asyncio.to_thread(masters.begin_move, slot, to)
    await asyncio.to_thread(masters.end_move, slot, holder, to)
    assert await store.lanes.take_in(talk.contact, Inbound(Channel.SMS, "SM1", talk.address, "hello", NOW)) is Took.STORED
    assert await waiting + await next_text() == ["hello"], "handed out once, by the new holder"
    assert await store.alive()


async def test_while_a_slot_moves_a_commit_is_whole_or_not_at_all(store: Store, masters: ThreeMasters) -> None:
    lane = lane_for(TALKS[9].contact)
    assert [taken async for taken in store.lanes.left_over(lane)] == []  # the streams are there, as in a house that runs
    assert [queued async for queued in store.lanes.left_over_outbound(lane)] == []
    audit, delivery = (AuditLine(NOW, "lev", "turn", "x"),), (Delivery("o0", sent_at=NOW),)
    talk = await store.commit.commit(Changes(TALKS[9], entries=_line("one"), audit=audit, deliveries=delivery))
    slot, to = _place(masters, talk)
    holder = masters.begin_move(slot, to)
    case = Case("c1", talk.contact, Channel.SMS, CaseState.WAITING, Level.HIGH, (Kind.HOME_HARM,), NOW, NOW)
    opens = Changes(talk, case=case, entries=_line("two"))  # the case is a new key: it belongs where the slot is going
    with pytest.raises(RedisError):
        await store.commit.commit(opens)
    assert await store.reads.conversation(talk.contact) == talk
    assert [line.text for line in await store.reads.transcript(talk.contact)] == ["one"]
    committing = asyncio.create_task(store.commit.commit(opens))
    await asyncio.to_thread(masters.end_move, slot, holder, to)
    await committing
    assert [line.text for line in await store.reads.transcript(talk.contact)] == ["one", "two"]
    assert await store.reads.case(talk.contact, "c1") == case


async def test_a_new_key_of_a_moving_slot_is_asked_for_where_it_goes(store: Store, masters: ThreeMasters) -> None:
    talk = TALKS[11]
    slot, to = _place(masters, talk)
    holder = masters.begin_move(slot, to)
    assert await store.lanes.hold(lane_for(talk.contact), "turns")
    assert to.ask("CLUSTER COUNTKEYSINSLOT", slot) == 1
    assert await store.lanes.hold(lane_for(talk.contact), "turns"), "its own lease, renewed there"
    masters.end_move(slot, holder, to)
    assert await store.lanes.hold(lane_for(talk.contact), "turns")
