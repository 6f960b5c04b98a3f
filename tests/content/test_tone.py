"""How Lev speaks: what the lists of `data/tone.yml` catch, and what they let through."""

from pathlib import Path

import pytest

from bot.content.phrases import RiskWords
from bot.content.reader import ContentError
from bot.content.tone import LOCKED, Tone
from bot.content.words import Words
from bot.model.age import BANDS
from bot.model.message import Channel
from bot.model.risk import Level
from bot.setting_checks import ROOT

TONE = Tone.load(ROOT / "data" / "tone.yml")
WORDS = Words.load(ROOT / "data" / "words")


@pytest.mark.parametrize(
    "text",
    [
        "That sounds risky.",
        "A TRAUMATIC time.",
        "You’re a victim of it.",
        "He is a dealer.",
        "Are you sure?",
        "It’ll be OK.",
        "Is it normal?",
    ],
)
def test_what_is_never_said(text: str) -> None:
    assert list(TONE.wrong_anywhere(text))


@pytest.mark.parametrize(
    "text", ["There are hundreds of us.", "It is abnormal rain.", "Say what you like.", "Ring £5 - 10% (ok): no; yes."]
)
def test_only_whole_words_count(text: str) -> None:
    assert list(TONE.wrong_anywhere(text)) == []


def test_only_the_first_words_show_on_a_locked_phone() -> None:
    lead = "x" * LOCKED
    assert list(TONE.telling_on_a_locked_phone("The police are there.")) == [
        "the first 40 characters show on a locked phone: 'police'"
    ]
    assert list(TONE.telling_on_a_locked_phone(f"{lead} The police are there.")) == []


def test_questions_that_may_be_asked() -> None:
    assert list(TONE.wrong_questions("It's OK. Are you safe right now?")) == []
    assert len(list(TONE.wrong_questions("Who did this? Are you safe right now? Why?"))) == 2


@pytest.mark.parametrize("name", sorted(WORDS.names()))
def test_words_for_an_sms_keep_quiet_on_a_locked_phone(name: str) -> None:
    blanks = {
        "opens_at": "9am tomorrow",
        "until": "9am tomorrow",
        "closes_at": "5pm",
        "open_now": "x",
        "worker": "Tam",
        "services": "x",
        "page": "https://lev.example",
        "said": "Buses stop too early.",
        "did": "A later bus runs.",
    }
    for band in BANDS:
        assert list(TONE.telling_on_a_locked_phone(WORDS.say(name, band, Channel.SMS, **blanks).text)) == []


def test_a_concern_is_never_answered_with_two_questions() -> None:
    """The offer of a person follows a concern, so the answer before it may ask nothing: "no" must mean one thing."""
    phrases = RiskWords.load(ROOT / "data" / "risk").phrases
    for kind in {phrase.kind for phrase in phrases if phrase.level is Level.CONCERN}:
        for band in BANDS:
            name = next(name for name in (f"worry_{kind}", f"risk_{kind}", "safety_concern") if name in WORDS.names())
            assert "?" not in WORDS.say(name, band, Channel.WEB).text, name


def test_words_that_follow_others_ask_nothing() -> None:
    for name in ("watched", "holding_in_hours", "holding_more", "danger_999"):
        for band in BANDS:
            assert "?" not in WORDS.say(name, band, Channel.SMS).text


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [("no_promises:", "promises:", "'no_promises' is missing"), ("  risky: say", "  risky: [say]\n  x: say", "expected text")],
)
def test_a_broken_list_is_named(tmp_path: Path, old: str, new: str, what: str) -> None:
    (tmp_path / "tone.yml").write_text((ROOT / "data" / "tone.yml").read_text().replace(old, new, 1))
    with pytest.raises(ContentError, match=what):
        Tone.load(tmp_path / "tone.yml")
