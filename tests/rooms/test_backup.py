"""Backup and restore against a real Valkey: all of it comes back, each lane as one moment, and only into an empty store."""

import asyncio
import os
import stat
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from bench.emptied import emptied
from bot.model.message import Taken
from bot.store.keys import LIFETIMES, all_lanes, key_groups, lane_for
from bot.store.open import Store
from tests.rooms.backed_up import Command, bot, everything, somebody, store, talks, text, turn

__all__ = ["bot", "store"]


async def test_all_that_is_stored_comes_back_with_its_lifetime(store: Store, bot: Command, tmp_path: Path) -> None:
    await talks(store, range(40))
    await store.redis.set("{desk}:session:x", "sealed", ex=600)
    await store.redis.set("{send}:pace", "1", px=60_000)
    before, file = await everything(store), tmp_path / "lev.backup"
    assert await asyncio.to_thread(bot, "backup", file) == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["lev.backup"], "no part is left behind"
    await emptied(store.redis)
    assert await asyncio.to_thread(bot, "restore", file) == 0
    assert await everything(store) == before
    assert {name.split(b":")[0] for name in before} >= {b"{desk}", b"{send}", b"{lane"}


def test_every_form_of_key_is_in_a_backup() -> None:
    for line in LIFETIMES:
        example = line.pattern.replace("{lane:*}", "{lane:07}")
        assert sum(fnmatchcase(example, group) for group in key_groups()) == 1, line.pattern


async def test_unfinished_work_is_taken_up_again_in_order(store: Store, bot: Command, tmp_path: Path) -> None:
    young = somebody(1)
    lane = lane_for(young.contact)
    for number in range(60):
        await store.lanes.take_in(young.contact, text(young, number))
    assert [one async for one in store.lanes.left_over(lane)] == []
    assert [one async for one in store.lanes.left_over_outbound(lane)] == []
    first, *behind = [one async for one in store.lanes.new(lane)]
    await store.lanes.begin(lane, first.entry, first.tries)
    assert behind, "a reader has taken these, has begun one, and dies"
    await store.commit.commit(turn(young, 1, says=True))
    assert await asyncio.to_thread(bot, "backup", tmp_path / "one") == 0
    await emptied(store.redis)
    assert await asyncio.to_thread(bot, "restore", tmp_path / "one") == 0
    old = [one async for one in store.lanes.left_over(lane)]
    new: list[Taken] = []
    while more := [one async for one in store.lanes.new(lane)]:  # a few at a time
        new += more
    assert [one.inbound.text for one in (*old, *new)] == [f"canary teapot {number}" for number in range(60)]
    assert [one.tries for one in (*old, *new)] == [2, *[1] * 59]
    await store.commit.commit(turn(await _known(store, young), 2, finished=old[0].entry))
    assert (await store.reads.waiting_work()) == {"inbound": 59, "outbound": 1}
    assert await store.lanes.take_in(young.contact, text(young, 3)) == "repeated", "a provider's repeat is still known"
    [unsent] = [one async for one in store.lanes.new_outbound(lane)]
    tried = await store.reads.delivery(young.contact, unsent.outbound.id)
    assert tried
    assert tried.tried_at, "it may have gone out after the backup: the provider is asked first"


async def _known(store: Store, young: object) -> object:
    return await store.reads.conversation(young.contact)  # type: ignore[attr-defined]


async def test_each_lane_is_one_moment_while_lev_is_busy(store: Store, bot: Command, tmp_path: Path) -> None:
    people, stop = await talks(store, range(30)), asyncio.Event()

    async def busy(talk: object) -> None:
        while not stop.is_set():
            talk = await store.commit.commit(turn(talk, 1))  # type: ignore[arg-type]

    async with asyncio.TaskGroup() as group:
        for talk in people:
            group.create_task(busy(talk))
        await asyncio.sleep(0.3)
        assert await asyncio.to_thread(bot, "backup", tmp_path / "busy") == 0
        stop.set()
    latest = [await store.reads.conversation(talk.contact) for talk in people]
    await emptied(store.redis)
    assert await asyncio.to_thread(bot, "restore", tmp_path / "busy") == 0, "the audit chains are whole"
    versions: dict[int, int] = {lane.number: 0 for lane in all_lanes()}
    moved = 0
    for now in latest:
        assert now
        then = await store.reads.conversation(now.contact)
        assert then
        moved += now.version > then.version
        assert len(await store.reads.transcript(now.contact, most=100_000)) == 2 * then.version
        versions[lane_for(now.contact).number] += then.version
    assert moved, "Lev went on meanwhile"
    for lane in all_lanes():
        assert await store.redis.xlen(lane.of("audit")) == versions[lane.number]


async def test_what_has_reached_its_end_does_not_come_back(store: Store, bot: Command, tmp_path: Path) -> None:
    await store.redis.set("{lane:00}:seen:x", "1", px=300)
    await store.redis.set("{lane:00}:case:x", "1")
    await asyncio.to_thread(bot, "backup", tmp_path / "one")
    await emptied(store.redis)
    await asyncio.sleep(0.4)
    assert await asyncio.to_thread(bot, "restore", tmp_path / "one") == 0
    assert [name async for name in store.redis.scan_iter()] == [b"{lane:00}:case:x"]


def test_a_file_that_is_there_is_left_alone(bot: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one").write_text("precious")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("one", "link"):
        assert bot("backup", tmp_path / name) == 1
        assert "exists already" in capsys.readouterr().err
    assert (tmp_path / "one").read_text() == "precious"
    assert bot("backup", tmp_path / "no" / "folder") == 1
    assert "could not be written: No such file" in capsys.readouterr().err
    assert bot("restore", tmp_path / "missing") == 1
    assert "No such file" in capsys.readouterr().err
    assert not os.path.lexists(tmp_path / "nowhere")
