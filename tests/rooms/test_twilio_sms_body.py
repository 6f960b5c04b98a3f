"""How much of a webhook is read, and for how long. Asked of the app itself: a client in between would read it all first."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from channels import twilio_form
from channels.twilio_form import MOST_BYTES
from tests.standins.sms_door import SmsDoor

Part = dict[str, object]


@pytest.fixture
async def door() -> AsyncIterator[SmsDoor]:
    door = SmsDoor()
    yield door
    assert (door.inbound, door.receipts) == ([], [])
    await door.close()


async def status_of(door: SmsDoor, receive: Callable[[], Awaitable[Part]]) -> object:
    answered: list[Part] = []

    async def send(part: Part) -> None:
        answered.append(part)

    headers = [(b"content-type", b"application/x-www-form-urlencoded")]
    scope = {"type": "http", "method": "POST", "path": "/sms/receive", "query_string": b"", "headers": headers}
    await door.app(scope, receive, send)
    return answered[0]["status"]


async def test_an_endless_body_is_not_read_to_its_end(door: SmsDoor) -> None:
    given = 0

    async def receive() -> Part:
        nonlocal given
        given += 1024
        return {"type": "http.request", "body": b"B" * 1024, "more_body": True}

    assert await status_of(door, receive) == 413
    assert given <= MOST_BYTES + 1024


@pytest.mark.parametrize(("length", "status"), [(MOST_BYTES, 403), (MOST_BYTES + 1, 413)])
async def test_the_largest_body(door: SmsDoor, length: int, status: int) -> None:
    async def receive() -> Part:
        return {"type": "http.request", "body": b"B=" + b"B" * (length - 2), "more_body": False}

    assert await status_of(door, receive) == status  # 403: read, and found unsigned


async def test_a_body_that_breaks_off(door: SmsDoor) -> None:
    parts = iter([{"type": "http.request", "body": b"Body=h", "more_body": True}, {"type": "http.disconnect"}])

    async def receive() -> Part:
        return next(parts)

    assert await status_of(door, receive) == 400


async def test_a_body_that_does_not_come(door: SmsDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(twilio_form, "_SECONDS_TO_SEND", 0.1)

    async def receive() -> Part:
        await asyncio.sleep(60)
        raise AssertionError("waited for too long")

    assert await status_of(door, receive) == 408
