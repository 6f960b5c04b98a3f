"""No number and no text reaches a log, whatever is sent, received, refused or broken."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

import pytest

from bot.model.delivery import SendError
from bot.model.message import Channel, ContactId, Outbound, Took
from channels import twilio_client
from tests.standins.sms_door import ACCOUNT, PHONE, SENDER, TOKEN, SmsDoor
from tests.standins.twilio import TwilioStandIn

CANARY = "kanari sings at dusk"
SECRETS = (CANARY, "kanari", PHONE, PHONE[1:], "%2B" + PHONE[1:], SENDER[1:], TOKEN)


@pytest.fixture
def twilio() -> Iterator[TwilioStandIn]:
    with TwilioStandIn(ACCOUNT, TOKEN) as twilio:
        yield twilio


@pytest.fixture
async def door(twilio: TwilioStandIn) -> AsyncIterator[SmsDoor]:
    door = SmsDoor(twilio.url)
    yield door
    await door.close()


class Heard(logging.Handler):
    """Every record as it would be written, with its exception, and all it carries."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []
        self.written = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)
        self.written += self.format(record) + repr(vars(record))


@pytest.fixture(autouse=True)
def heard(caplog: pytest.LogCaptureFixture) -> Iterator[Heard]:
    """All loggers at their loudest, those the libraries made as well."""
    names = ("twilio", "twilio.async_http_client", "aiohttp.client", "asyncio", "channels", "channels.twilio_client.silent")
    for name in ("", *names):
        caplog.set_level(logging.DEBUG, name)
    heard = Heard()
    logging.getLogger().addHandler(heard)
    yield heard
    logging.getLogger().removeHandler(heard)
    assert not [secret for secret in SECRETS if secret in heard.written]


def said(text: str = CANARY) -> Outbound:
    return Outbound("out1", ContactId("ab" * 16), Channel.SMS, text, datetime.now(UTC))


async def test_sent(door: SmsDoor, twilio: TwilioStandIn, heard: Heard) -> None:
    asyncio.get_running_loop().set_debug(True)  # asyncio itself then logs slow steps
    await door.voice.send(said(), PHONE)
    assert twilio.texts_to(PHONE) == [CANARY]
    assert [record.name for record in heard.records if record.name.startswith(("twilio", "channels", "aiohttp"))] == []


@pytest.mark.parametrize("how", ["refuse", "fail", "garble", "cut", "hang"])
async def test_not_sent(door: SmsDoor, twilio: TwilioStandIn, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(twilio_client, "LIMIT_SECONDS", 0.3)
    programmed = {
        "refuse": lambda: twilio.will_refuse(21610),
        "fail": lambda: twilio.will_fail(500),
        "garble": twilio.will_garble,
        "cut": twilio.will_take_and_cut_off,
        "hang": lambda: twilio.will_take_and_hang(3),
    }
    programmed[how]()
    with pytest.raises(SendError) as failed:
        await door.voice.send(said(), PHONE)
    logging.getLogger("canary").error("not sent", exc_info=failed.value)  # as a careless room might


@pytest.mark.parametrize("took", [Took.STORED, Took.REPEATED, Took.SPOOLED, OSError(CANARY)])
async def test_received(door: SmsDoor, took: Took | Exception) -> None:
    door.took = took
    await door.text(Body=CANARY)


async def test_turned_away_is_one_line_with_a_status(door: SmsDoor, heard: Heard) -> None:
    await door.text(Body=CANARY, token="0" * 32)
    await door.text(Body=CANARY, From="")
    lines = [record.getMessage() for record in heard.records if record.name.startswith("channels")]
    assert lines == ["a webhook was turned away with 403", "a webhook was turned away with 400"]


async def test_the_client_keeps_no_copy_of_what_it_sent(door: SmsDoor) -> None:
    await door.voice.send(said(), PHONE)
    client = door.voice._api._client
    assert client is not None
    kept = repr(vars(client.http_client))
    assert CANARY not in kept
    assert "_test_only_last_request': None" in kept
