"""Walk one: a text, from the signed webhook to the reply, through everything that is real."""

from bot.model.segments import count_segments
from tests.standins.twilio import TwilioStandIn
from tests.walks.people import Texter
from tests.walks.running import Lev


def test_a_text_is_answered_once_in_the_right_words(lev: Lev, twilio: TwilioStandIn) -> None:
    young = Texter(lev)
    answer = young.text("what is consent?", sid="SM" + "1" * 32)
    assert (answer.status_code, "<Message>" in answer.text) == (200, False), "the answer comes through the API"
    twilio.wait_for(young.number, "Your body is yours")
    twilio.wait_for(young.number, "This is private, unless someone might get hurt")
    twilio.wait_for(young.number, "How old are you, roughly?")
    assert young.text("what is consent?", sid="SM" + "1" * 32).status_code == 200
    young.text("im 14")
    twilio.wait_for(young.number, "Consent is when you both choose it")
    said = " ".join(twilio.texts_to(young.number))
    assert said.count("Your body is yours") == 1, "a webhook that comes twice is answered once"
    assert said.count("This is private") == 1, "the promise is said once"
    assert all(count_segments(text).segments <= 2 for text in twilio.texts_to(young.number))


def test_what_rasa_does_not_understand_leads_to_a_person(lev: Lev, twilio: TwilioStandIn) -> None:
    young = Texter(lev)
    young.text("zxqv wvvq plonkz")
    twilio.wait_for(young.number, "say it another way")
    young.text("qqzzt brrm xkkj")
    twilio.wait_for(young.number, "1 Talk to a real person")
    young.text("1")
    twilio.wait_for(young.number, "I'm asking a support worker to join")


def test_a_leading_slash_is_a_text_like_any_other(lev: Lev, twilio: TwilioStandIn) -> None:
    young = Texter(lev)
    young.text("im 16")
    twilio.wait_for(young.number, "Thanks, that helps")
    young.text("/restart")
    young.text("/what is consent")
    twilio.wait_for(young.number, "Consent is a free choice by someone able to choose")


def test_a_picture_alone_is_answered_kindly(lev: Lev, twilio: TwilioStandIn) -> None:
    young = Texter(lev)
    assert young.text("", NumMedia="1", MediaUrl0="https://api.twilio.com/x").status_code == 200
    twilio.wait_for(young.number, "I can't look at pictures")


def test_stop_silences_and_start_brings_back(lev: Lev, twilio: TwilioStandIn) -> None:
    young = Texter(lev)
    young.text("what is consent")
    twilio.wait_for(young.number, "How old are you")
    before = len(twilio.texts_to(young.number))
    young.text("STOP")
    young.text("what is consent")
    young.text("START")
    twilio.wait_for(young.number, "OK, you're back")
    assert len(twilio.texts_to(young.number)) == before + 1, "nothing was sent between STOP and START"


def test_the_screen_speaks_before_rasa(lev: Lev, twilio: TwilioStandIn) -> None:
    young = Texter(lev)
    young.text("he said he will post my pics if i dont send him money")
    twilio.wait_for(young.number, "call 999")
    first = twilio.texts_to(young.number)[0]
    assert first.startswith("If you are in danger right now, call 999")
    twilio.wait_for(young.number, "Don't pay or send more")


def test_texts_of_one_person_are_answered_in_order(lev: Lev, twilio: TwilioStandIn) -> None:
    young = Texter(lev)
    for text in ("im 17", "what is consent", "how do i ask her out", "my boyfriend is jealous", "bye"):
        young.text(text)
    twilio.wait_for(young.number, "Take care.")
    parts = ("that helps me", "free choice", "Keep it simple", "Feeling jealous", "Take care.")
    said = "\n".join(twilio.texts_to(young.number))
    assert [said.index(part) for part in parts] == sorted(said.index(part) for part in parts)
