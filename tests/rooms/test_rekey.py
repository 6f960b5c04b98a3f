"""The house's sealing key is changed while Lev runs: all that is stored opens with the new one alone."""

import asyncio
import base64
from pathlib import Path

import pytest

from bot.model.changes import Changes
from bot.model.message import Channel, Inbound, Outbound
from bot.privacy.seal import SealBroken
from bot.store.keyring import FIELD
from bot.store.keys import lane_for
from bot.store.open import Store
from bot.store.rekey import Rekey
from tests.rooms.backed_up import NOW, commands, everything, somebody, turn
from tests.rooms.rekeyed import ADA, LANE, LINES, NEW, OLD, after, all_there, before, drained, filled, store

__all__ = ["after", "before", "store"]


async def test_all_opens_with_the_new_key_alone_and_lives_as_long_as_before(before: Store, store: Store, after: Store) -> None:
    await filled(before)
    with pytest.raises(SealBroken):
        await after.reads.conversation(ADA.contact)
    lives = {name: ends for name, (_, ends) in (await everything(store)).items()}
    ids = [entry for entry, _ in await store.redis.xrange(LINES)]
    tally = await Rekey(store.redis, store.codec).renew()
    assert (tally.people, tally.values, tally.left, tally.lost) == (1, 6, 0, 0)  # a line, a case, three gaps, a sign-in
    await all_there(after)
    assert {name: ends for name, (_, ends) in (await everything(store)).items()} == lives
    assert [entry for entry, _ in await store.redis.xrange(LINES)] == ids, "pages go on where they were"
    await all_there(before)  # who was told of the new key first reads on
    again = await Rekey(store.redis, store.codec).renew()
    assert (again.people, again.values, again.left) == (0, 0, 0)


async def test_texts_on_their_way_count_until_they_are_gone(before: Store, store: Store) -> None:
    await before.lanes.take_in(ADA.contact, Inbound(Channel.SMS, "SM1", ADA.address, "hello", NOW))
    tally = await Rekey(store.redis, store.codec).renew()
    assert (tally.people, tally.left, tally.work) == (1, 1, 1)
    await before.commit.commit(turn(ADA, 1))
    await drained(store, LANE, texts := [])
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


async def test_the_command_says_what_is_left_and_when_the_old_key_may_go(
    before: Store, valkey_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    await filled(before)
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
