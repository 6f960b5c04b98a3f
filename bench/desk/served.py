"""A running Lev with an empty store, for browsers at its desk. Nothing in; its address and its store out.

Never a Lev of its own making: it is `python -m bot serve`, on loopback, with an embedded store and no Rasa.
"""

import base64
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.growth.pages import _wait
from bench.growth.rasas import _free_port
from bot.launch.rasa import ROOT
from bot.launch.valkey import EmbeddedValkey

KEY = bytes(range(32))


@dataclass(frozen=True)
class Served:
    """Where it listens, and where its store is."""

    url: str
    store: str


@contextmanager
def served() -> Iterator[Served]:
    """Starts it, and stops it at the end."""
    port, internal = _free_port(), _free_port()
    with tempfile.TemporaryDirectory() as folder, EmbeddedValkey(Path(folder) / "valkey") as valkey:
        given = {
            "LEV_PORT": str(port),
            "LEV_INTERNAL_PORT": str(internal),
            "LEV_VAR": str(Path(folder) / "var"),
            "LEV_SEAL_KEY": base64.b64encode(KEY).decode(),
            "LEV_PSEUDONYM_KEY": base64.b64encode(bytes(32)).decode(),
            "LEV_DRILL_MINUTES": "0",
            "REDIS_URL": valkey.url,
            "RASA_URL": "http://127.0.0.1:9",
        }
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("LEV_", "TWILIO_", "REDIS_"))}
        lev = subprocess.Popen([sys.executable, "-m", "bot", "serve"], cwd=ROOT, env=kept | given)
        try:
            _wait(internal)
            yield Served(f"http://localhost:{port}", valkey.url)
        finally:
            lev.terminate()
            lev.wait(20)
