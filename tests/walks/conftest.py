"""The whole house for walks: real Valkey, real Rasa, a stand-in for Twilio, and Lev as its own process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.launch.valkey import EmbeddedValkey
from tests.rasa_server import RasaServer
from tests.standins.twilio import TwilioStandIn
from tests.walks.running import ACCOUNT, TOKEN, Lev, free_port


@pytest.fixture(scope="session")
def internal_port() -> int:
    return free_port()  # Rasa is told once where the actions are, so every Lev of the session listens there


@pytest.fixture(scope="session")
def rasa(internal_port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RasaServer]:
    actions = f"http://127.0.0.1:{internal_port}/webhook"
    server = RasaServer(actions, tmp_path_factory.mktemp("rasa") / "rasa.log").start()
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
def lev(folder: Path, valkey: EmbeddedValkey, rasa: RasaServer, twilio: TwilioStandIn, internal_port: int) -> Iterator[Lev]:
    house = Lev(folder, valkey.url, rasa.url, twilio.url, internal_port).start()
    yield house
    house.stop()


@pytest.fixture(scope="module")
def calm_lev(folder: Path, valkey: EmbeddedValkey, twilio: TwilioStandIn, internal_port: int) -> Iterator[Lev]:
    """A Lev whose Rasa is not there: for walks that need none."""
    house = Lev(folder, valkey.url, f"http://127.0.0.1:{free_port()}", twilio.url, internal_port).start()
    yield house
    house.stop()
