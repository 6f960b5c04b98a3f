"""Walk two: an escalation, to a worker and back, through the desk's own forms."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from bot.content.hours import LONDON
from tests.standins.twilio import TwilioStandIn
from tests.walks.people import DeskHand, Texter
from tests.walks.running import Lev, until


@pytest.fixture(scope="module")
def tam(lev: Lev) -> Iterator[DeskHand]:
    lead = DeskHand(lev)
    lead.join(lev.first_link(), "Tam", "tam")
    yield lead
    lead.web.close()


@pytest.fixture(scope="module")
def jo(lev: Lev, tam: DeskHand) -> Iterator[DeskHand]:
    worker = DeskHand(lev)
    worker.join(lev.link("support_worker"), "Jo", "jo")
    yield worker
    worker.web.close()


def test_from_the_first_word_to_the_goodbye(lev: Lev, twilio: TwilioStandIn, tam: DeskHand, jo: DeskHand) -> None:
    young = Texter(lev)
    young.text("im 15. he said he will post my pics if i dont send more")
    twilio.wait_for(young.number, "I've passed this")
    place = tam.first_case()
    assert place == tam.first_case(), "the case waits on everybody's list"

    page = tam.get(place).text
    assert "<mark" in page, "the words behind the risk are marked"
    assert "sextortion" in page
    assert tam.post(f"{place}/say", text="hello", nonce="1" * 12).status_code == 400, "not before the claim"

    assert tam.post(f"{place}/claim").status_code == 303
    twilio.wait_for(young.number, "Tam, a real person, has joined")
    jo.get(place)
    second = jo.post(f"{place}/claim")
    assert (second.status_code, "Tam has this case." in second.text) == (409, True)
    assert jo.post(f"{place}/say", text="me too", nonce="2" * 12).status_code == 409

    before = len(twilio.texts_to(young.number))
    young.text("what is consent")
    until(lambda: "what is consent" in tam.get(place).text)
    assert len(twilio.texts_to(young.number)) == before, "the bot is silent from the claim on"

    tam.post(f"{place}/say", text="Hi, I'm Tam. Are you safe right now?", nonce="3" * 12)
    tam.post(f"{place}/say", text="Hi, I'm Tam. Are you safe right now?", nonce="3" * 12)
    said = twilio.wait_for(young.number, "Hi, I'm Tam.")
    assert "sent" in tam.get(place).text
    twilio.receipt(lev.url, said, "delivered")
    twilio.receipt(lev.url, said, "sent")
    until(lambda: re.search(r"Hi, I&#39;m Tam.*?delivered", tam.get(place).text, re.S))
    assert sum("Hi, I'm Tam." in text for text in twilio.texts_to(young.number)) == 1, "one press, one text"

    young.text("hes outside now")
    until(lambda: "critical: immediate danger" in tam.get(place).text)  # on their line: the forms name every kind anyway

    tam.post(f"{place}/note", text="Rang MARU at ten past.")
    assert "Rang MARU" in tam.get(place).text
    tam.post(f"{place}/refer", to="maru")
    tam.post(f"{place}/close", outcome="referred", theme="online.sextortion")
    twilio.wait_for(young.number, "Tam has gone now. Thank you for talking to us.")
    assert "Rang MARU" not in " ".join(twilio.texts_to(young.number)), "notes stay private"
    young.text("what is consent")
    twilio.wait_for(young.number, "Consent is when you both choose it")


def test_a_worker_can_put_a_case_back_or_hand_it_on(lev: Lev, twilio: TwilioStandIn, tam: DeskHand, jo: DeskHand) -> None:
    young = Texter(lev)
    young.text("can i talk to a real person please")
    twilio.wait_for(young.number, "I'm asking a support worker")
    place = tam.takes_first_case()
    tam.post(f"{place}/release")
    twilio.wait_for(young.number, "You are still on our list")
    jo.get(place)
    jo.post(f"{place}/claim")
    assert "No colleague is on" in jo.get(place).text
    tam.post("/desk/on", until=_later(), room="5")
    tam_id = re.search(r'<option value="(\w+)">Tam, 0 of 5</option>', jo.get(place).text)
    assert tam_id
    assert jo.post(f"{place}/hand_over", to=tam_id[1]).status_code == 303
    twilio.wait_for(young.number, "Tam, a real person, is with you from now on")
    tam.get(place)
    tam.post(f"{place}/hand_back")
    twilio.wait_for(young.number, "It's Lev again, the computer program")
    young.text("is this a bot")
    twilio.wait_for(young.number, "I can't feel or see things like a person can")


def test_a_concern_is_read_later_and_does_not_silence_the_bot(lev: Lev, twilio: TwilioStandIn, tam: DeskHand) -> None:
    young = Texter(lev)
    young.text("im 14")
    young.text("he checks my phone and tells me who i can see")
    twilio.wait_for(young.number, "Would you like to talk to a real person?")
    twilio.wait_for(young.number, "isn't love, it's control")
    place = tam.first_case()
    tam.get(place)
    assert "to read this shift" in tam.get(place).text
    young.text("no thanks")
    twilio.wait_for(young.number, "That's OK. If you change your mind")
    tam.get(place)
    assert tam.post(f"{place}/close", outcome="no_action", theme="abuse.control").status_code == 303
    assert "has gone now" not in " ".join(twilio.texts_to(young.number)), "no goodbye from somebody who never came"


def test_stop_after_a_finding_reaches_a_worker(lev: Lev, twilio: TwilioStandIn, tam: DeskHand) -> None:
    young = Texter(lev)
    young.text("my mum hits me")
    twilio.wait_for(young.number, "I've passed this")
    young.text("STOP")
    place = tam.first_case()
    until(lambda: "stop after finding" in tam.get(place).text)
    assert "They texted STOP" in tam.get(place).text
    tam.post(f"{place}/claim")
    answer = tam.post(f"{place}/say", text="Hello", nonce="4" * 12)
    assert (answer.status_code, "texted STOP" in answer.text) == (400, True)
    tam.post(f"{place}/close", outcome="left", theme="home.unsafe")


def test_the_themes_page_is_for_designers_and_hides_small_figures(lev: Lev, tam: DeskHand, jo: DeskHand) -> None:
    assert jo.web.get("/themes").status_code == 403
    page = tam.web.get("/themes").text
    assert "no figures yet" in page or "No theme had enough people" in page, "the week is not over"
    designer = DeskHand(lev)
    designer.join(lev.link("designer"), "Sam", "sam")
    assert designer.web.get("/themes").status_code == 200
    assert designer.web.get("/desk").status_code == 403


def _later() -> str:
    """A time of day in Cornwall three hours from now."""
    return f"{datetime.now(LONDON) + timedelta(hours=3):%H:%M}"
