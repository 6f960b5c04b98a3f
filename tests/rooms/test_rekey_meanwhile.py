"""While the sealing key is changed, texts come in, turns are taken and people are erased: nothing is lost or comes back."""

import asyncio
from dataclasses import replace

from bot.model.changes import Changes
from bot.model.conversation import Conversation
from bot.model.message import Channel, Inbound
from bot.store.keyring import FIELD
from bot.store.keys import all_lanes
from bot.store.open import Store
from bot.store.rekey import Rekey
from bot.store.swap import Swap
from tests.rooms.backed_up import NOW, everything, somebody, turn
from tests.rooms.rekeyed import ADA, GAPS, LANE, LINES, TALK, after, before, drained, filled, store

__all__ = ["after", "before", "store"]


async def test_texts_and_turns_that_come_meanwhile_are_all_there(before: Store, store: Store, after: Store) -> None:
    people = [somebody(number) for number in range(40)]
    for person in people:
        await before.lanes.take_in(person.contact, Inbound(Channel.SMS, "first", person.address, "text first", NOW))
        await before.commit.commit(turn(person, 0))
    over = asyncio.Event()

    async def writes(lev: Store, name: str) -> int:
        count = 0
        while not over.is_set() or count < 40:
            person = people[count % 40]
            await lev.lanes.take_in(
                person.contact, Inbound(Channel.SMS, f"{name}{count}", person.address, f"text {name}{count}", NOW)
            )
            talk = await lev.reads.conversation(person.contact)
            assert talk
            await lev.commit.commit(replace(turn(talk, count), finished_inbound=None))
            count += 1
        return count

    busy = asyncio.create_task(writes(store, "b"))
    await Rekey(store.redis, store.codec).renew()
    over.set()
    count = await busy
    texts: list[str] = []
    for lane in all_lanes():
        await drained(store, lane, texts)
    assert sorted(texts) == sorted(["text first"] * 40 + [f"text b{number}" for number in range(count)])
    tally = await Rekey(store.redis, store.codec).renew()
    assert (tally.left, tally.lost) == (0, 0)
    lines = [len(await after.reads.transcript(person.contact)) for person in people]
    assert sum(lines) == 2 * (40 + count)


async def test_what_changed_meanwhile_is_not_written_over(before: Store, store: Store) -> None:
    talk, swap = await filled(before), Swap(store.redis)
    record, lines = await store.redis.hget(TALK, FIELD), await store.redis.xrange(LINES)  # type: ignore[misc]
    left = Conversation(ADA.contact, Channel.SMS, ADA.address, NOW, version=talk.version, erased=True)
    await store.commit.commit(Changes(left, erases=True, erased_cases=("c1",)))
    was = await everything(store)
    assert not await swap.field(TALK, FIELD.encode(), record, b"new")  # type: ignore[arg-type]
    assert not await swap.lines(LINES, lines, [b"new"] * len(lines))
    assert not await swap.string(LANE.of("case", "c1"), b"old", b"new")
    assert not await swap.item(GAPS, b"old", b"new")
    assert await everything(store) == was, "an erased key does not come back"


async def test_a_line_that_was_added_meanwhile_is_kept(before: Store, store: Store) -> None:
    talk = await filled(before)
    lines = await store.redis.xrange(LINES)
    await store.commit.commit(turn(talk, 2))
    assert not await Swap(store.redis).lines(LINES, lines, [b"new"] * len(lines))
    assert (await Rekey(store.redis, store.codec).renew()).left == 0
    assert len(await store.reads.transcript(ADA.contact)) == len(lines) + 2
