"""Rasa or its actions fail for real: quick, honest, and back by itself."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.dialogue.ask import Answer, Dialogue, Unavailable
from bot.dialogue.breaker import FAILURES, REST_SECONDS
from tests.rasa_server import RasaServer
from tests.walks.running import free_port

CANARY = "zorgelvink"


@pytest.fixture(scope="module")
def lame(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RasaServer]:
    """A Rasa whose actions are on a port where nobody listens."""
    log = tmp_path_factory.mktemp("lame") / "rasa.log"
    server = RasaServer(f"http://127.0.0.1:{free_port()}/webhook", log).start()
    yield server
    server.kill()


async def test_an_action_that_fails_is_unavailable_and_words_go_on(lame: RasaServer) -> None:
    dialogue = Dialogue(lame.url)
    for _ in range(FAILURES + 1):
        assert await dialogue.ask("lame", "can i talk to a person") == Unavailable("empty")
    assert await dialogue.ask("lame", "what is consent") == Answer(say=("consent_what",)), "the door did not close on a live Rasa"
    await dialogue.close()


async def test_rasa_writes_no_text_down(lame: RasaServer) -> None:
    """Stock Rasa logs the whole text when an action fails, unless it is told not to."""
    dialogue = Dialogue(lame.url)
    assert await dialogue.ask("lame.2", f"can i talk to a person {CANARY}") == Unavailable("empty")
    await dialogue.close()
    assert lame.log.exists()
    assert CANARY not in lame.log.read_text()


async def test_killed_and_back(lame: RasaServer) -> None:
    now = [0.0]
    dialogue = Dialogue(lame.url, clock=lambda: now[0])
    assert await dialogue.ask("back", "what is consent") == Answer(say=("consent_what",))
    lame.kill()
    begun = time.monotonic()
    said = [await dialogue.ask("back", "what is consent") for _ in range(FAILURES + 1)]
    assert said == [Unavailable("no_answer")] * FAILURES + [Unavailable("resting")]
    assert time.monotonic() - begun < 1
    lame.start()
    assert await dialogue.ask("back", "what is consent") == Unavailable("resting")
    now[0] += REST_SECONDS
    assert await dialogue.ask("back", "what is consent") == Answer(say=("consent_what",))
    await dialogue.close()


def test_the_log_has_a_folder_of_its_own(lame: RasaServer) -> None:
    assert {path.name for path in Path(lame.log).parent.iterdir()} == {"rasa.log", "endpoints.yml"}
