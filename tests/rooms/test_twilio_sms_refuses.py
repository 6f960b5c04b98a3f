"""What the SMS channel turns away, with nothing stored, and what it says when a text can be kept nowhere."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from starlette.datastructures import ImmutableMultiDict

from channels.twilio_form import inbound_of
from tests.standins.signed import signature, signed_request
from tests.standins.sms_door import PHONE, PUBLIC_URL, TOKEN, SmsDoor, a_text

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
BOTH = pytest.mark.parametrize("path", ["/sms/receive", "/sms/receipt?c=abc&o=out1"])


@pytest.fixture
async def door() -> AsyncIterator[SmsDoor]:
    door = SmsDoor()
    yield door
    assert (door.inbound, door.receipts) == ([], [])
    await door.close()


@BOTH
@pytest.mark.parametrize(
    "wrong",
    ["", "x", "é", "A" * 28, signature("https://other.example", "/sms/receive", a_text(), TOKEN),
     signature(PUBLIC_URL, "/sms/receive", a_text(), "0" * 32), signature(PUBLIC_URL, "/sms/other", a_text(), TOKEN)],
    ids=["empty", "short", "not ASCII", "as long", "another host", "another token", "another path"],
)  # fmt: skip
async def test_a_wrong_signature(door: SmsDoor, path: str, wrong: str) -> None:
    body, headers = signed_request(PUBLIC_URL, path, a_text(), TOKEN)
    answer = await door.web.post(path, content=body, headers=headers | {"X-Twilio-Signature": wrong.encode()})  # type: ignore[dict-item]
    assert answer.status_code == 403


@BOTH
async def test_no_signature(door: SmsDoor, path: str) -> None:
    assert (await door.web.post(path, data=a_text())).status_code == 403


@pytest.mark.parametrize("change", [{"Body": "other"}, {"From": "+447700900999"}, {"More": ""}], ids=["body", "sender", "one more"])
async def test_a_changed_form(door: SmsDoor, change: dict[str, str]) -> None:
    headers = {"X-Twilio-Signature": signature(PUBLIC_URL, "/sms/receive", a_text(), TOKEN)}
    assert (await door.web.post("/sms/receive", data=a_text() | change, headers=headers)).status_code == 403


async def test_a_receipt_for_another_text(door: SmsDoor) -> None:
    form = {"MessageSid": "SM1", "MessageStatus": "delivered"}
    body, headers = signed_request(PUBLIC_URL, "/sms/receipt?c=abc&o=out1", form, TOKEN)
    assert (await door.web.post("/sms/receipt?c=abd&o=out1", content=body, headers=headers)).status_code == 403


@BOTH
async def test_another_account(door: SmsDoor, path: str) -> None:
    assert (await door.text(path, AccountSid="AC" + "9" * 32)).status_code == 403


@pytest.mark.parametrize("sender", ["", "-"])
async def test_nobody_sent_it(door: SmsDoor, sender: str) -> None:
    assert (await door.text(From=sender)).status_code == 400


@pytest.mark.parametrize("missing", ["MessageSid", "MessageStatus"])
async def test_a_receipt_without_its_parts(door: SmsDoor, missing: str) -> None:
    form = {"MessageSid": "SM1", "MessageStatus": "sent"} | {missing: ""}
    assert (await door.post(form, "/sms/receipt?c=abc&o=out1")).status_code == 400


@pytest.mark.parametrize("query", ["", "?c=abc", "?o=out1", "?c=&o=out1"])
async def test_a_receipt_that_names_nobody(door: SmsDoor, query: str) -> None:
    form = {"MessageSid": "SM1", "MessageStatus": "sent"}
    assert (await door.post(form, f"/sms/receipt{query}")).status_code == 400


@BOTH
@pytest.mark.parametrize("kind", ["", "application/json", "multipart/form-data; boundary=x", "text/plain"])
async def test_not_a_form(door: SmsDoor, path: str, kind: str) -> None:
    assert (await door.web.post(path, content=b"From=x", headers={"Content-Type": kind})).status_code == 415


@BOTH
@pytest.mark.parametrize("body", [b"Body=%ff%fe", b"Body=\xff", b"noequals", b"a=1&&b", b"a=1&" * 501, b"Body=%ED%A0%BD"])
async def test_a_form_that_cannot_be_read(door: SmsDoor, path: str, body: bytes) -> None:
    assert (await door.web.post(path, content=body, headers=FORM)).status_code == 400


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
async def test_another_method(door: SmsDoor, method: str) -> None:
    assert (await door.web.request(method, "/sms/receive")).status_code == 405


async def test_kept_nowhere(door: SmsDoor) -> None:
    door.took = OSError(28, "No space left on device")
    answer = await door.text()
    assert answer.status_code == 503
    assert "space" not in answer.text


def test_the_same_words_an_hour_later_are_new_words() -> None:
    form = ImmutableMultiDict({"From": PHONE, "Body": "help"})
    now = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    first, repeat, later = (
        inbound_of(form, now + wait, key=TOKEN) for wait in (timedelta(), timedelta(minutes=1), timedelta(hours=1))
    )
    assert first.message_id == repeat.message_id != later.message_id


def test_twilio_s_own_mark_of_a_repeat_counts_at_any_hour() -> None:
    form = ImmutableMultiDict({"From": PHONE, "Body": "help"})
    now = datetime(2026, 11, 24, 9, 59, 59, tzinfo=UTC)
    ids = [inbound_of(form, at, key=TOKEN, idempotency=mark).message_id
           for at, mark in ((now, "a"), (now + timedelta(seconds=2), "a"), (now, "b"))]  # fmt: skip
    assert ids[0] == ids[1] != ids[2]
