"""What the youngest hear, what every topic must have, and that the code and the words know each other's names."""

import re

import pytest

from bot.content.needed import NEEDED, missing
from bot.content.themes import Themes
from bot.content.words import Words
from bot.model.age import BANDS, AgeBand
from bot.model.message import Channel
from bot.model.risk import Kind
from bot.setting_checks import ROOT

WORDS = Words.load(ROOT / "data" / "words")
NOT_FOR_CHILDREN = re.compile(
    r"\b(sex\w*|nud\w+|naked|condom\w*|contracept\w*|pregnan\w*|drunk|high|abus\w*|rape\w*|suicid\w*|kill\w*|flirt\w*|porn\w*)\b",
    re.I,
)
# The one plain line with which children are told that such things are never their fault.
ALLOWED = "No one should do private or sexual things with a child."
ADVICE = (
    "consent_what", "consent_change_mind", "consent_say_no", "consent_age", "consent_pressure", "consent_drink", "nudes_asked",
    "nudes_sent", "nudes_shared", "report_remove", "phone_checking", "healthy_signs", "jealousy", "breakup", "asking_out",
    "online_meeting", "older_partner", "friend_worry", "who_will_know", "contraception_private", "feeling_low", "bullying",
)  # fmt: skip
SAID_BY_CODE = re.compile(r"""(?:\.say|\.word|_say)\((?:draft, )?"([a-z_0-9]+)\"""")
PLAIN = {Kind.ASKS_FOR_PERSON, Kind.STOP_AFTER_FINDING}  # a person is fetched, or nothing may be sent


@pytest.mark.parametrize("name", ADVICE)
def test_advice_is_there_for_every_age_and_counts_somewhere(name: str) -> None:
    word = WORDS.word(name)
    assert {AgeBand.UNDER_13, AgeBand.FROM_13} <= set(word.forms), "children never hear what teenagers do"
    assert word.theme in {leaf.id for leaf in Themes.load(ROOT / "data" / "themes.yml").leaves()}


@pytest.mark.parametrize("name", ADVICE)
@pytest.mark.parametrize("channel", Channel)
def test_advice_for_children_is_never_sexual(name: str, channel: Channel) -> None:
    for band in (None, AgeBand.UNDER_13):
        text = WORDS.say(name, band, channel).text.replace(ALLOWED, "")
        assert not NOT_FOR_CHILDREN.search(text), text


@pytest.mark.parametrize("name", sorted(name for name in WORDS.names() if name.startswith(("risk_", "worry_"))))
def test_first_answers_name_nothing_a_child_did_not_say(name: str) -> None:
    text = WORDS.say(name, AgeBand.UNDER_13, Channel.SMS).text
    assert not NOT_FOR_CHILDREN.search(text), text
    assert not re.search(r"\b(he|she|him|her|his|boyfriend|girlfriend|dad|mum|uncle|teacher)\b", text, re.I), "nothing that leads"


@pytest.mark.parametrize("kind", sorted({*Kind} - PLAIN))
def test_every_kind_of_risk_has_a_first_answer_of_its_own(kind: Kind) -> None:
    assert f"risk_{kind}" in WORDS.names()


def test_whoever_tells_no_age_hears_what_may_save_a_life() -> None:
    """An unknown age hears the youngest form, and it may be an adult's: a child's line alone is not enough."""
    for name in ("risk_suicide", "risk_self_harm", "risk_distress", "worry_suicide", "worry_self_harm"):
        said = WORDS.say(name, None, Channel.SMS).text
        assert "SHOUT to 85258" in said
        assert "0800 1111" in said
    threatened = WORDS.say("risk_sextortion", None, Channel.SMS).text
    assert all(part in threatened for part in ("Stop replying", "Don't pay or send more", "Save", "999"))


def test_first_answers_are_for_kinds_that_exist() -> None:
    named = {name.partition("_")[2] for name in WORDS.names() if name.startswith(("risk_", "worry_"))}
    assert named <= {*Kind}


def test_the_code_and_the_words_know_each_other() -> None:
    """What is said by a name in the code is in NEEDED, and what is in NEEDED has been written."""
    said = set()
    for room in ("bot", "channels"):
        for path in (ROOT / room).rglob("*.py"):
            said |= set(SAID_BY_CODE.findall(path.read_text()))
    assert {"holding_in_hours", "worker_joined", "crisis", "promise"} <= said, "the search finds them"
    assert said - set(NEEDED) == set(), "every name the code says is known to be needed"
    assert missing(WORDS.names()) == []


def test_nobody_is_told_of_a_time_in_words_for_the_desk_that_is_closed() -> None:
    said = WORDS.say("holding_out_of_hours", None, Channel.SMS, opens_at="9am tomorrow", open_now="Childline 0800 1111").text
    assert "9am tomorrow" in said
    assert "Childline 0800 1111" in said
    assert "999" in said


def test_the_menu_says_its_numbers_on_every_channel() -> None:
    for channel in Channel:
        for band in BANDS:
            spoken = WORDS.say("menu", band, channel)
            assert len(spoken.choices) == 6, "a page shows them as buttons"
            if channel is Channel.SMS:
                assert re.findall(r"^(\d) ", spoken.text, re.M) == list("123456")
