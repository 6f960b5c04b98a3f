"""What was erased leaves the store's own files too, within the hour, as does what ended by itself within a day."""

import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.desk.sign_in import made
from bot.erase_now import erase
from bot.launch.valkey import EmbeddedValkey
from bot.model.changes import Changes
from bot.model.worker import Role
from bot.store.keyring import FIELD
from bot.store.keys import lane_for
from bot.store.open import Store, open_store
from bot.timers.sweep import Sweep
from tests.rooms.backed_up import NOW, somebody, turn

ADA = somebody(1)
TALK = lane_for(ADA.contact).of("conversation", ADA.contact)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    with EmbeddedValkey(tmp_path / "valkey", tmp_path / "log") as valkey:
        opened = open_store(valkey.url, os.urandom(32))
        yield opened
        await opened.close()


def _in_files(folder: Path, what: bytes) -> bool:
    held = []
    for path in (folder / "valkey").rglob("*"):
        try:
            held.append(path.is_file() and what in path.read_bytes())
        except FileNotFoundError:  # a file of before, deleted just now
            continue
    return any(held)


async def _gone(folder: Path, what: bytes) -> None:
    async with asyncio.timeout(20):
        while _in_files(folder, what):
            await asyncio.sleep(0.05)


async def _talk(store: Store) -> bytes:
    """A talk, and the record of its key: with that and the house's key a stolen file could be read."""
    await store.commit.commit(turn(ADA, 1))
    return await store.redis.hget(TALK, FIELD)  # type: ignore[return-value, misc]


async def test_an_erasure_reaches_the_append_only_file_within_the_hour(store: Store, tmp_path: Path) -> None:
    sweep = Sweep(store, lambda: NOW)
    await sweep.look()  # whoever was erased before this start
    record = await _talk(store)
    await store.commit.commit(Changes(replace(ADA, version=1, erased=True), erases=True))
    assert _in_files(tmp_path, record), "this is what is to go"
    await sweep.look()
    await _gone(tmp_path, record)


async def test_what_ended_by_itself_is_gone_within_a_day(store: Store, tmp_path: Path) -> None:
    now = NOW
    sweep = Sweep(store, lambda: now)
    await sweep.look()
    record = await _talk(store)
    await store.redis.pexpire(TALK, 1)
    await asyncio.sleep(0.05)
    now = NOW + timedelta(hours=23)
    await sweep.look()
    await asyncio.sleep(0.5)
    assert _in_files(tmp_path, record), "not at each look: writing anew costs something"
    now = NOW + timedelta(hours=24)
    await sweep.look()
    await _gone(tmp_path, record)


async def test_a_leads_erasure_does_it_at_once(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = await _talk(store)
    assert await erase(store, ADA.contact, await made("tam", "Tam", Role.LEAD, "three random words"), NOW, "asked") == 0
    assert "in a moment nothing of it is in them" in capsys.readouterr().out
    await _gone(tmp_path, record)
