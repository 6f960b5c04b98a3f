"""Twilio's word on a text reaches the door with all it says, and finds its text by the address we gave."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from starlette.applications import Starlette

from bot.listeners import listener
from bot.model.delivery import Receipt
from bot.model.message import Channel, ContactId, Outbound
from tests.standins.sms_door import ACCOUNT, PHONE, PUBLIC_URL, TOKEN, SmsDoor
from tests.standins.twilio import TwilioStandIn

PATH = "/sms/receipt?c=0123456789abcdef0123456789abcdef&o=out.1"


@pytest.fixture
def twilio() -> Iterator[TwilioStandIn]:
    with TwilioStandIn(ACCOUNT, TOKEN) as twilio:
        yield twilio


@pytest.fixture
async def door(twilio: TwilioStandIn) -> AsyncIterator[SmsDoor]:
    door = SmsDoor(twilio.url)
    yield door
    await door.close()


@pytest.mark.parametrize("status", ["queued", "sent", "delivered"])
async def test_a_receipt_comes_in(door: SmsDoor, status: str) -> None:
    before = datetime.now(UTC)
    answer = await door.post({"MessageSid": "SM5", "MessageStatus": status, "AccountSid": ACCOUNT, "ErrorCode": ""}, PATH)
    assert (answer.status_code, answer.content) == (204, b"")
    (receipt,) = door.receipts
    assert before <= receipt.at <= datetime.now(UTC)
    assert receipt == Receipt(ContactId("0123456789abcdef0123456789abcdef"), "out.1", "SM5", status, receipt.at, None)


async def test_a_failure_says_why(door: SmsDoor) -> None:
    await door.post({"MessageSid": "SM5", "MessageStatus": "undelivered", "ErrorCode": "30003"}, PATH)
    assert (door.receipts[0].status, door.receipts[0].error_code) == ("undelivered", "30003")


async def test_a_sent_text_s_receipts_find_it_in_any_order(door: SmsDoor, twilio: TwilioStandIn) -> None:
    outbound = Outbound("out 1&c=2/é", ContactId("ab" * 16), Channel.SMS, "hello", datetime.now(UTC))
    sid = await door.voice.send(outbound, PHONE)
    sent = twilio.wait_for(PHONE, "hello")
    assert sent.callback.startswith(f"{PUBLIC_URL}/sms/receipt?")
    async with served(door.app) as base_url:
        for status in ("delivered", "queued", "sent"):
            assert (await asyncio.to_thread(twilio.receipt, base_url, sent, status)).status_code == 204
    named = {(receipt.contact, receipt.outbound_id, receipt.provider_id) for receipt in door.receipts}
    assert named == {(outbound.contact, outbound.id, sid)}
    assert [receipt.status for receipt in door.receipts] == ["delivered", "queued", "sent"]


@asynccontextmanager
async def served(app: Starlette) -> AsyncIterator[str]:
    """The app behind Lev's own public listener, on loopback."""
    server = listener(app, "127.0.0.1", 0)
    running = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    await running
