"""Backup, restore and the audit's commands on a real cluster of three masters: no node is overlooked, and none is overwritten."""

import asyncio
import csv
import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from redis.crc import key_slot

from bench.three_masters import ThreeMasters
from bot.launch.valkey import EmbeddedValkey
from bot.model.worker import Role, Worker
from bot.store.accounts import Accounts
from bot.store.keys import all_lanes, lane_for
from bot.store.open import Store, open_store
from bot.store.restore import came_back
from tests.rooms.backed_up import SEAL, Command, commands, everything, text, turn
from tests.rooms.clustered import TALKS, masters

__all__ = ["masters"]


@pytest.fixture
async def store(masters: ThreeMasters) -> AsyncIterator[Store]:
    masters.empty()
    opened = open_store(masters.url, SEAL)
    yield opened
    await opened.close()


@pytest.fixture
def bot(masters: ThreeMasters, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    return commands(masters.url, tmp_path, monkeypatch)


async def _filled(store: Store) -> None:
    """Somebody in each lane, with work that waits; an account and the pace, which belong to no lane."""
    for number, talk in enumerate(TALKS):
        await store.commit.commit(turn(talk, number, says=True))
        await store.lanes.take_in(talk.contact, text(talk, number))
    await Accounts(store.redis, store.codec).add(Worker("w1", "tam", "Tam", Role.LEAD, "hash"))
    await store.redis.set("{send}:pace", "1", px=600_000)


async def test_all_nodes_come_back_on_a_cluster_and_on_one_store(
    store: Store,
    masters: ThreeMasters,
    bot: Command,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    await _filled(store)
    before, counts, file = await everything(store), await came_back(store.redis), tmp_path / "lev.backup"
    held = [node.ask("DBSIZE") for node in masters.nodes]
    assert all(held), "there is something on every node"
    assert counts.keys == len(before) == sum(held)
    assert (counts.conversations, counts.accounts, counts.inbound, counts.outbound) == (len(TALKS), 1, len(TALKS), len(TALKS))
    assert await asyncio.to_thread(bot, "backup", file) == 0
    masters.empty()
    assert await asyncio.to_thread(bot, "restore", file) == 0
    assert "every chain is whole" in capsys.readouterr().out
    assert _plain(await everything(store)) == _plain(before)
    assert [node.ask("DBSIZE") for node in masters.nodes] == [
        count + tried for count, tried in zip(held, _tried(masters), strict=True)
    ]

    assert await asyncio.to_thread(commands("", tmp_path, monkeypatch), "restore", file) == 0
    assert f"{len(TALKS)} conversations" in capsys.readouterr().out
    with EmbeddedValkey(tmp_path / "var" / "valkey") as valkey:
        one = open_store(valkey.url, SEAL)
        assert _plain(await everything(one)) == _plain(before)
        assert await asyncio.to_thread(commands(valkey.url, tmp_path, monkeypatch), "backup", tmp_path / "back") == 0
        await one.close()
    masters.empty()
    assert await asyncio.to_thread(commands(masters.url, tmp_path, monkeypatch), "restore", tmp_path / "back") == 0
    assert _plain(await everything(store)) == _plain(before), "and from one store to a cluster"


def _plain(found: dict[bytes, tuple[bytes | None, int]]) -> dict[bytes, tuple[bytes | None, int]]:
    """Without what a restore itself notes: that each waiting text was tried."""
    return {name: kept for name, kept in found.items() if name.split(b":")[2:3] not in ([b"delivery"], [b"bell"])}


def _tried(masters: ThreeMasters) -> list[int]:
    """How many of the people whose waiting text is now noted as tried live on each node."""
    holders = [masters.holder(key_slot(lane_for(talk.contact).of("inbound").encode())) for talk in TALKS]
    return [holders.count(node) for node in masters.nodes]


async def test_a_cluster_of_which_any_node_holds_something_is_left_alone(
    store: Store, masters: ThreeMasters, bot: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await _filled(store)
    assert await asyncio.to_thread(bot, "backup", tmp_path / "one") == 0
    for lane in all_lanes():
        masters.empty()
        await store.redis.set(lane.of("case", "x"), "somebody's")
        assert await asyncio.to_thread(bot, "restore", tmp_path / "one") == 1
        assert "not empty" in capsys.readouterr().err
        assert list(await everything(store)) == [lane.of("case", "x").encode()], "and no mark is left behind"


async def test_a_lane_on_its_way_between_nodes_is_not_backed_up_by_half(
    store: Store, masters: ThreeMasters, bot: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await _filled(store)
    before, slot = await everything(store), key_slot(all_lanes()[7].of("audit").encode())
    to = next(node for node in masters.nodes if node is not masters.holder(slot))
    holder = masters.begin_move(slot, to)
    assert await asyncio.to_thread(bot, "backup", tmp_path / "half") == 1
    assert "moving keys" in capsys.readouterr().err
    assert not (tmp_path / "half").exists()
    masters.end_move(slot, holder, to)
    moved = await everything(store)  # a move may put an end of time off by a thousandth of a second: the store sends what is left
    assert {name: dumped for name, (dumped, _) in moved.items()} == {name: dumped for name, (dumped, _) in before.items()}
    assert await asyncio.to_thread(bot, "backup", tmp_path / "whole") == 0
    masters.empty()
    assert await asyncio.to_thread(bot, "restore", tmp_path / "whole") == 0
    assert _plain(await everything(store)) == _plain(moved)


async def test_the_audit_of_all_nodes_is_verified_and_exported(
    store: Store, masters: ThreeMasters, bot: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    await _filled(store)
    assert await asyncio.to_thread(bot, "audit", "verify") == 0
    assert f"{len(TALKS)} lines, every chain is whole" in capsys.readouterr().out
    assert await asyncio.to_thread(bot, "audit", "export") == 0
    lines = list(csv.DictReader(io.StringIO(capsys.readouterr().out.removeprefix("\ufeff"))))
    assert len(lines) == len(TALKS) + 1, "all of them, and that it was exported"
    for lane in all_lanes():
        place = lane.of("audit")
        [first, *_] = await store.redis.xrange(place, count=1)
        await store.redis.xdel(place, first[0])
    assert await asyncio.to_thread(bot, "audit", "verify") == 1
    assert "16 lanes BROKEN" in capsys.readouterr().out
