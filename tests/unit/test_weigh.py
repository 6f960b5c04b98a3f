"""Rasa's answer and our own reading, weighed: who answers, and when the young person is asked what they meant."""

import pytest

from bot.content.words import Words
from bot.decide.heard import Reply
from bot.decide.weigh import AGREED, DOUBT, LEAST, SURE, weighed
from bot.model.reading import Reading
from bot.setting_checks import ROOT

WORDS = Words.load(ROOT / "data" / "words")
HELLO, JEALOUS, UNSURE = Reply(say=("hello",)), Reply(say=("jealousy",)), Reply(notes=({"note": "not_sure", "guesses": ""},))
A_LITTLE = 0.01


def read(**sure: float) -> tuple[Reading, ...]:
    return tuple(Reading(topic, share) for topic, share in sure.items())


def asked(*guesses: str) -> Reply:
    return Reply(notes=({"note": "not_sure", "guesses": ",".join(guesses)},))


@pytest.mark.parametrize("rasa", [None, HELLO, JEALOUS, UNSURE])
def test_a_sure_reading_answers(rasa: Reply | None) -> None:
    assert weighed(rasa, read(breakup=SURE), WORDS) == Reply(say=("breakup",))


@pytest.mark.parametrize("note", ["wants_person", "age"])
def test_what_is_asked_for_outright_is_never_overruled(note: str) -> None:
    reply = Reply(notes=({"note": note},))
    assert weighed(reply, read(breakup=0.9), WORDS) == reply


@pytest.mark.parametrize("note", ["find_service", "opening_hours"])
def test_a_place_or_the_hours_are_looked_up_when_our_reading_thinks_of_them_too(note: str) -> None:
    reply = Reply(notes=({"note": note},))
    assert weighed(reply, read(breakup=0.9, **{note: 0.01}), WORDS) == reply
    assert weighed(reply, read(breakup=0.9), WORDS) == Reply(say=("breakup",))
    assert weighed(reply, read(breakup=0.1), WORDS) == asked("breakup")


def test_two_who_agree_need_be_less_sure() -> None:
    assert weighed(JEALOUS, read(jealousy=AGREED), WORDS) == JEALOUS
    assert weighed(JEALOUS, read(jealousy=AGREED - A_LITTLE, breakup=0.1), WORDS) == asked("jealousy", "breakup")


def test_two_who_differ_are_both_offered_ours_first() -> None:
    assert weighed(JEALOUS, read(breakup=0.3, arguments=0.2), WORDS) == asked("breakup", "jealousy")


def test_small_talk_is_rasas_unless_a_topic_is_likely() -> None:
    assert weighed(HELLO, read(greet=0.8), WORDS) == HELLO
    assert weighed(HELLO, read(breakup=DOUBT - A_LITTLE), WORDS) == HELLO
    assert weighed(HELLO, read(breakup=DOUBT), WORDS) == asked("breakup")


def test_when_neither_knows_there_are_guesses_or_none() -> None:
    assert weighed(UNSURE, read(breakup=0.2, jealousy=LEAST), WORDS) == asked("breakup", "jealousy")
    assert weighed(UNSURE, read(breakup=0.2, jealousy=LEAST - A_LITTLE), WORDS) == asked("breakup")
    assert weighed(UNSURE, read(breakup=LEAST - A_LITTLE), WORDS) == asked()


def test_a_person_or_a_way_of_talking_is_never_a_guess() -> None:
    assert weighed(UNSURE, read(greet=0.2, ask_for_person=0.2, nlu_fallback=0.1, breakup=0.1), WORDS) == asked("breakup")


def test_what_lev_is_not_for_is_said_when_read_so() -> None:
    assert weighed(UNSURE, read(out_of_scope=DOUBT), WORDS) == Reply(say=("out_of_scope",))
    assert weighed(JEALOUS, read(out_of_scope=DOUBT), WORDS) == Reply(say=("out_of_scope",))


def test_without_rasa_only_a_sure_reading_speaks() -> None:
    assert weighed(None, read(breakup=SURE - A_LITTLE), WORDS) is None
    assert weighed(None, (), WORDS) is None
