"""What a restore refuses: a store that holds anything, and a file that does not fit. Nothing is written then."""

import asyncio
from pathlib import Path

import pytest

from bench.emptied import emptied
from bot.store.open import Store
from tests.rooms.backed_up import PSEUDONYM, SEAL, Command, bot, commands, everything, store, talks

__all__ = ["bot", "store"]


async def test_only_into_an_empty_store(store: Store, bot: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    await talks(store, range(3))
    await asyncio.to_thread(bot, "backup", tmp_path / "one")
    before = await everything(store)
    assert await asyncio.to_thread(bot, "restore", tmp_path / "one") == 1
    assert "not empty" in capsys.readouterr().err
    assert await everything(store) == before
    await emptied(store.redis)
    await store.redis.set("{desk}:restoring", "1")
    assert await asyncio.to_thread(bot, "restore", tmp_path / "one") == 1
    assert "cut off" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("spoil", "keys", "says"),
    [
        (lambda plain: plain, {"seal": bytes(32)}, "another LEV_SEAL_KEY"),
        (lambda plain: plain, {"pseudonym": bytes(32)}, "another LEV_PSEUDONYM_KEY"),
        (lambda plain: plain[:-1], {}, "damaged or cut short"),
        (lambda plain: plain[: len(plain) // 2], {}, "damaged or cut short"),
        (lambda plain: plain[:-9] + bytes([plain[-9] ^ 1]) + plain[-8:], {}, "damaged or cut short"),
        (lambda plain: b"", {}, "not a backup"),
    ],
    ids=["wrong key", "wrong pseudonym key", "a byte short", "half", "a bit flipped", "empty"],
)
async def test_nothing_is_written_from_a_file_that_does_not_fit(
    store: Store,
    valkey_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    spoil: object,
    keys: dict[str, bytes],
    says: str,
) -> None:
    people = await talks(store, range(200))
    file = tmp_path / "one"
    assert people
    assert await asyncio.to_thread(commands(valkey_url, tmp_path, monkeypatch), "backup", file) == 0
    file.write_bytes(spoil(file.read_bytes()))  # type: ignore[operator]
    await emptied(store.redis)
    bot = commands(valkey_url, tmp_path, monkeypatch, **({"seal": SEAL, "pseudonym": PSEUDONYM} | keys))
    capsys.readouterr()
    assert await asyncio.to_thread(bot, "restore", file) == 1
    said = capsys.readouterr()
    assert says in said.err
    assert (said.err.count("\n"), said.out) == (1, ""), "one clear sentence"
    assert await store.redis.dbsize() == 0
