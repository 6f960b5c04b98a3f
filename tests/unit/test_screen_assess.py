"""Texts, bursts and ages in, assessments of the real `data/risk` out. Never checks single phrases: `tests/content` does."""

import logging
import time
from collections.abc import Sequence

import pytest

from bot.content.phrases import RiskWords
from bot.meaning.vectors import Sentences
from bot.model.age import AgeBand
from bot.model.risk import CLEAR, Finding, Kind, Level
from bot.screen.assess import MODEL, Screen, assess_safely
from bot.screen.cli import RISK_FOLDER
from bot.screen.fold import Word
from bot.screen.marks import Place
from bot.screen.second import SecondOpinion


@pytest.fixture(scope="module")
def screen() -> Screen:
    return Screen.load(RISK_FOLDER)


def test_nothing_found_is_clear(screen: Screen) -> None:
    assert screen.assess("what time does the youth club open") == CLEAR


def test_a_burst_is_one_statement_and_the_place_is_in_the_last_text(screen: Screen) -> None:
    text = "die tonight"
    assessment = screen.assess(text, ["hi", "i want to"])
    assert assessment.level is Level.CRITICAL
    assert {text[f.start : f.end] for f in assessment.findings} == {"die tonight"}


def test_what_was_said_before_is_not_found_again(screen: Screen) -> None:
    assert screen.assess("ok thanks", ["i want to die"]) == CLEAR


def test_an_earlier_text_can_make_it_milder(screen: Screen) -> None:
    assert screen.assess("die of boredom", ["i want to"]) == CLEAR


def test_under_13_raises_sexual_violent_and_going_away_kinds_only(screen: Screen) -> None:
    for text, kind, young, older in (
        ("he asked for nudes", Kind.IMAGES, Level.HIGH, Level.CONCERN),
        ("im going to run away", Kind.MISSING, Level.HIGH, Level.CONCERN),
        ("i cant cope", Kind.DISTRESS, Level.CONCERN, Level.CONCERN),
    ):
        assert (screen.assess(text, band=AgeBand.UNDER_13).kinds[0], screen.assess(text, band=AgeBand.UNDER_13).level) == (
            kind,
            young,
        )
        assert screen.assess(text).level is older
        assert screen.assess(text, band=AgeBand.FROM_13).level is older


def test_critical_is_the_most(screen: Screen) -> None:
    assert screen.assess("hes got a knife and he might see this", band=AgeBand.UNDER_13).level is Level.CRITICAL


@pytest.mark.parametrize(
    ("text", "recent"),
    [
        ("my dad hits me and he might see this", ()),
        ("he might see this", ("my dad hits me",)),
        ("my dad hits me", ("he might see this",)),
    ],
    ids=["one text", "watched after", "watched before"],
)
def test_a_watched_phone_raises_the_rest_by_a_step(screen: Screen, text: str, recent: Sequence[str]) -> None:
    assert screen.assess(text, recent).level is Level.CRITICAL
    assert screen.assess("my dad hits me").level is Level.HIGH


def test_another_alphabet_is_unreadable_from_first_to_last_letter(screen: Screen) -> None:
    text = "  потрібна допомога!"
    (finding,) = screen.assess(text).findings
    assert (finding.kind, finding.level, text[finding.start : finding.end]) == (Kind.UNREADABLE, Level.CONCERN, "потрібна допомога")


@pytest.mark.parametrize(
    "text",
    [
        "i want to die " * 5_000,
        "he she my mate " * 5_000,
        "i " * 32_768,
        "*" * 65_536,
        "k*ll " * 13_000,
        "a!" * 32_768,
        "🔪" * 16_384,
    ],
    ids=["one phrase", "list members", "single letters", "stars", "masked", "loud", "picture signs"],
)
def test_64_kib_of_anything_is_quick(screen: Screen, text: str) -> None:
    begun = time.process_time()
    screen.assess(text)
    assert time.process_time() - begun < 1.5  # about 0.3 s on a quiet machine


class Broken(Screen):
    def _by_phrases(self, words: Sequence[Word], places: Sequence[Place]) -> list[Finding]:
        raise RuntimeError(words[0].text)


class NoOpinion(SecondOpinion):
    def findings(self, earlier: Sequence[Word], here: Sequence[Word]) -> list[Finding]:
        raise RuntimeError(here[0].text)


def test_a_failure_is_a_concern_and_logs_no_word(screen: Screen, caplog: pytest.LogCaptureFixture) -> None:
    broken = Broken.load(RISK_FOLDER)
    with caplog.at_level(logging.DEBUG):
        assessment = assess_safely(broken, "canary words")
    (finding,) = assessment.findings
    assert (assessment.level, finding.kind, finding.start, finding.end) == (Level.CONCERN, Kind.SCREEN_FAILED, 0, 12)
    assert "RuntimeError" in caplog.text
    assert "canary" not in caplog.text


def test_a_second_opinion_that_fails_leaves_what_the_phrases_found(caplog: pytest.LogCaptureFixture) -> None:
    screen = Screen(RiskWords.load(RISK_FOLDER), NoOpinion.load(RISK_FOLDER / MODEL, Sentences()))
    with caplog.at_level(logging.DEBUG):
        assessment = screen.assess("canary he is going to kill me")
    assert assessment.level is Level.CRITICAL
    assert {Kind.IMMEDIATE_DANGER, Kind.SCREEN_FAILED} <= set(assessment.kinds)
    assert "canary" not in caplog.text
