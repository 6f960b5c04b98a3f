"""A whole Lev as its own process, with everything around it real. Addresses in, a running Lev to text, chat with and kill."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from tests.metrics_seen import Seen, seen
from tests.taught import teach

ROOT = Path(__file__).parent.parent.parent
PUBLIC_URL = "https://lev.example"  # what Twilio signs: never the address we listen on
ACCOUNT, TOKEN, SENDER = "AC" + "0" * 32, "f" * 32, "+447700900000"


class Lev:
    """`python -m bot serve`. `text` and `chat` go through its public port; `kill` is kill -9."""

    def __init__(self, folder: Path, redis_url: str, rasa_url: str, twilio_url: str, internal_port: int) -> None:
        self.port, self.internal_port = free_port(), internal_port
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "lev.log"
        self._process: subprocess.Popen[bytes] | None = None
        self.settings = {
            "LEV_PORT": str(self.port),
            "LEV_INTERNAL_PORT": str(internal_port),
            "LEV_VAR": str(folder / "var"),
            "REDIS_URL": redis_url,
            "RASA_URL": rasa_url,
            "PUBLIC_URL": PUBLIC_URL,
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "TWILIO_FROM": SENDER,
            "TWILIO_API_BASE": twilio_url,
            "LEV_DRILL_MINUTES": "0",
            "TWILIO_SEGMENTS_PER_SECOND": "0",  # the pace has tests of its own
            "LEV_SEAL_KEY": "A" * 43 + "=",
            "LEV_PSEUDONYM_KEY": "B" * 42 + "A=",
        }

    def start(self) -> "Lev":
        self.launch()
        self.wait_until_healthy()
        return self

    def launch(self) -> None:
        teach(Path(self.settings["LEV_VAR"]) / "models")
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("LEV_", "TWILIO_", "REDIS_"))}
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", "serve"],
                cwd=ROOT,
                env=kept | self.settings,
                stdout=log,
                stderr=log,
            )

    def wait_until_healthy(self, seconds: float = 90) -> None:
        def answers() -> bool:
            if self._process and self._process.poll() is not None:
                raise AssertionError(f"Lev ended at once:\n{self.log.read_text()[-3000:]}")
            try:
                return httpx.get(f"http://127.0.0.1:{self.internal_port}/health", timeout=2).status_code in (200, 503)
            except httpx.HTTPError:
                return False

        until(answers, seconds)

    def wait_for_end(self, seconds: float = 20) -> int:
        assert self._process
        return self._process.wait(seconds)

    def health(self) -> dict[str, object]:
        return httpx.get(f"http://127.0.0.1:{self.internal_port}/health", timeout=5).json()

    def metrics_page(self) -> str:
        return httpx.get(f"http://127.0.0.1:{self.internal_port}/metrics", timeout=5).text

    def metrics(self) -> Seen:
        """The figures by name and label values; a name or a value that is in no table fails."""
        return seen(self.metrics_page())

    def first_link(self) -> str:
        return str(httpx.get(f"http://127.0.0.1:{self.internal_port}/first-link", timeout=5).json()["url"])

    def link(self, role: str) -> str:
        """A one-time link, made by the command a lead would use."""
        made = self.command("worker", "link", "--role", role)
        made.check_returncode()
        return made.stdout.strip()

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """`python -m bot` and `words`, with the settings of this Lev, beside it."""
        called = [sys.executable, "-m", "bot", *words]
        return subprocess.run(called, cwd=ROOT, env=os.environ | self.settings, capture_output=True, text=True, check=False)

    def part(self, name: str) -> int:
        """The process id of its `front` or `work`, once it runs."""
        assert self._process
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")

        def named() -> list[int]:
            pids = [int(pid) for pid in children.read_text().split()]
            return [pid for pid in pids if Path(f"/proc/{pid}/comm").read_text().strip() == f"lev-{name}"]

        until(named)
        return named()[0]

    def kill(self) -> None:
        if self._process:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait(10)
            self._process = None

    def stop(self) -> None:
        if self._process:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()
                raise
            self._process = None


def until(true: Callable[[], object], seconds: float = 15) -> None:
    """Waits for something to become true; fails when it does not."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
