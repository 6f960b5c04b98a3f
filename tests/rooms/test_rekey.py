"""The house's sealing key is changed while Lev runs: all that is stored opens with the new one alone, and nothing is lost."""

import asyncio
import base64
import os
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.model.case import Case, CaseState
from bot.model.changes import Changes
from bot.model.conversation import Conversation
from bot.model.delivery import Delivery
from bot.model.message import Channel, Entry, Inbound, Outbound, Speaker
from bot.model.risk import Level
from bot.privacy.seal import SealBroken
from bot.store.keyring import FIELD
from bot.store.keys import all_lanes, desk, lane_for
from bot.store.open import Store, open_store
from bot.store.rekey import Rekey
from bot.store.swap import Swap
from tests.rooms.backed_up import NOW, commands, everything, somebody, turn

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


async def _filled(store: Store) -> Conversation:
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


async def _all_there(store: Store) -> None:
    assert [line.text for line in await store.reads.transcript(ADA.contact)][:2] == ["long ago", "canary teapot"]
    assert (await store.reads.deliveries(ADA.contact))["o1"].sent_at == NOW
    [case] = await store.subject.cases(ADA.contact)
    assert case.id == "c1"
    gaps = [store.codec.unpack(Entry, body, GAPS).text for body in await store.redis.lrange(GAPS, 0, -1)]  # type: ignore[misc]
    assert gaps == ["gap 2", "gap 1", "gap 0"]
    assert store.codec.unpack(Entry, await store.redis.get(SIGN_IN), SIGN_IN) == LINE


async def test_all_opens_with_the_new_key_alone_and_lives_as_long_as_before(before: Store, store: Store, after: Store) -> None:
    await _filled(before)
    with pytest.raises(SealBroken):
        await after.reads.conversation(ADA.contact)
    lives = {name: ends for name, (_, ends) in (await everything(store)).items()}
    ids = [entry for entry, _ in await store.redis.xrange(LINES)]
    tally = await Rekey(store.redis, store.codec).renew()
    assert (tally.people, tally.values, tally.left, tally.lost) == (1, 6, 0, 0)  # a line, a case, three gaps, a sign-in
    await _all_there(after)
    assert {name: ends for name, (_, ends) in (await everything(store)).items()} == lives
    assert [entry for entry, _ in await store.redis.xrange(LINES)] == ids, "pages go on where they were"
    await _all_there(before)  # who was told of the new key first reads on
    again = await Rekey(store.redis, store.codec).renew()
    assert (again.people, again.values, again.left) == (0, 0, 0)


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
        await _drained(store, lane, texts)
    assert sorted(texts) == sorted(["text first"] * 40 + [f"text b{number}" for number in range(count)])
    tally = await Rekey(store.redis, store.codec).renew()
    assert (tally.left, tally.lost) == (0, 0)
    lines = [len(await after.reads.transcript(person.contact)) for person in people]
    assert sum(lines) == 2 * (40 + count)


async def _drained(store: Store, lane: object, texts: list[str]) -> None:
    """Takes every waiting text, as a turn would, and finishes it."""
    async for _ in store.lanes.left_over(lane):  # type: ignore[arg-type]
        raise AssertionError("nobody has taken one yet")
    while await store.redis.xlen(lane.of("inbound")):  # type: ignore[attr-defined]
        async for one in store.lanes.new(lane):  # type: ignore[arg-type]
            talk = await store.reads.conversation(one.contact)
            assert talk
            texts.append(one.inbound.text)
            await store.commit.commit(Changes(talk, finished_inbound=one.entry))


async def test_texts_on_their_way_count_until_they_are_gone(before: Store, store: Store) -> None:
    await before.lanes.take_in(ADA.contact, Inbound(Channel.SMS, "SM1", ADA.address, "hello", NOW))
    tally = await Rekey(store.redis, store.codec).renew()
    assert (tally.people, tally.left, tally.work) == (1, 1, 1)
    await before.commit.commit(turn(ADA, 1))
    await _drained(store, LANE, texts := [])
    assert texts == ["hello"]
    assert (await Rekey(store.redis, store.codec).renew()).left == 0


async def test_it_can_be_cut_off_and_run_again(before: Store, store: Store, after: Store) -> None:
    people = [await before.commit.commit(turn(somebody(number), number)) for number in range(300)]
    cut = asyncio.create_task(Rekey(store.redis, store.codec).renew())
    places = [lane_for(one.contact).of("conversation", one.contact) for one in people]

    async def renewed() -> int:
        return sum([before.codec.key(record).record != record for record in [await before.redis.hget(p, FIELD) for p in places]])  # type: ignore[misc]

    while not await renewed():
        await asyncio.sleep(0)
    cut.cancel()
    await asyncio.gather(cut, return_exceptions=True)
    tally = await Rekey(store.redis, store.codec).renew()
    assert tally.left == 0
    assert await renewed() == 300
    for one in people:
        assert len(await after.reads.transcript(one.contact)) == 2


async def test_what_changed_meanwhile_is_not_written_over(before: Store, store: Store) -> None:
    talk, swap = await _filled(before), Swap(store.redis)
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
    talk = await _filled(before)
    lines = await store.redis.xrange(LINES)
    await store.commit.commit(turn(talk, 2))
    assert not await Swap(store.redis).lines(LINES, lines, [b"new"] * len(lines))
    assert (await Rekey(store.redis, store.codec).renew()).left == 0
    assert len(await store.reads.transcript(ADA.contact)) == len(lines) + 2


async def test_the_command_says_what_is_left_and_when_the_old_key_may_go(
    before: Store, valkey_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    await _filled(before)
    sent = Outbound("o2", ADA.contact, Channel.SMS, "It is a choice.", NOW)
    talk = await before.reads.conversation(ADA.contact)
    assert talk
    await before.commit.commit(Changes(talk, outbound=(sent,)))
    bot = commands(valkey_url, tmp_path, monkeypatch, seal=NEW)
    assert await asyncio.to_thread(bot, "rekey") == 1
    assert "Is a key missing in LEV_SEAL_KEYS_ALSO?" in capsys.readouterr().err
    monkeypatch.setenv("LEV_SEAL_KEYS_ALSO", base64.b64encode(OLD).decode())
    assert await asyncio.to_thread(bot, "rekey") == 1
    said = capsys.readouterr()
    assert "the keys of 1 people and 6 other values" in said.out
    assert "Left: 1, of these texts on their way: 1." in said.out
    assert "keep LEV_SEAL_KEYS_ALSO" in said.err
    await before.redis.delete(LANE.of("outbound"))
    assert await asyncio.to_thread(bot, "rekey") == 0
    assert "needed for backups only" in capsys.readouterr().out
