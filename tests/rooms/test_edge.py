"""The edge around everything public: headers on every answer, errors too, and an end to every body."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.edge import HEADERS, MOST_BYTES
from bot.listeners import public_app


async def _echo(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())), headers={"Cache-Control": "public"})


async def _breaks(request: Request) -> Response:
    raise RuntimeError("CANARY")


ROUTES = [Route("/echo", _echo, methods=["POST"]), Route("/breaks", _breaks)]


def _web(*, secure: bool = False) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(public_app(ROUTES, secure=secure), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://lev.test")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 307),
        ("GET", "/robots.txt", 200),
        ("GET", "/none", 404),
        ("GET", "/echo", 405),
        ("POST", "/echo", 200),
        ("GET", "/breaks", 500),
    ],
)
async def test_every_public_answer_carries_the_headers(method: str, path: str, status: int) -> None:
    async with _web(secure=True) as web:
        answer = await web.request(method, path)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS if name != "Cache-Control"} == {
        name: value for name, value in HEADERS.items() if name != "Cache-Control"
    }
    assert answer.headers["cache-control"] == ("public" if path == "/echo" and status == 200 else "no-store"), (
        "what a room set stays"
    )
    assert "max-age" in answer.headers["strict-transport-security"]


async def test_without_https_no_browser_is_told_to_insist_on_it() -> None:
    async with _web() as web:
        assert "strict-transport-security" not in (await web.get("/")).headers


async def test_a_failure_shows_nothing_of_itself() -> None:
    async with _web() as web:
        answer = await web.get("/breaks")
    assert answer.status_code == 500
    assert "CANARY" not in answer.text


@pytest.mark.parametrize(("size", "status"), [(MOST_BYTES, 200), (MOST_BYTES + 1, 413)])
async def test_a_body_without_end_is_ended(size: int, status: int) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, size, 1_000):
            yield b"a" * min(1_000, size - start)

    async with _web() as web:
        assert (await web.post("/echo", content=pieces())).status_code == status


async def test_a_body_that_drips_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.edge.MOST_SECONDS", 0.05)

    async def drips() -> AsyncIterator[bytes]:
        yield b"a"
        await asyncio.sleep(30)

    async with _web() as web:
        assert (await web.post("/echo", content=drips())).status_code == 408
