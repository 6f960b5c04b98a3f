"""What the web chat refuses, and the headers every answer carries."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from bot.content.papers import load_papers
from bot.content.words import Words
from bot.model.delivery import Receipt
from bot.model.message import Channel, Entry, Inbound, Took
from channels.base import Doors
from channels.web_chat import WebChat

TOKEN = "A" * 43
GOOD = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
SAID = b'{"id": "abcd1234", "text": "hi"}'
WORDS = Words.load(Path("data/words"))


async def never_takes(inbound: Inbound) -> Took:
    raise AssertionError("a refused text came in")


async def no_receipt(channel: Channel, receipt: Receipt) -> None:
    raise AssertionError("the web has no receipts")


async def no_hide(channel: Channel, address: str) -> None:
    raise AssertionError("nothing was hidden")


async def empty(channel: Channel, address: str, after: str) -> AsyncIterator[Entry]:
    for entry in ():
        yield entry


@pytest.fixture
async def web() -> AsyncIterator[httpx.AsyncClient]:
    app = Starlette(
        routes=list(WebChat(Doors(never_takes, no_receipt, empty, WORDS, load_papers(Path("data/pages")), no_hide)).routes())
    )
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://chat.test") as asking:
        yield asking


@pytest.mark.parametrize(
    ("status", "headers", "body"),
    [
        (401, {"Authorization": ""}, SAID),
        (401, {"Authorization": f"Bearer {TOKEN[1:]}"}, SAID),
        (401, {"Authorization": f"Bearer {TOKEN}A"}, SAID),
        (401, {"Authorization": f"Bearer {TOKEN[1:]}+"}, SAID),
        (401, {"Authorization": f"Basic {TOKEN}"}, SAID),
        (415, {"Content-Type": "text/plain"}, SAID),
        (415, {"Content-Type": "application/x-www-form-urlencoded"}, b"id=abcd1234&text=hi"),
        (400, {}, b""), (400, {}, b'{"id": "abcd1234", "text": '),
        (400, {}, b"\xff\xfe"),
        (400, {}, b"[" * 60_000), (400, {}, b"9" * 60_000),
        (400, {}, b'["abcd1234", "hi"]'), (400, {}, b'{"id": "abcd1234"}'),
        (400, {}, b'{"id": "abcd1234", "text": 5}'),
        (400, {}, b'{"id": "abcd1234", "text": " \\n\\u0000"}'),
        (400, {}, b'{"text": "hi"}'), (400, {}, b'{"id": 12345678, "text": "hi"}'),
        (400, {}, b'{"id": "short", "text": "hi"}'),
        (400, {}, b'{"id": "' + b"a" * 65 + b'", "text": "hi"}'),
        (400, {}, b'{"id": "abcd 1234", "text": "hi"}'),
        (413, {}, b'{"id": "abcd1234", "text": "' + b"a" * 65_536 + b'"}'),
        (413, {}, b"a" * 3_000_000),
    ],
    ids=["no token", "short token", "long token", "not base64url", "not a bearer", "plain text", "a form", "nothing", "half",
         "not UTF-8", "too deep", "too many digits", "a list", "no text", "a number", "blank", "no id", "id a number", "id short",
         "id long", "id with a space", "over 64 KiB", "far over"],
)  # fmt: skip
async def test_refused(web: httpx.AsyncClient, status: int, headers: dict[str, str], body: bytes) -> None:
    answer = await web.post("/chat/say", content=body, headers=GOOD | headers)
    assert answer.status_code == status
    assert list(answer.json()) == ["error"]
    assert answer.json()["error"].endswith(".")


async def test_size_is_counted_not_believed(web: httpx.AsyncClient) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(70):
            yield b"a" * 1_000

    answer = await web.post("/chat/say", content=pieces(), headers=GOOD | {"Content-Length": "10"})
    assert answer.status_code == 413


async def test_a_body_that_drips_is_told_so(web: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("channels.web_page.asked._SECONDS_TO_SEND", 0.05)

    async def drips() -> AsyncIterator[bytes]:
        yield SAID[:5]
        await asyncio.sleep(30)

    assert (await web.post("/chat/say", content=drips(), headers=GOOD)).status_code == 408


@pytest.mark.parametrize("place", ["7", "-", "7-0-1", "0x7-0", "$", "9" * 20 + "-0", "7-0 "], ids=str)
async def test_no_such_place_in_the_feed(web: httpx.AsyncClient, place: str) -> None:
    answer = await web.get("/chat/feed", params={"after": place}, headers=GOOD)
    assert (answer.status_code, list(answer.json())) == (400, ["error"])


async def test_the_feed_needs_a_token(web: httpx.AsyncClient) -> None:
    assert (await web.get("/chat/feed", params={"token": TOKEN})).status_code == 401


@pytest.mark.parametrize("path", ["/chat", "/chat/assets/old/chat.js", "/chat/assets/old/none.js", "/chat/feed", "/chat/say"])
async def test_every_answer_is_shielded(web: httpx.AsyncClient, path: str) -> None:
    answer = await web.request("POST" if path == "/chat/say" else "GET", path)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for part in ("script-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"):
        assert part in policy
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["cache-control"] == "no-store"
    assert {"camera=()", "geolocation=()", "microphone=()"} <= {*answer.headers["permissions-policy"].split(", ")}
    assert "set-cookie" not in answer.headers


async def test_assets_are_cached_by_their_content(web: httpx.AsyncClient) -> None:
    page = (await web.get("/chat")).text
    style = page.split('rel="stylesheet" href="')[1].split('"')[0]
    answer = await web.get(style)
    assert (answer.headers["content-type"], answer.status_code) == ("text/css; charset=utf-8", 200)
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("name", ["../chat.html", "..%2fchat.html", "%2e%2e/files.py", "chat.html", "files.py"])
async def test_only_assets_are_served(web: httpx.AsyncClient, name: str) -> None:
    assert (await web.get(f"/chat/assets/x/{name}")).status_code == 404


async def test_the_page_says_what_it_must_without_scripts(web: httpx.AsyncClient) -> None:
    page = (await web.get("/chat")).text
    assert WORDS.say("promise", None, Channel.WEB).text.split()[0] in page
    assert all(number in page for number in ("tel:999", "tel:08001111"))
    assert all('method="post"' in form.split(">")[0] for form in page.split("<form")[1:]), (
        "what is typed never goes into an address"
    )
    assert "<title>Chat</title>" in page
    assert not [word for word in ("style=", "onclick", "<style", "javascript:") if word in page]
