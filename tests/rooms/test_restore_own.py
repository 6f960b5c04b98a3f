"""Restoring into Lev's own store, which runs only while Lev does: into a new data folder, whole or not at all."""

import asyncio
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from bot.launch.checks import lock
from bot.launch.valkey import EmbeddedValkey
from bot.setting_checks import ROOT
from bot.store.open import open_store
from tests.rooms.backed_up import SEAL, commands, somebody, talks


async def _backed_up(url: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    store = open_store(url, SEAL)
    await talks(store, range(300))
    await store.close()
    assert await asyncio.to_thread(commands(url, folder, monkeypatch), "backup", folder / "one") == 0
    return folder / "one"


async def test_it_becomes_the_store_of_the_next_run(
    valkey_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file, var = await _backed_up(valkey_url, tmp_path, monkeypatch), tmp_path / "var"
    bot = commands("", tmp_path, monkeypatch)
    with lock(var):
        assert await asyncio.to_thread(bot, "restore", file) == 1
        assert "already running" in capsys.readouterr().err
    (var / "valkey.restoring").mkdir()
    (var / "valkey.restoring" / "rubbish").write_text("of a restore that was cut off")
    assert await asyncio.to_thread(bot, "restore", file) == 0
    assert "300 conversations" in capsys.readouterr().out
    assert not (var / "valkey.restoring").exists()
    assert await asyncio.to_thread(bot, "restore", file) == 1
    assert "Move that folder away first" in capsys.readouterr().err
    with EmbeddedValkey(var / "valkey") as valkey:
        store = open_store(valkey.url, SEAL)
        found = await store.reads.conversation(somebody(7).contact)
        await store.close()
    assert found
    assert found.address == somebody(7).address


async def test_a_bad_file_leaves_no_store_behind(valkey_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, var = await _backed_up(valkey_url, tmp_path, monkeypatch), tmp_path / "var"
    file.write_bytes(file.read_bytes()[:-1])
    assert await asyncio.to_thread(commands("", tmp_path, monkeypatch), "restore", file) == 1
    assert not list(var.glob("valkey*"))


async def test_a_full_disk_leaves_no_file_behind(valkey_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = await _backed_up(valkey_url, tmp_path, monkeypatch)
    file.unlink()
    full = subprocess.run(
        [sys.executable, "-m", "bot", "backup", str(file)],
        cwd=ROOT,
        env=os.environ,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
    )
    assert full.returncode == 1
    assert full.stderr == "The backup could not be written: File too large.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["var"]


def test_a_store_that_is_away_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    bot = commands(f"unix://{tmp_path}/nobody.sock", tmp_path, monkeypatch)
    assert bot("backup", tmp_path / "one") == 1
    assert "The store does not answer." in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["var"]
