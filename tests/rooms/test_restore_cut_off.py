"""A restore that is killed in its middle: Lev does not start on half a store, no command acts on it, and each says what to do."""

import asyncio
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
import redis

from bench.emptied import emptied
from bot.setting_checks import ROOT
from bot.store.fits import Fits, HalfRestored
from bot.store.keys import FITS, RESTORING
from bot.store.open import Store
from tests.rooms.backed_up import PSEUDONYM, Command, bot, everything, somebody, store, turn

__all__ = ["bot", "store"]


def _begun(*words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "bot", *words]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"RASA_URL": "http://127.0.0.1:1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _cut_off(url: str, file: Path, keys: int) -> None:
    """Restores, and kill -9 as soon as so many keys are there."""
    with redis.Redis.from_url(url) as client:
        restoring = _begun("restore", str(file))
        while client.dbsize() < keys:
            assert restoring.poll() is None, "it ended before it could be killed"
            time.sleep(0.001)
        restoring.kill()
        restoring.communicate()
        assert client.dbsize() >= keys


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0], ids=["as it begins", "half way", "all written, but not yet marked as tried"])
async def test_no_command_acts_on_it_and_the_next_restore_says_so(
    store: Store, valkey_url: str, bot: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str], share: float
) -> None:
    for number in range(60):  # with a text each that waits to be sent: a restore marks those as tried, after it has written all
        await store.commit.commit(turn(somebody(number), number, says=True))
    fits = Fits(store.redis, store.codec, PSEUDONYM)
    await fits.look()
    whole, file = await everything(store), tmp_path / "one"
    assert await asyncio.to_thread(bot, "backup", file) == 0
    await emptied(store.redis)
    await asyncio.to_thread(_cut_off, valkey_url, file, max(1, int(len(whole) * share)))
    half = await everything(store)
    assert RESTORING.encode() in half

    for words in (("restore", file), ("backup", tmp_path / "two"), ("audit", "verify"), ("audit", "export")):
        capsys.readouterr()
        assert await asyncio.to_thread(bot, *words) == 1
        assert "was cut off" in capsys.readouterr().err
    assert not (tmp_path / "two").exists()
    with pytest.raises(HalfRestored, match="empty the store"):
        await fits.look()
    assert await everything(store) == half, "nothing was touched"

    await emptied(store.redis)
    assert await asyncio.to_thread(bot, "restore", file) == 0
    assert set(await everything(store)) >= set(whole)
    await fits.look()
    assert fits.known.is_set()


async def test_lev_does_not_start_on_it(store: Store, bot: Command) -> None:
    await store.redis.set(RESTORING, "1")
    serving = _begun("serve")
    _, said = await asyncio.to_thread(serving.communicate)
    assert serving.returncode == 2, "and `make run` does not try again"
    assert "was cut off" in said
    assert list(await everything(store)) == [RESTORING.encode()]


async def test_a_lev_that_starts_while_a_restore_begins_leaves_it_the_store(store: Store) -> None:
    """It has seen an empty store, and the restore takes it before this Lev has marked it."""
    fits = Fits(store.redis, store.codec, PSEUDONYM)

    async def a_restore_begins() -> None:
        await store.redis.set(RESTORING, "1")

    fits._try_some = a_restore_begins  # type: ignore[method-assign]  # the moment between its two steps
    with pytest.raises(HalfRestored):
        await fits.look()
    assert not fits.known.is_set()
    assert await store.redis.get(FITS) is None
