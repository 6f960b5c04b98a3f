"""One stock Rasa with its real actions for all tests of this folder."""

import threading
from collections.abc import Iterator

import pytest

from tests.rasa_server import RasaServer, actions_server
from tests.walks.running import free_port


@pytest.fixture(scope="session")
def actions_url() -> Iterator[str]:
    port = free_port()
    server = actions_server(port)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{port}/webhook"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def rasa(actions_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RasaServer]:
    server = RasaServer(actions_url, tmp_path_factory.mktemp("rasa") / "rasa.log").start()
    yield server
    server.kill()
