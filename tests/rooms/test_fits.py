"""Keys that do not fit the store: nothing starts, nothing is written, and a sentence says what to do."""

import asyncio
import base64
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.launch.valkey import EmbeddedValkey
from bot.model.changes import Changes
from bot.model.worker import Role, Worker
from bot.privacy.pseudonym import people_mark
from bot.privacy.seal import WrongKeys
from bot.settings import BadSetting, load
from bot.store.accounts import Accounts
from bot.store.fits import Fits
from bot.store.keys import FITS
from bot.store.open import Store, open_store
from bot.store.rekey import Rekey
from tests.rooms.backed_up import PSEUDONYM, SEAL, commands, everything, somebody, text

OTHER = os.urandom(32)


@pytest.fixture
async def store(valkey_url: str) -> AsyncIterator[Store]:
    opened = open_store(valkey_url, SEAL)
    yield opened
    await opened.close()


@pytest.fixture
async def strange(valkey_url: str) -> AsyncIterator[Store]:
    """The same store, opened with a key that was made afresh."""
    opened = open_store(valkey_url, OTHER)
    yield opened
    await opened.close()


def _fits(store: Store, people: bytes = PSEUDONYM) -> Fits:
    return Fits(store.redis, store.codec, people)


async def _a_text(store: Store) -> None:
    await store.lanes.take_in(somebody(1).contact, text(somebody(1), 1))


async def _a_talk(store: Store) -> None:
    await store.commit.commit(Changes(somebody(1)))


async def _an_account(store: Store) -> None:
    await Accounts(store.redis, store.codec).add(Worker("w1", "tam", "Tam", Role.LEAD, "hash"))


async def test_a_new_store_is_marked_and_the_mark_tells_nothing(store: Store) -> None:
    fits = _fits(store)
    await fits.look()
    assert fits.known.is_set()
    assert await _fits(store).marked()
    body = await store.redis.get(FITS)
    assert people_mark(PSEUDONYM).encode() not in body, "it is sealed like all else"


@pytest.mark.parametrize("there", [_a_text, _a_talk, _an_account])
async def test_what_is_there_from_before_the_mark_must_open(store: Store, strange: Store, there: object) -> None:
    await there(store)  # type: ignore[operator]
    was = await everything(store)
    fits = _fits(strange)
    with pytest.raises(WrongKeys, match="another key than LEV_SEAL_KEY"):
        await fits.look()
    assert not fits.known.is_set()
    assert await everything(store) == was
    await _fits(store).look()
    with pytest.raises(WrongKeys, match="LEV_SEAL_KEY"):
        await _fits(strange).look()


async def test_another_pseudonym_key_is_found_with_the_mark_and_without(store: Store) -> None:
    await _a_talk(store)
    for _ in range(2):
        with pytest.raises(WrongKeys, match="come back as a stranger"):
            await _fits(store, OTHER).look()
        await _fits(store).look()


async def test_an_older_key_beside_the_new_one_fits_and_after_rekey_the_new_one_alone(store: Store, valkey_url: str) -> None:
    await _fits(store).look()
    both, alone = open_store(valkey_url, OTHER, also=(SEAL,)), open_store(valkey_url, OTHER)
    await _fits(both).look()
    with pytest.raises(WrongKeys):
        await _fits(alone).look()
    await Rekey(both.redis, both.codec).renew()
    await _fits(alone).look()
    with pytest.raises(WrongKeys):
        await _fits(store).look()
    await both.close()
    await alone.close()


async def test_no_command_writes_into_a_store_that_was_filled_with_other_keys(
    store: Store, valkey_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    await _fits(store).look()
    was = await everything(store)
    bot = commands(valkey_url, tmp_path, monkeypatch, seal=OTHER)
    for words in (("worker", "link", "--role", "lead"), ("rekey",), ("simulate-year",)):
        assert await asyncio.to_thread(bot, *words) == 1
        assert "was sealed with another key than LEV_SEAL_KEY" in capsys.readouterr().err
    assert await everything(store) == was


async def test_a_store_that_is_away_at_first_is_looked_at_when_it_is_back(tmp_path: Path) -> None:
    with EmbeddedValkey(tmp_path / "valkey", tmp_path / "log") as valkey:
        store, strange = open_store(valkey.url, SEAL), open_store(valkey.url, OTHER)
        await _fits(store).look()
        valkey.stop()
        fits, wrong = _fits(store), _fits(strange)
        await fits.at_start()
        await wrong.at_start()
        assert not fits.known.is_set()
        runs, wrongs = asyncio.create_task(fits.run()), asyncio.create_task(wrong.run())
        valkey.start()
        async with asyncio.timeout(20):
            await fits.known.wait()
            with pytest.raises(WrongKeys):
                await wrongs
        runs.cancel()
        await store.close()
        await strange.close()


def test_the_embedded_store_without_its_keys_is_never_given_new_ones(tmp_path: Path) -> None:
    (files := tmp_path / "var" / "valkey" / "appendonlydir").mkdir(parents=True)
    (files / "appendonly.aof.1.base.rdb").write_bytes(b"sealed")
    given = {"LEV_VAR": str(tmp_path / "var"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    with pytest.raises(BadSetting, match="Put back a copy; new keys would lose all words"):
        load(given, tmp_path / ".env")
    assert not [path for path in (tmp_path / "config").rglob("*") if path.is_file()]
    keys = {"LEV_SEAL_KEY": base64.b64encode(SEAL).decode(), "LEV_PSEUDONYM_KEY": base64.b64encode(PSEUDONYM).decode()}
    assert load(given | keys, tmp_path / ".env").seal_key == SEAL, "keys that are given are tried"
