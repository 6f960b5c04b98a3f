"""The web chat's way in and its feed, over ASGI, with doors made by hand."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from bot.content.words import Words
from bot.model.delivery import Receipt
from bot.model.message import Channel, Entry, Inbound, Outbound, Speaker, Took
from bot.model.risk import Finding, Kind, Level
from channels.base import Doors
from channels.web_chat import WebChat
from channels.web_voice import WebVoice
from tests.rooms.test_web_chat_refuses import no_hide

TOKEN = "A" * 42 + "w"
ASK = {"Authorization": f"Bearer {TOKEN}"}
JSON = ASK | {"Content-Type": "application/json"}
WORDS = Words.load(Path("data/words"))
CRISIS = WORDS.say("crisis", None, Channel.WEB).text
AT = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)
LINES = [
    Entry(AT, Speaker.YOUNG_PERSON, "hello", "page-id-1", level=Level.HIGH, id="5-0",
          findings=(Finding(Kind.DISTRESS, Level.HIGH, "CANARY", 0, 5),)),
    Entry(AT, Speaker.LEV, "two\nlines", "out-1", choices=("Yes", "No thanks"), id="6-0"),
    Entry(AT, Speaker.WORKER, "I'm here", "out-2", name="Tam", id="7-0"),
]  # fmt: skip


class Hall:
    """Doors that remember who came in, and a feed that ends after its lines, or breaks."""

    def __init__(self) -> None:
        self.taken: list[Inbound] = []
        self.answer: Took | OSError = Took.STORED
        self.breaks = False

    async def take_in(self, inbound: Inbound) -> Took:
        self.taken.append(inbound)
        if isinstance(self.answer, OSError):
            raise self.answer
        return self.answer

    async def receipt(self, channel: Channel, receipt: Receipt) -> None:
        raise AssertionError("the web has no receipts")

    async def follow(self, channel: Channel, address: str, after: str) -> AsyncIterator[Entry]:
        assert (channel, address) == (Channel.WEB, TOKEN)
        for line in LINES:
            if line.id > after:
                yield line
        if self.breaks:
            raise ConnectionError("CANARY")


@pytest.fixture
def hall() -> Hall:
    return Hall()


@pytest.fixture
async def web(hall: Hall) -> AsyncIterator[httpx.AsyncClient]:
    chat = WebChat(Doors(hall.take_in, hall.receipt, hall.follow, WORDS, {}, no_hide))
    app = Starlette(routes=list(chat.routes()))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://chat.test") as asking:
        yield asking


async def test_a_text_goes_in_with_its_token_and_id(web: httpx.AsyncClient, hall: Hall) -> None:
    answer = await web.post("/chat/say", json={"id": "abcd1234", "text": "hi"}, headers=ASK)
    assert (answer.status_code, answer.json()) == (202, {"took": "stored"})
    (inbound,) = hall.taken
    assert replace(inbound, received_at=AT) == Inbound(Channel.WEB, "abcd1234", TOKEN, "hi", AT)
    assert inbound.received_at.tzinfo is UTC


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (b'"x\\u0000y"', "xy"),
        (b'"\\ud83d alone"', "\ufffd alone"),
        (json.dumps("a" * 1_700).encode(), "a" * 1_700),
        (b'"  two\\n\\nlines "', "  two\n\nlines "),
    ],
    ids=["nul", "lone surrogate", "longer than an SMS may be", "white space"],
)
async def test_texts_are_kept_whole(web: httpx.AsyncClient, hall: Hall, sent: bytes, kept: str) -> None:
    answer = await web.post("/chat/say", content=b'{"id": "abcd1234", "text": ' + sent + b"}", headers=JSON)
    assert answer.status_code == 202
    assert hall.taken[0].text == kept


@pytest.mark.parametrize(("took", "says"), [(Took.REPEATED, False), (Took.SPOOLED, True)])
async def test_what_became_of_it(web: httpx.AsyncClient, hall: Hall, took: Took, says: bool) -> None:
    hall.answer = took
    answer = await web.post("/chat/say", json={"id": "abcd1234", "text": "hi"}, headers=ASK)
    assert (answer.status_code, answer.json()["took"]) == (202, took.value)
    assert answer.json().get("say") == (CRISIS if says else None)


async def test_nothing_could_keep_it(web: httpx.AsyncClient, hall: Hall) -> None:
    hall.answer = OSError("disk full")
    answer = await web.post("/chat/say", json={"id": "abcd1234", "text": "hi"}, headers=ASK)
    assert answer.status_code == 503
    assert all(part in answer.json()["error"] for part in ("try again", "999", "0800 1111"))
    assert "say" not in answer.json(), "the crisis words say that we have the message"


async def test_the_feed_tells_a_young_person_only_what_is_theirs(web: httpx.AsyncClient) -> None:
    answer = await web.get("/chat/feed", headers=ASK)
    assert answer.headers["content-type"].startswith("text/event-stream")
    events = [part.split("\r\n") for part in answer.text.strip().split("\r\n\r\n")][1:]
    assert [(event[0], event[1]) for event in events] == [(f"id: {line.id}", "event: line") for line in LINES]
    first, second, third = (json.loads(event[2].removeprefix("data: ")) for event in events)
    assert first == {"speaker": "young_person", "name": None, "text": "hello", "at": "2025-03-01T12:00:00+00:00",
                     "choices": [], "language": "", "menu": "", "message_id": "page-id-1"}  # fmt: skip
    assert (second["text"], second["choices"]) == ("two\nlines", ["Yes", "No thanks"])
    assert (third["speaker"], third["name"]) == ("worker", "Tam")
    assert "CANARY" not in answer.text


@pytest.mark.parametrize(("query", "header"), [("", {"Last-Event-ID": "6-0"}), ("?after=6-0", {})], ids=["header", "query"])
async def test_the_feed_goes_on_after_a_line(web: httpx.AsyncClient, query: str, header: dict[str, str]) -> None:
    answer = await web.get(f"/chat/feed{query}", headers=ASK | header)
    assert answer.text.count("event: line") == 1
    assert "id: 7-0" in answer.text


async def test_a_broken_feed_ends_and_logs_no_words(
    web: httpx.AsyncClient, hall: Hall, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    hall.breaks = True
    answer = await asyncio.wait_for(web.get("/chat/feed", headers=ASK), 5)
    assert answer.text.count("event: line") == 3
    logged = caplog.text + "".join(capsys.readouterr())
    assert "ConnectionError" in logged
    assert not [word for word in ("CANARY", "hello", "lines", "Tam", TOKEN) if word in logged]


async def test_sending_is_done_once_it_is_committed() -> None:
    assert await WebVoice().send(Outbound("out-9", LINES[0].message_id, Channel.WEB, "hi", AT), TOKEN) == "out-9"  # type: ignore[arg-type]
