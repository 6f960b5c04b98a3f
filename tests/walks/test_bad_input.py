"""Bad input: a clear answer, nothing stored that was not signed, and nothing a young person said lost."""

import httpx
import pytest

from tests.standins.signed import signature
from tests.standins.twilio import TwilioStandIn
from tests.walks.people import Chatter, Texter
from tests.walks.running import ACCOUNT, PUBLIC_URL, TOKEN, Lev

FORM = {"MessageSid": "SM" + "2" * 32, "AccountSid": ACCOUNT, "From": "+447700900999", "Body": "hello", "NumMedia": "0"}


@pytest.mark.parametrize(
    ("headers", "form"),
    [
        ({}, FORM),
        ({"X-Twilio-Signature": "nonsense"}, FORM),
        ({"X-Twilio-Signature": signature(PUBLIC_URL, "/sms/receive", FORM, "another token")}, FORM),
        ({"X-Twilio-Signature": signature(PUBLIC_URL, "/sms/receive", FORM, TOKEN)}, FORM | {"Body": "changed"}),
        ({"X-Twilio-Signature": signature("http://127.0.0.1", "/sms/receive", FORM, TOKEN)}, FORM),
    ],
    ids=["missing", "nonsense", "other token", "changed text", "signed for another address"],
)
def test_what_twilio_did_not_sign_is_refused_and_not_stored(calm_lev: Lev, headers: dict[str, str], form: dict[str, str]) -> None:
    for path in ("/sms/receive", "/sms/receipt"):
        assert httpx.post(calm_lev.url + path, data=form, headers=headers).status_code == 403
    assert calm_lev.health()["parts"]["waiting"] == {"inbound": 0, "outbound": 0}


def test_every_bad_request_gets_a_clear_answer(calm_lev: Lev) -> None:
    url, chatter = calm_lev.url, Chatter(calm_lev)
    auth = {"Authorization": f"Bearer {chatter.token}"}
    answers = {
        "unknown channel": (httpx.post(f"{url}/pigeon/receive", data=FORM), 404),
        "malformed json": (
            httpx.post(f"{url}/chat/say", content=b'{"id', headers=auth | {"Content-Type": "application/json"}),
            400,
        ),
        "not utf-8": (httpx.post(f"{url}/chat/say", content=b"\xff\xfe", headers=auth | {"Content-Type": "application/json"}), 400),
        "a list": (httpx.post(f"{url}/chat/say", json=[1], headers=auth), 400),
        "no token": (httpx.post(f"{url}/chat/say", json={"id": "12345678", "text": "hi"}), 401),
        "too long": (httpx.post(f"{url}/chat/say", json={"id": "12345678", "text": "x" * 70_000}, headers=auth), 413),
        "a form": (httpx.post(f"{url}/chat/say", data={"text": "hi"}, headers=auth), 415),
        "wrong method": (httpx.get(f"{url}/chat/say", headers=auth), 405),
    }
    for label, (answer, status) in answers.items():
        assert answer.status_code == status, label
        assert len(answer.text) > 10, f"{label}: says what is wrong"
        assert "Traceback" not in answer.text


def test_strange_texts_are_kept_and_screened(calm_lev: Lev, twilio: TwilioStandIn) -> None:
    chatter = Chatter(calm_lev)
    assert chatter.say("\0i dont want to be\0 here anymore \ud83d\x00", message_id="a" * 12).status_code == 202
    chatter.hears("Are you safe right now?")
    long = "so basically " * 770 + " and i want to kill myself"  # 10,000 characters, the end of which matters
    other = Chatter(calm_lev)
    assert other.say(long).status_code == 202
    other.hears("Are you safe right now?")
    assert other.lines()[0]["text"] == long, "kept whole"


def test_a_repeated_web_message_is_the_same_message(calm_lev: Lev) -> None:
    chatter = Chatter(calm_lev)
    assert chatter.say("hello", message_id="b" * 12).json()["took"] == "stored"
    assert chatter.say("hello", message_id="b" * 12).json()["took"] == "repeated"
    chatter.say("hello again")
    lines = chatter.lines(at_least=10, seconds=3)
    assert [line["text"] for line in lines if line["speaker"] == "young_person"] == ["hello", "hello again"]


def test_a_text_without_an_id_is_not_lost(calm_lev: Lev, twilio: TwilioStandIn) -> None:
    young = Texter(calm_lev)
    assert young.text("he hits me", sid="").status_code in (200, 400)
    assert young.text("he hits me").status_code == 200
    twilio.wait_for(young.number, "not your fault")
