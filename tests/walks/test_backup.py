"""The machine burns down: a backup from a busy Lev, a new empty store, and everybody is still there."""

import os
import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

from bot.launch.valkey import EmbeddedValkey
from tests.standins.twilio import TwilioStandIn
from tests.walks.people import Chatter, DeskHand, Texter
from tests.walks.running import ROOT, Lev, until

NAME, SENTENCE, WORKER = "Kerensaquill", "the teapot canary sings at dawn", "Zebedeecanary"


def _bot(lev: Lev, *words: str) -> subprocess.CompletedProcess[str]:
    """A command beside Lev, with Lev's settings."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("LEV_", "TWILIO_", "REDIS_"))}
    return subprocess.run([sys.executable, "-m", "bot", *words], cwd=ROOT, env=kept | lev.settings, capture_output=True, text=True)


class _Busy:
    """Young people who keep texting while the backup is made."""

    def __init__(self, lev: Lev) -> None:
        self.people = [Texter(lev) for _ in range(6)]
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> "_Busy":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        number = 0
        while not self._over.is_set():
            for young in self.people:
                young.text(f"what is consent {number} {SENTENCE}")
                time.sleep(0.02)
            number += 1


def _escalated(lev: Lev, twilio: TwilioStandIn, tam: DeskHand) -> tuple[Texter, str]:
    """Somebody whose case a worker has taken."""
    young = Texter(lev)
    young.text(f"im {NAME} and my dad hits me, {SENTENCE}")
    twilio.wait_for(young.number, "I've passed this")
    place = tam.first_case()
    tam.get(place)
    tam.post(f"{place}/claim")
    tam.post(f"{place}/say", text=f"Hello {NAME}, are you safe?", nonce="1" * 12)
    twilio.wait_for(young.number, f"Hello {NAME}")
    return young, place


def _unanswered(lev: Lev, file: Path, valkey: EmbeddedValkey) -> Texter:
    """Somebody whose text is stored and not answered: Lev dies before it can, and the backup is made then."""
    young = Texter(lev)
    lev.stop()
    lev.launch()
    lev.wait_until_healthy()
    young.text("he said he will post my pics")
    lev.kill()
    assert _bot(lev, "backup", str(file)).returncode == 0
    return young


def test_everybody_is_still_there(calm_lev: Lev, valkey: EmbeddedValkey, twilio: TwilioStandIn, folder: Path) -> None:
    lev, tam, chatter = calm_lev, DeskHand(calm_lev), Chatter(calm_lev)
    tam.join(lev.first_link(), WORKER, "zebedee.login")
    chatter.say(f"my mum hits me {SENTENCE}")
    chatter.hears("I've passed this")
    young, place = _escalated(lev, twilio, tam)
