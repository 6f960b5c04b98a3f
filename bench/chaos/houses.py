"""Lev and Rasa as processes that can be killed and come back. Settings in, addresses out.

Never starts one twice, and never leaves one behind: each dies with this program.
"""

import asyncio
import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

from bench.chaos.known import ACCOUNT, PSEUDONYM_KEY, PUBLIC_URL, SEAL_KEY, SENDER, TOKEN, free_port, teach, trained_rasa
from bot.launch.child import Child, Command
from bot.launch.rasa import ROOT, serving

_UP_SECONDS = 120.0


class Part:
    """One process. `kill` is kill -9; `up` starts it again and waits until it answers at `look`."""

    def __init__(self, command: Command, look: str) -> None:
        self.command, self._look = command, look
        self._child: Child | None = None

    def launch(self) -> None:
        """Starts it, if it does not run."""
        if self._child is None or self._child.code is not None:
            self._child = Child(self.command)

    def below(self) -> dict[str, int]:
        """The processes it started, and those that they started, by the names they gave themselves."""
        return dict(_below(self._child.pid)) if self._child else {}

    async def up(self) -> None:
        """Starts it if need be and waits until it answers. Raises `TimeoutError`."""
        self.launch()
        end = time.monotonic() + _UP_SECONDS
        async with httpx.AsyncClient(timeout=5) as web:
            while time.monotonic() < end:
                try:
                    await web.get(self._look)
                except httpx.HTTPError:
                    self.launch()  # it may have ended by itself: then the supervisor would start it
                    await asyncio.sleep(0.2)
                else:
                    return
        raise TimeoutError(f"{self.command.name} did not come up: {self.command.log}")

    def kill(self) -> None:
        """As a power cut would."""
        if self._child:
            self._child.kill()
            self._child = None


def _below(pid: int) -> Iterator[tuple[str, int]]:
    with contextlib.suppress(OSError):  # it ended while we looked
        for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            yield Path(f"/proc/{word}/comm").read_text().strip(), int(word)
            yield from _below(int(word))


class House(Part):
    """One `python -m bot serve`."""

    def __init__(self, folder: Path, redis_url: str, rasa_url: str, twilio_url: str, internal_port: int) -> None:
        self.port, self.internal_port = free_port(), internal_port
        self.url, self.var = f"http://127.0.0.1:{self.port}", folder / "var"
        self.settings = {
            "LEV_PORT": str(self.port),
            "LEV_INTERNAL_PORT": str(internal_port),
            "LEV_VAR": str(self.var),
            "LEV_SEAL_KEY": SEAL_KEY,
            "LEV_PSEUDONYM_KEY": PSEUDONYM_KEY,
            "REDIS_URL": redis_url,
            "RASA_URL": rasa_url,
            "PUBLIC_URL": PUBLIC_URL,
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "TWILIO_FROM": SENDER,
            "TWILIO_API_BASE": twilio_url,
            "TWILIO_SEGMENTS_PER_SECOND": "0",  # the pace has tests of its own; here it would only slow things down
        }
        teach(self.var / "models")
        command = Command("lev", [sys.executable, "-m", "bot", "serve"], ROOT, self.settings, folder / "lev.log")
        super().__init__(command, f"http://127.0.0.1:{internal_port}/health")

    async def spool_empty(self) -> bool:
        """Whether nothing waits on its disk."""
        async with httpx.AsyncClient(timeout=5) as web:
            found = (await web.get(f"http://127.0.0.1:{self.internal_port}/health")).json()
        return bool(found["parts"]["spool"] == "empty")

    async def link(self, role: str) -> str:
        """A one-time link, made by the command a lead would use."""
        words, env = ("-m", "bot", "worker", "link", "--role", role), os.environ | self.settings
        process = await asyncio.create_subprocess_exec(sys.executable, *words, cwd=ROOT, env=env, stdout=asyncio.subprocess.PIPE)
        told, _ = await process.communicate()
        return told.decode().strip()


def rasa_part(folder: Path, port: int, internal_port: int) -> Part:
    """Stock Rasa, trained if need be; its actions are the first Lev's."""
    (folder / "rasa").mkdir(parents=True, exist_ok=True)
    log = folder / "rasa" / "rasa.log"
    command = serving(trained_rasa(log), port, f"http://127.0.0.1:{internal_port}/webhook", log)
    return Part(command, f"http://127.0.0.1:{port}/")
