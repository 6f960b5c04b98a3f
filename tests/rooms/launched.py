"""`python -m bot run` as its own process, with its children to be looked at."""

import os
import subprocess
import sys
from pathlib import Path

import httpx

from bot.setting_checks import ROOT
from tests.walks.running import free_port


class Run:
    """`python -m bot run` with a Rasa elsewhere, so that it starts in seconds."""

    def __init__(self, folder: Path, **more: str) -> None:
        self.port, self.internal = free_port(), free_port()
        self.log = folder / "run.log"
        self.settings = {
            "LEV_VAR": str(folder / "var"),
            "LEV_KEYS": str(folder / "keys" / "lev.json"),  # never in the home of whoever runs the tests
            "LEV_PORT": str(self.port),
            "LEV_INTERNAL_PORT": str(self.internal),
            "LEV_RASA_PORT": str(free_port()),
            "RASA_URL": f"http://127.0.0.1:{free_port()}",
        } | more
        with self.log.open("ab") as log:
            words = [sys.executable, "-m", "bot", "run"]
            self.process = subprocess.Popen(words, cwd=ROOT, env=os.environ | self.settings, stdout=log, stderr=log)

    def said(self) -> str:
        return self.log.read_text()

    def children(self) -> dict[str, int]:
        """Names and process ids of what it started."""
        found = {}
        for path in Path("/proc").glob("[0-9]*"):
            try:
                status, line = (path / "status").read_text(), (path / "cmdline").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if f"PPid:\t{self.process.pid}\n" in status:
                found["valkey" if "valkey-server" in line else "Lev"] = int(path.name)
        return found

    def healthy(self) -> bool:
        try:
            return bool(httpx.get(f"http://127.0.0.1:{self.internal}/health", timeout=2).json()["ok"])
        except (httpx.HTTPError, ValueError):
            return False
