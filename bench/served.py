"""A running Lev with an empty store, for measurements at its desk. Nothing in; its address and its store out.

Never a Lev of its own making: it is `python -m bot serve`, on loopback, with an embedded store and no Rasa.
"""

import base64
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from bench.growth.rasas import _free_port
from bot.launch.rasa import ROOT
from bot.launch.valkey import EmbeddedValkey

KEY = bytes(range(32))
_START_SECONDS = 120.0


@dataclass(frozen=True)
class Served:
    """Where it listens, where its store is, and its process."""

    port: int
    store: str
    pid: int

    @property
    def url(self) -> str:
        """Its address for a browser."""
        return f"http://localhost:{self.port}"


@contextmanager
def served(**more: str) -> Iterator[Served]:
    """Starts it with `more` settings, and stops it at the end."""
    port, internal = _free_port(), _free_port()
    with tempfile.TemporaryDirectory() as folder, EmbeddedValkey(Path(folder) / "valkey") as valkey:
        given = {
            "LEV_PORT": str(port),
            "LEV_INTERNAL_PORT": str(internal),
            "LEV_VAR": str(Path(folder) / "var"),
            "LEV_SEAL_KEY": base64.b64encode(KEY).decode(),
            "LEV_PSEUDONYM_KEY": base64.b64encode(bytes(32)).decode(),
            "REDIS_URL": valkey.url,
            "RASA_URL": "http://127.0.0.1:9",
        }
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("LEV_", "TWILIO_", "REDIS_"))}
        lev = subprocess.Popen([sys.executable, "-m", "bot", "serve"], cwd=ROOT, env=kept | given | more)
        try:
            _wait(internal)
            yield Served(port, valkey.url, lev.pid)
        finally:
            lev.terminate()
            lev.wait(20)


def _wait(port: int) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/health", timeout=2, trust_env=False).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise SystemExit("Lev did not start")
