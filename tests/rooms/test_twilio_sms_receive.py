"""A text that Twilio posts comes in whole, once, and is answered before anybody thinks about it."""

import base64
import hmac
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest

from bot.content.words import Words
from bot.model.message import Channel, Took
from tests.standins.signed import signed_request
from tests.standins.sms_door import ACCOUNT, PHONE, PUBLIC_URL, SENDER, TOKEN, WORDS, SmsDoor, a_text


@pytest.fixture
async def door() -> AsyncIterator[SmsDoor]:
    door = SmsDoor()
    yield door
    await door.close()


async def test_a_text_comes_in(door: SmsDoor) -> None:
    before = datetime.now(UTC)
    answer = await door.text(Body="can I talk to someone")
    (inbound,) = door.inbound
    assert (inbound.channel, inbound.message_id, inbound.address) == (Channel.SMS, "SM1", PHONE)
    assert (inbound.text, inbound.media) == ("can I talk to someone", 0)
    assert before <= inbound.received_at <= datetime.now(UTC)
    assert empty(answer)


@pytest.mark.parametrize(
    "text",
    ["", "+44 7700 + 900", "a&b=c%20d;e?f#g", "ok 👍🏽 ❤️", "Kernow’s “fine” – ta", "line\r\nline", " spaces ", "ÿ€[]", "<Message>"],
)
async def test_a_text_keeps_its_characters(door: SmsDoor, text: str) -> None:
    assert empty(await door.text(Body=text))
    assert door.inbound[0].text == text


async def test_nul_bytes_are_taken_out(door: SmsDoor) -> None:
    assert empty(await door.text(Body="he\0llo\0"))
    assert door.inbound[0].text == "hello"


async def test_a_picture_without_words_is_counted_and_not_fetched(door: SmsDoor) -> None:
    assert empty(await door.text(Body="", NumMedia="2", MediaUrl0="http://127.0.0.1:9/a", MediaUrl1="http://127.0.0.1:9/b"))
    assert (door.inbound[0].text, door.inbound[0].media) == ("", 2)


@pytest.mark.parametrize("strange", ["-", "", "many", "-1", "1" * 5_000, "²"])
async def test_a_strange_count_of_pictures_loses_no_text(door: SmsDoor, strange: str) -> None:
    assert empty(await door.text(NumMedia=strange))
    assert (door.inbound[0].text, door.inbound[0].media) == ("hello", 0)


async def test_an_opt_out_word_comes_in_as_it_was_written(door: SmsDoor) -> None:
    assert empty(await door.text(Body="STOP", OptOutType="STOP"))
    assert door.inbound[0].text == "STOP"


async def test_a_repeated_webhook_gets_the_same_answer(door: SmsDoor) -> None:
    first = await door.text()
    door.took = Took.REPEATED
    again = await door.text()
    assert empty(first)
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert [inbound.message_id for inbound in door.inbound] == ["SM1", "SM1"]


async def test_a_spooled_text_is_answered_with_crisis_words(door: SmsDoor) -> None:
    door.took = Took.SPOOLED
    answer = await door.text()
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/xml; charset=utf-8")
    assert ElementTree.fromstring(answer.content).findtext("Message") == WORDS.say("crisis", None, Channel.SMS).text


async def test_crisis_words_are_escaped(tmp_path: Path) -> None:
    said = "Call 999 & stay <safe> ]]> now"
    (tmp_path / "one.yml").write_text(
        f'crisis: {{for: x, author: x, signed_off: x, written: 2026-11-01, expires: 2027-05-01, everyone: "{said}"}}\n'
    )
    door = SmsDoor(words=Words.load(tmp_path))
    door.took = Took.SPOOLED
    answer = await door.text()
    assert ElementTree.fromstring(answer.content).findtext("Message") == said
    await door.close()


async def test_without_an_id_a_text_still_comes_in(door: SmsDoor) -> None:
    for body in ("hello", "hello", "other"):
        assert empty(await door.text(Body=body, MessageSid="-", SmsSid="-"))
    first, again, other = (inbound.message_id for inbound in door.inbound)
    assert first == again != other
    assert PHONE[1:] not in first


async def test_the_older_name_of_the_id_counts(door: SmsDoor) -> None:
    assert empty(await door.text(MessageSid="-", SmsSid="SM7"))
    assert door.inbound[0].message_id == "SM7"


async def test_a_repeated_name_is_signed_with_all_its_values(door: SmsDoor) -> None:
    form = [*a_text().items(), ("Extra", "b"), ("Extra", "a"), ("Extra", "")]
    assert empty(await door.post(form))
    assert len(door.inbound) == 1


async def test_the_query_is_part_of_what_is_signed(door: SmsDoor) -> None:
    assert empty(await door.text("/sms/receive?a=1&b=%20x"))
    body, headers = signed_request(PUBLIC_URL, "/sms/receive?a=1", a_text(), TOKEN)
    assert (await door.web.post("/sms/receive?a=2", content=body, headers=headers)).status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "lev.example:1"])
async def test_the_request_s_own_host_does_not_matter(door: SmsDoor, host: str) -> None:
    body, headers = signed_request(PUBLIC_URL, "/sms/receive", a_text(), TOKEN)
    proxied = headers | {"Host": host, "X-Forwarded-Host": "other.example", "X-Forwarded-Proto": "http"}
    assert empty(await door.web.post("/sms/receive", content=body, headers=proxied))


async def test_a_signature_made_by_hand_fits(door: SmsDoor) -> None:
    said = f"{PUBLIC_URL}/sms/receiveAccountSid{ACCOUNT}Body1 + 1 👍EmptyFrom{PHONE}MessageSidSM9To{SENDER}"
    signature = hmac.digest(TOKEN.encode(), said.encode(), "sha1")
    form = {"MessageSid": "SM9", "From": PHONE, "To": SENDER, "Body": "1 + 1 👍", "AccountSid": ACCOUNT, "Empty": ""}
    headers = {"X-Twilio-Signature": base64.b64encode(signature).decode()}
    assert empty(await door.web.post("/sms/receive", data=form, headers=headers))
    assert door.inbound[0].text == "1 + 1 👍"


def empty(answer: httpx.Response) -> bool:
    root = ElementTree.fromstring(answer.content)
    kind = answer.headers["content-type"]
    return answer.status_code == 200 and kind.startswith("text/xml") and root.tag == "Response" and len(root) == 0
