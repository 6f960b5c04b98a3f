"""The door to Rasa against a server that answers badly in every way one can: always a value, soon, and never a raise."""

import asyncio
import json
import time
from collections.abc import AsyncIterator

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from bot.dialogue.ask import LONGEST, Answer, Dialogue, Unavailable
from tests.walks.running import free_port

LIMIT = 0.3  # seconds: short, so that the test is
GOOD = '[{"recipient_id": "t", "custom": {"say": "hello"}}]'
BODIES = {
    "good": (200, GOOD, Answer(say=("hello",))),
    "nothing": (200, "[]", Unavailable("empty")),
    "no list": (200, "{}", Unavailable("empty")),
    "null": (200, "null", Unavailable("empty")),
    "words": (200, '[{"recipient_id": "t", "text": "Hi there"}]', Unavailable("unknown_shape")),
    "a number": (200, '[{"custom": {"say": 3}}]', Unavailable("unknown_shape")),
    "half good": (200, '[{"custom": {"say": "hello"}}, {"text": "Hi"}]', Unavailable("unknown_shape")),
    "a list of lists": (200, "[[]]", Unavailable("unknown_shape")),
    "not JSON": (200, "<html>", Unavailable("no_answer")),
    "not UTF-8": (200, b"\xff\xfe\xff", Unavailable("no_answer")),
    "an error": (500, GOOD, Unavailable("status_500")),
    "a wrong turn": (302, GOOD, Unavailable("status_302")),
    "no content": (204, "", Unavailable("status_204")),
}


class Odd:
    """A server whose next answer is chosen by the name of the talk; it keeps what it was sent."""

    def __init__(self) -> None:
        self.port = free_port()
        self.got: list[dict[str, str]] = []
        app = Starlette(routes=[Route("/webhooks/rest/webhook", self._answer, methods=["POST"])])
        self.server = uvicorn.Server(uvicorn.Config(app, port=self.port, log_config=None, access_log=False, lifespan="off"))

    async def _answer(self, request: Request) -> Response:
        body = await request.json()
        self.got.append(body)
        if body["sender"] == "trickle":
            return StreamingResponse(_trickle(), media_type="application/json")
        if body["sender"] == "slow":
            await asyncio.sleep(LIMIT * 4)
        status, text, _ = BODIES.get(body["sender"], BODIES["good"])
        return Response(text, status, media_type="application/json")


async def _trickle() -> AsyncIterator[str]:
    for letter in GOOD:
        yield letter
        await asyncio.sleep(LIMIT / 3)


@pytest.fixture
async def odd() -> AsyncIterator[Odd]:
    odd = Odd()
    serving = asyncio.create_task(odd.server.serve())
    while not odd.server.started:
        await asyncio.sleep(0.01)
    yield odd
    odd.server.should_exit = odd.server.force_exit = True
    await serving


@pytest.fixture
async def door(odd: Odd) -> AsyncIterator[Dialogue]:
    dialogue = Dialogue(f"http://127.0.0.1:{odd.port}", limit=LIMIT)
    yield dialogue
    await dialogue.close()


@pytest.mark.parametrize("talk", BODIES)
async def test_every_answer_is_a_value(door: Dialogue, talk: str) -> None:
    assert await door.ask(talk, "hello") == BODIES[talk][2]


@pytest.mark.parametrize("talk", ["slow", "trickle"])
async def test_slow_is_cut_off(door: Dialogue, talk: str) -> None:
    begun = time.monotonic()
    assert await door.ask(talk, "hello") == Unavailable("too_slow")
    assert time.monotonic() - begun < LIMIT * 2


async def test_nobody_there() -> None:
    dialogue = Dialogue(f"http://127.0.0.1:{free_port()}")
    assert await dialogue.ask("any", "hello") == Unavailable("no_answer")
    await dialogue.close()


async def test_a_bad_answer_is_no_reason_to_rest_but_silence_is(odd: Odd, door: Dialogue) -> None:
    for _ in range(5):
        assert await door.ask("nothing", "hello") == Unavailable("empty")
    for _ in range(3):
        assert await door.ask("an error", "hello") == Unavailable("status_500")
    asked = len(odd.got)
    assert await door.ask("good", "hello") == Unavailable("resting")
    assert len(odd.got) == asked, "a resting door does not ask"


async def test_many_at_once(odd: Odd) -> None:
    dialogue = Dialogue(f"http://127.0.0.1:{odd.port}")
    answers = await asyncio.gather(*(dialogue.ask("good", f"hello {number}") for number in range(100)))
    assert answers == [Answer(say=("hello",))] * 100
    await dialogue.close()


async def test_a_proxy_never_sees_a_text(odd: Odd, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("NO_PROXY", "")
    dialogue = Dialogue(f"http://127.0.0.1:{odd.port}", limit=LIMIT)
    assert await dialogue.ask("good", "hello") == Answer(say=("hello",))
    await dialogue.close()


async def test_what_rasa_is_sent(odd: Odd, door: Dialogue) -> None:
    for text in ("/restart", "\u200b /restart", "x\ud800y", "line\none", "é" * 5_000):
        await door.ask("good", text)
    sent = [got["message"] for got in odd.got]
    assert sent == ["restart", "restart", "xy", "line one", "é" * LONGEST]
    assert json.dumps(odd.got[0]) == '{"sender": "good", "message": "restart"}', "nothing else about a young person"
