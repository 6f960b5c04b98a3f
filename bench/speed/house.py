"""A whole Lev for a measurement: embedded Valkey, `python -m bot serve`, and Twilio's stand-in, each its own process.

Never uses the data of a real Lev: everything lies in a folder that is gone afterwards.
"""

import os
import shutil
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import redis

from bot.launch.child import Child, Command
from bot.launch.rasa import ROOT, model_path, serving, training
from bot.launch.valkey import EmbeddedValkey

ACCOUNT, TOKEN, SENDER = "AC" + "0" * 32, "f" * 32, "+447700900000"
PUBLIC_URL = "https://lev.example"  # what Twilio signs: never the address we listen on
SEAL_KEY = bytes(32)
_READY_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Running:
    """A Lev that answers. `pids` are its processes by name; `redis_url` is its store's."""

    port: int
    internal_port: int
    redis_url: str
    pids: Mapping[str, int]

    @property
    def url(self) -> str:
        """Its public address, on this machine."""
        return f"http://127.0.0.1:{self.port}"

    def internal(self, path: str) -> httpx.Response:
        """Asks its internal port."""
        return httpx.get(f"http://127.0.0.1:{self.internal_port}{path}", timeout=10)

    def waiting(self) -> int:
        """Texts stored and not yet answered."""
        return int(self.internal("/health").json()["parts"]["waiting"]["inbound"])


@contextmanager
def folder() -> Iterator[Path]:
    """A folder under var/, on the disk that a real Lev writes to."""
    (ROOT / "var").mkdir(exist_ok=True)
    path = Path(tempfile.mkdtemp(prefix="bench-", dir=ROOT / "var"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@contextmanager
def running(path: Path, *, rasa: bool = True) -> Iterator[Running]:
    """A Lev with texts and the web, for as long as it is needed. Without `rasa` none is there, and Lev answers by itself."""
    internal, port, rasa_port, twilio_port = free_port(), free_port(), free_port(), free_port()
    var = path / "var"
    (var / "models").mkdir(parents=True, exist_ok=True)
    for learnt in (ROOT / "var" / "models").glob("topics-*.npz"):
        shutil.copy(learnt, var / "models")  # else each start would learn the topics anew
    children: list[Child] = []
    with EmbeddedValkey(path / "valkey", path / "valkey.log") as valkey:
        with redis.Redis.from_url(valkey.keeper_url) as keeper:
            pids = {"valkey": int(keeper.info("server")["process_id"])}
        try:
            children.append(started(path, "twilio", [sys.executable, "-m", "bench.speed.twilio", str(twilio_port)]))
            if rasa:
                actions, log = f"http://127.0.0.1:{internal}/webhook", path / "rasa.log"
                children.append(Child(serving(trained(log), rasa_port, actions, log)))
                pids["rasa"] = children[-1].pid
            more = _settings(port, internal, var, valkey.url, rasa_port, twilio_port)
            lev = Child(Command("lev", [sys.executable, "-m", "bot", "serve"], ROOT, more, path / "lev.log", ours=True))
            children.append(lev)
            there = Running(port, internal, valkey.url, pids | {"lev": lev.pid})
            until(lambda: answers(f"http://127.0.0.1:{internal}/health"), "Lev", lev)
            if rasa:
                until(lambda: answers(f"http://127.0.0.1:{rasa_port}"), "Rasa")
            yield there
        finally:
            for child in reversed(children):
                child.stop()


def _settings(port: int, internal: int, var: Path, redis_url: str, rasa_port: int, twilio_port: int) -> dict[str, str]:
    return {
        "LEV_PORT": str(port), "LEV_INTERNAL_PORT": str(internal), "LEV_RASA_PORT": str(rasa_port), "LEV_VAR": str(var),
        "REDIS_URL": redis_url, "RASA_URL": f"http://127.0.0.1:{rasa_port}", "PUBLIC_URL": PUBLIC_URL,
        "TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN, "TWILIO_FROM": SENDER,
        "TWILIO_API_BASE": f"http://127.0.0.1:{twilio_port}", "TWILIO_SEGMENTS_PER_SECOND": "0",
        "LEV_SEAL_KEY": "A" * 43 + "=", "LEV_PSEUDONYM_KEY": "B" * 42 + "A=", "LEV_LOG_LEVEL": "WARNING",
        "LEV_ON_CALL": "", "LEV_LEAD": "", "LEV_DUTY_MANAGER": "",
    }  # fmt: skip


def started(path: Path, name: str, words: list[str], more: Mapping[str, str] = {}) -> Child:
    """A process of ours with its log beside it."""
    return Child(Command(name, words, ROOT, dict(more), path / f"{name}.log"))


def trained(log: Path) -> Path:
    """Lev's own model for the present inputs, where the tests keep theirs; trained first if need be."""
    model = model_path(ROOT / "var" / "tests")
    if not model.exists():
        print("training Lev's own Rasa model first: about a minute", file=sys.stderr, flush=True)
        model.parent.mkdir(parents=True, exist_ok=True)
        Child(training(model, log)).wait()
    return model


def until(ready: Callable[[], bool], what: str, child: Child | None = None, seconds: float = _READY_SECONDS) -> None:
    """Waits. Raises `SystemExit` when it does not come, or when the process it hangs on has ended."""
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end or (child and child.code is not None):
            raise SystemExit(f"{what} did not come")
        time.sleep(0.05)


def answers(url: str) -> bool:
    """Whether something good is said there."""
    try:
        return httpx.get(url, timeout=2).status_code == 200
    except httpx.HTTPError:
        return False


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment() -> dict[str, str]:
    """Ours without settings of a Lev."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("LEV_", "TWILIO_", "REDIS_", "RASA_"))}
