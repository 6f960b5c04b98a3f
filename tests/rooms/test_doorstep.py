"""What comes before a body, over real sockets to a real server: too much is refused, too slow is let go, all else is served."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from bot import doorstep
from bot.doorstep import MOST_BYTES
from bot.listeners import listener, public_app

HEAD = b"POST /echo HTTP/1.1\r\nHost: lev.test\r\n"


async def _echo(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


async def _feed(request: Request) -> Response:
    async def lines() -> AsyncIterator[bytes]:
        for number in range(4):
            yield b"%d\n" % number
            await asyncio.sleep(0.2)

    return StreamingResponse(lines())


@pytest.fixture
async def port() -> AsyncIterator[int]:
    server = listener(public_app([Route("/echo", _echo, methods=["POST"]), Route("/feed", _feed)]), "127.0.0.1", 0)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    await serving


async def said(port: int, *parts: bytes) -> bytes:
    """What comes back for these parts, sent one after the other, until the server ends it or has answered."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(0.02)
        async with asyncio.timeout(10):
            return await reader.read(400)
    except (ConnectionResetError, BrokenPipeError):
        return b""
    finally:
        writer.close()


@pytest.mark.parametrize(
    "parts",
    [
        [HEAD, b"X: " + b"a" * MOST_BYTES + b"\r\n\r\n"],
        [HEAD, *[b"X: " + b"a" * 1_000 + b"\r\n"] * 40, b"\r\n"],
        [HEAD, *[b"X:\r\n" * 2_000] * 5, b"\r\n"],
        [HEAD, b"X: ", *[b"a" * 10_000] * 5],
        [b"GET /" + b"a" * MOST_BYTES + b" HTTP/1.1\r\nHost: lev.test\r\n\r\n"],
        [HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", *[b"X: " + b"a" * 10_000 + b"\r\n"] * 5],
        [HEAD + b"Transfer-Encoding: chunked\r\n\r\n1;", *[b"x" * 10_000] * 5],
    ],
    ids=["one", "many", "empty ones", "one without an end", "an address", "after the body", "in a chunk's line"],
)
async def test_too_much_before_or_after_a_body_is_refused(port: int, parts: list[bytes]) -> None:
    answer = await said(port, *parts)
    assert answer.startswith(b"HTTP/1.1 400") or answer == b"", answer


async def test_what_people_send_is_served(port: int) -> None:
    cookies = b"Cookie: " + b"a" * 8_000 + b"\r\n"
    assert b"\r\n\r\n5" in await said(port, HEAD + cookies + b"Content-Length: 5\r\n\r\nhello")
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as web:
        for _ in range(3):  # on one connection
            assert (await web.post("/echo", content=b"a" * 1_500_000)).text == "1500000"

        async def tiny() -> AsyncIterator[bytes]:
            for _ in range(20_000):
                yield b"a"

        assert (await web.post("/echo", content=tiny())).text == "20000"


@pytest.mark.parametrize("parts", [[], [b"PO"], [HEAD], [HEAD, b"X: a"]], ids=["nothing", "a word", "some headers", "half a line"])
async def test_who_sends_half_a_request_is_let_go(port: int, parts: list[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doorstep, "MOST_SECONDS", 0.2)
    assert await said(port, *parts) == b""


async def test_an_answer_may_take_its_time(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doorstep, "MOST_SECONDS", 0.2)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as web:
        assert (await web.get("/feed")).text == "0\n1\n2\n3\n"
        assert (await web.get("/feed")).status_code == 200, "the same connection, a new request"
