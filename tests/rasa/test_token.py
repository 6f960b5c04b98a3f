"""Rasa behind its door, for real: whoever does not know the token is told nothing, and Lev, who does, is answered."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.dialogue.ask import Answer, Dialogue, Unavailable
from tests.rasa_server import RasaServer
from tests.walks.running import free_port

TOKEN = "the-token_of-these-tests"
SAID = {"sender": "door", "message": "what is consent"}


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RasaServer]:
    log = tmp_path_factory.mktemp("locked") / "rasa.log"
    server = RasaServer(f"http://127.0.0.1:{free_port()}/webhook", log, TOKEN).start()
    yield server
    server.kill()


@pytest.mark.parametrize(
    "given", [None, "", TOKEN, f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", "Bearer", f"bearer {TOKEN}", "Bearer é"]
)
@pytest.mark.parametrize("way", ["webhook", "webhook?stream=true", f"webhook?token={TOKEN}", ""])
def test_nobody_is_heard_without_the_token(locked: RasaServer, given: str | None, way: str) -> None:
    headers = {} if given is None else {"Authorization": given.encode()}
    address = f"{locked.url}/webhooks/rest/{way}"
    answer = httpx.post(address, json=SAID, headers=headers) if way else httpx.get(address, headers=headers)
    assert (answer.status_code, answer.content) == (401, b"")


def test_there_is_no_other_way_to_its_words(locked: RasaServer) -> None:
    asked = [
        ("POST", "/model/parse"), ("GET", "/conversations/door/tracker"), ("POST", "/conversations/door/messages"), ("GET", "/domain"),
        ("PUT", "/model"), ("POST", "/webhooks/callback/webhook"), ("GET", "/webhooks/socketio/"), ("POST", "/webhooks/cmdline/webhook"),
    ]  # fmt: skip
    for method, path in asked:
        assert httpx.request(method, locked.url + path, headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 404, path


async def test_lev_is_answered_and_only_with_the_right_token(locked: RasaServer) -> None:
    for token, said in (
        (TOKEN, Answer(say=("consent_what",))),
        ("", Unavailable("status_401")),
        ("x" * 24, Unavailable("status_401")),
    ):
        dialogue = Dialogue(locked.url, token=token)
        assert await dialogue.ask("door.2", SAID["message"]) == said
        await dialogue.close()
    assert TOKEN not in locked.log.read_text()


def test_the_token_lies_in_no_file_and_no_list_of_processes(locked: RasaServer) -> None:
    for path in Path(locked.log).parent.iterdir():
        assert TOKEN.encode() not in path.read_bytes(), path
    lines = [path for path in Path("/proc").glob("[0-9]*/cmdline") if path.parent.exists()]
    found = [line for line in map(_read, lines) if b"rasa_door/credentials.yml" in line]
    assert found
    assert not [line for line in found if TOKEN.encode() in line]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # it ended
        return b""


def test_without_a_token_it_does_not_start(tmp_path: Path) -> None:
    server = RasaServer("http://127.0.0.1:9/webhook", tmp_path / "rasa.log", "short").start_only()
    assert server.wait() != 0
