"""What the walk of backup and restore needs: people who keep texting, a lane that nobody works, commands beside Lev."""

import base64
import os
import secrets
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import redis

from bot.launch.valkey import EmbeddedValkey
from bot.model.message import Channel, ContactId
from bot.privacy.pseudonym import Pseudonyms
from bot.store.keys import lane_for
from bot.store.lanes import LEASE_SECONDS
from tests.walks.people import Texter
from tests.walks.running import ROOT, Lev


def bot(lev: Lev, *words: str) -> subprocess.CompletedProcess[str]:
    """A command beside Lev, with Lev's settings."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("LEV_", "TWILIO_", "REDIS_"))}
    return subprocess.run([sys.executable, "-m", "bot", *words], cwd=ROOT, env=kept | lev.settings, capture_output=True, text=True)


def contact(lev: Lev, young: Texter) -> ContactId:
    return Pseudonyms(base64.b64decode(lev.settings["LEV_PSEUDONYM_KEY"])).contact(Channel.SMS, young.number)


def hang(lev: Lev, valkey: EmbeddedValkey, young: Texter) -> None:
    """From now on nobody works this person's lane, as if a process that had it hung: texts are taken in and wait."""
    with redis.Redis.from_url(valkey.url) as client:
        client.set(lane_for(contact(lev, young)).of("lease", "turns"), "hung", px=60_000)
    time.sleep(LEASE_SECONDS / 2)  # Lev renews every third of it, and sees then that it has lost the lane


def burn_down(lev: Lev, valkey: EmbeddedValkey, folder: Path) -> None:
    """Everything dies at once and the data is gone; a new, empty store is there instead."""
    lev.kill()
    valkey.kill()
    shutil.rmtree(folder / "valkey")
    shutil.rmtree(folder / "var")
    valkey.start()
    with redis.Redis.from_url(valkey.url) as client:
        assert client.dbsize() == 0


class Busy:
    """Young people who keep texting. `acknowledged` are the message ids Lev said 200 to, by number, in order."""

    def __init__(self, lev: Lev, body: str) -> None:
        self.people = [Texter(lev) for _ in range(6)]
        self.acknowledged: dict[str, list[str]] = {young.number: [] for young in self.people}
        self._body = body
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> "Busy":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.is_set():
            for young in self.people:
                sid = "SM" + secrets.token_hex(16)
                if young.text(self._body, sid=sid).status_code == 200:
                    self.acknowledged[young.number].append(sid)
                time.sleep(0.02)
