"""A text handed to Twilio, with the real `twilio` package against the stand-in, and what each fault means for us."""

import socket
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

import pytest

from bot.model.delivery import SendError
from bot.model.message import Channel, ContactId, Outbound
from channels import twilio_client
from tests.standins.sms_door import ACCOUNT, PHONE, SENDER, TOKEN, SmsDoor
from tests.standins.twilio import TwilioStandIn


def outbound(text: str = "hello") -> Outbound:
    return Outbound("out1", ContactId("ab" * 16), Channel.SMS, text, datetime.now(UTC))


@pytest.fixture
def twilio() -> Iterator[TwilioStandIn]:
    with TwilioStandIn(ACCOUNT, TOKEN) as twilio:
        yield twilio


@pytest.fixture
async def door(twilio: TwilioStandIn) -> AsyncIterator[SmsDoor]:
    door = SmsDoor(twilio.url + "/")
    yield door
    await door.close()


async def fails(door: SmsDoor, text: str = "hello") -> SendError:
    with pytest.raises(SendError) as failed:
        await door.voice.send(outbound(text), PHONE)
    assert failed.value.__cause__ is None, "the cause may hold the number"
    assert failed.value.__suppress_context__ or not failed.value.__context__
    assert PHONE[1:] not in str(failed.value)
    return failed.value


async def test_a_text_is_sent(door: SmsDoor, twilio: TwilioStandIn) -> None:
    sid = await door.voice.send(outbound("ok & + 50% 👍\nline"), PHONE)
    (sent,) = twilio.sent
    assert (sent.sid, sent.to, sent.sender, sent.body) == (sid, PHONE, SENDER, "ok & + 50% 👍\nline")


async def test_a_messaging_service_may_be_the_sender(twilio: TwilioStandIn) -> None:
    door = SmsDoor(twilio.url, sender="MG" + "1" * 32)
    await door.voice.send(outbound(), PHONE)
    assert twilio.sent[0].sender == "MG" + "1" * 32
    await door.close()


async def test_one_connection_serves_many_texts(door: SmsDoor, twilio: TwilioStandIn) -> None:
    for number in range(5):
        await door.voice.send(outbound(f"text {number}"), PHONE)
    assert twilio.texts_to(PHONE) == [f"text {number}" for number in range(5)]
    assert len(twilio.callers) == 1


async def test_closing_ends_the_connection_and_a_later_text_opens_a_new_one(door: SmsDoor, twilio: TwilioStandIn) -> None:
    await door.voice.send(outbound(), PHONE)
    await door.voice.close()
    await door.voice.close()
    await door.voice.send(outbound(), PHONE)
    assert len(twilio.sent) == len(twilio.callers) == 2


@pytest.mark.parametrize(
    ("code", "retryable", "after"),
    [(21610, False, None), (21211, False, None), (21214, False, None), (21614, False, None), (21408, False, None),
     (30003, False, None), (30005, False, None), (99999, False, None), (30001, True, 30.0), (21611, True, 30.0),
     (20429, True, None), (20003, True, 60.0), (30008, True, None)],
)  # fmt: skip
async def test_a_refusal(door: SmsDoor, twilio: TwilioStandIn, code: int, retryable: bool, after: float | None) -> None:
    twilio.will_refuse(code)
    failed = await fails(door)
    assert (failed.reason, failed.retryable, failed.after_seconds) == (str(code), retryable, after)
    assert twilio.sent == []


@pytest.mark.parametrize("status", [429, 500, 502, 503])
async def test_a_fault_that_passes(door: SmsDoor, twilio: TwilioStandIn, status: int) -> None:
    twilio.will_fail(status, times=2)
    assert [(await fails(door)).retryable for _ in range(2)] == [True, True]
    await door.voice.send(outbound(), PHONE)
    assert (twilio.asked, len(twilio.sent)) == (3, 1)


async def test_a_refusal_in_the_newer_form_is_read_too(door: SmsDoor, twilio: TwilioStandIn) -> None:
    twilio.will_refuse(21610, newer_form=True)
    failed = await fails(door)
    assert (failed.reason, failed.retryable) == ("21610", False)


async def test_a_wrong_token_is_tried_again_slowly(twilio: TwilioStandIn) -> None:
    with TwilioStandIn(ACCOUNT, "0" * 32) as other:
        door = SmsDoor(other.url)
        failed = await fails(door)
        assert (failed.reason, failed.retryable, other.sent) == ("20003", True, [])
        await door.close()


async def test_an_answer_that_comes_too_late(door: SmsDoor, twilio: TwilioStandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(twilio_client, "LIMIT_SECONDS", 0.3)
    twilio.will_take_and_hang(5)
    failed = await fails(door)
    assert (failed.reason, failed.retryable) == ("timed_out", True)
    assert len(twilio.sent) == 1  # the one window in which a text can arrive twice


async def test_an_answer_within_the_limit_is_waited_for(door: SmsDoor, twilio: TwilioStandIn) -> None:
    assert twilio_client.LIMIT_SECONDS == 10
    twilio.will_be_slow(0.5)
    assert await door.voice.send(outbound(), PHONE) == twilio.sent[0].sid


async def test_a_connection_that_breaks(door: SmsDoor, twilio: TwilioStandIn) -> None:
    twilio.will_take_and_cut_off()
    failed = await fails(door)
    assert (failed.reason, failed.retryable) == ("cut_off", True)


async def test_an_answer_that_is_no_answer(door: SmsDoor, twilio: TwilioStandIn) -> None:
    twilio.will_garble()
    failed = await fails(door)
    assert (failed.reason, failed.retryable) == ("502", True)


async def test_nobody_listens() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, not listening: a connection is refused
        door = SmsDoor(f"http://127.0.0.1:{taken.getsockname()[1]}")
        failed = await fails(door)
        assert (failed.reason, failed.retryable) == ("no_connection", True)
        await door.close()


async def test_a_text_beyond_twilio_s_limit_is_not_sent_cut_short(door: SmsDoor, twilio: TwilioStandIn) -> None:
    failed = await fails(door, "a" * 1_601)
    assert (failed.reason, failed.retryable, twilio.asked) == ("21617", False, 0)


async def test_half_a_character_does_not_stop_a_text(door: SmsDoor, twilio: TwilioStandIn) -> None:
    await door.voice.send(outbound("ok \ud83d\0"), PHONE)
    assert twilio.texts_to(PHONE) == ["ok \ufffd"]
