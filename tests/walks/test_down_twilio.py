"""Twilio does not take texts: tried again with growing pauses, shown at the desk, and final errors said as final."""

from collections.abc import Iterator

import pytest

from tests.standins.twilio import TwilioStandIn
from tests.walks.people import DeskHand, Texter
from tests.walks.running import Lev, until


@pytest.fixture(scope="module")
def tam(calm_lev: Lev) -> Iterator[DeskHand]:
    lead = DeskHand(calm_lev)
    lead.join(calm_lev.first_link(), "Tam", "tam")
    yield lead
    lead.web.close()


def test_a_passing_fault_delays_and_loses_nothing(calm_lev: Lev, twilio: TwilioStandIn) -> None:
    young = Texter(calm_lev)
    twilio.will_fail(500)
    twilio.will_fail(429)
    young.text("hello")
    twilio.wait_for(young.number, "1 Talk to a real person", seconds=30)
    assert sum("1 Talk to a real person" in text for text in twilio.texts_to(young.number)) == 1


def test_a_lasting_fault_shows_at_the_desk_and_the_text_still_goes(calm_lev: Lev, twilio: TwilioStandIn, tam: DeskHand) -> None:
    young = Texter(calm_lev)
    twilio.will_fail(503, times=4)
    young.text("can i talk to a real person")
    place = tam.first_case()
    until(lambda: "not delivered yet" in tam.get(place).text, 30)
    figures = calm_lev.metrics()
    assert sum(figures["lev_waiting_texts"].values()) >= 1, "it waits to be sent"
    assert figures["lev_sends_total"]["trying_again", "20500"] >= 3
    twilio.wait_for(young.number, "I'm asking a support worker", seconds=40)
    until(lambda: "not delivered yet" not in tam.get(place).text)
    tam.post(f"{place}/claim")
    tam.post(f"{place}/close", outcome="practice")
    twilio.wait_for(young.number, "Tam has gone now")


def test_a_final_refusal_is_said_at_the_desk_and_not_tried_again(calm_lev: Lev, twilio: TwilioStandIn, tam: DeskHand) -> None:
    young = Texter(calm_lev)
    twilio.will_refuse(21610)
    asked = twilio.asked
    young.text("my dad hits me")
    place = tam.first_case()
    until(lambda: "not delivered: they texted STOP" in tam.get(place).text)
    until(lambda: "not delivered" in tam.get("/desk").text)
    assert calm_lev.metrics()["lev_sends_total"]["refused", "21610"] == 1
    assert twilio.asked - asked <= len(twilio.texts_to(young.number)) + 1, "refused once, not tried again"


def test_a_slow_twilio_holds_up_nobody_else(calm_lev: Lev, twilio: TwilioStandIn) -> None:
    slow, quick = Texter(calm_lev), Texter(calm_lev)
    twilio.will_take_and_hang(6)
    slow.text("hello")
    until(lambda: twilio.texts_to(slow.number))
    quick.text("hello")
    twilio.wait_for(quick.number, "1 Talk to a real person", seconds=4)
