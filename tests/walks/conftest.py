"""The whole house for walks: real Valkey, real Rasa, a stand-in for Twilio, and Lev as its own process."""

import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.launch.child import Child
from bot.launch.rasa import model_path, serving, training
from bot.launch.valkey import EmbeddedValkey
from tests.standins.twilio import TwilioStandIn
from tests.walks.running import ACCOUNT, ROOT, TOKEN, Lev, free_port

TRAINED = ROOT / "var" / "tests"  # kept between runs: the same inputs are trained once


class Rasa:
    """Stock Rasa, which can be killed and started again on the same port."""

    def __init__(self, internal_port: int, log: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.model = model_path(TRAINED)
        self._actions = f"http://127.0.0.1:{internal_port}/webhook"
        self._log = log
        self._child: Child | None = None

    def train(self) -> None:
        if not self.model.exists():
            Child(training(self.model, self._log)).wait()
        assert self.model.exists(), self._log.read_text()[-3000:]

    def start(self) -> None:
        self._child = Child(serving(self.model, self.port, self._actions, self._log))
        end = time.monotonic() + 90
        while time.monotonic() < end:
            try:
                if httpx.get(self.url, timeout=2).status_code == 200:
                    return
            except httpx.HTTPError:
                time.sleep(0.2)
        raise AssertionError(f"Rasa did not start:\n{self._log.read_text()[-3000:]}")

    def kill(self) -> None:
        if self._child:
            self._child.kill()
            self._child = None


@pytest.fixture(scope="session")
def internal_port() -> int:
    return free_port()  # Rasa is told once where the actions are, so every Lev of the session listens there


@pytest.fixture(scope="session")
def rasa(internal_port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rasa]:
    server = Rasa(internal_port, tmp_path_factory.mktemp("rasa") / "rasa.log")
    server.train()
    server.start()
    yield server
    server.kill()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("house")


@pytest.fixture(scope="module")
def valkey(folder: Path) -> Iterator[EmbeddedValkey]:
    with EmbeddedValkey(folder / "valkey", folder / "valkey.log") as server:
        yield server


@pytest.fixture(scope="module")
def twilio() -> Iterator[TwilioStandIn]:
    with TwilioStandIn(ACCOUNT, TOKEN) as standin:
        yield standin


@pytest.fixture(scope="module")
def lev(folder: Path, valkey: EmbeddedValkey, rasa: Rasa, twilio: TwilioStandIn, internal_port: int) -> Iterator[Lev]:
    house = Lev(folder, valkey.url, rasa.url, twilio.url, internal_port).start()
    yield house
    house.stop()


@pytest.fixture(scope="module")
def calm_lev(folder: Path, valkey: EmbeddedValkey, twilio: TwilioStandIn, internal_port: int) -> Iterator[Lev]:
    """A Lev whose Rasa is not there: for walks that need none."""
    house = Lev(folder, valkey.url, f"http://127.0.0.1:{free_port()}", twilio.url, internal_port).start()
    yield house
    house.stop()
