"""Any text at all in; findings that lie in it, or none, out."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.content.phrases import RiskWords
from bot.content.sentences import sentences
from bot.model.age import AgeBand
from bot.model.risk import Level
from bot.screen.assess import Screen
from bot.screen.cli import RISK_FOLDER
from bot.screen.fold import Word

ANY_CHARACTER = st.characters(categories=None)  # lone surrogates, NULs and unassigned ones too
PIECES = st.sampled_from(
    ["i want to", "die", "my dad", "hits me", "k!ll", "mys3lf", "dont", "’", "\ud83d", "\x00", "🔪", "\u202e", "ﷺ", "İ", "ß",
     "...", "*", "e\u0301", "he might see this", "допоможіть", "\r\n", "k.m.s", "ﬁ", "\ufe0f"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(ANY_CHARACTER, max_size=300),
    st.lists(st.one_of(PIECES, st.text(ANY_CHARACTER, max_size=4))).map(" ".join),
    st.lists(PIECES).map("".join),
)


@pytest.fixture(scope="module")
def screen() -> Screen:
    return Screen.load(RISK_FOLDER)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, recent=st.lists(TEXTS, max_size=3), band=st.sampled_from([None, *AgeBand]))
def test_never_raises_and_places_lie_in_the_text(screen: Screen, text: str, recent: list[str], band: AgeBand | None) -> None:
    assessment = screen.assess(text, recent, band=band)
    for finding in assessment.findings:
        assert 0 <= finding.start < finding.end <= len(text)
        assert text[finding.start : finding.end]
    assert bool(assessment.findings) is bool(assessment.level)
    assert assessment.level == max((finding.level for finding in assessment.findings), default=0)


WORDS = RiskWords.load(RISK_FOLDER)
DANGER = [example.text for example in WORDS.examples if example.level is Level.CRITICAL]
AROUND = st.one_of(
    TEXTS,
    st.sampled_from([sentence.text for sentence in sentences(RISK_FOLDER / "examples") if sentence.level is Level.NONE]),
    st.sampled_from(["jk", "lol", "only joking", "i would never", "the lyrics go", "forget i said that", "what if", "years ago"]),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(danger=st.sampled_from(DANGER), before=AROUND, after=AROUND, between=st.sampled_from([" ", ". ", "\n"]))
def test_nothing_said_around_it_hides_danger(screen: Screen, danger: str, before: str, after: str, between: str) -> None:
    text = f"{before}{between}{danger}{between}{after}"
    assume(_cancelled(screen, text) <= _cancelled(screen, danger))  # an author's `not_when`, or a milder phrase that is longer
    assert screen.assess(text).level >= Level.HIGH


def _cancelled(screen: Screen, text: str) -> set[str]:
    """The author's phrases in it that may stand instead of more urgent ones."""
    words = [Word(text=word, start=0, end=1) for word in screen.plain(text)]
    matches = screen._finder.matches(words)
    return {
        match.phrase.words
        for match in matches
        if (match.phrase.level is not Level.CRITICAL and not match.gapped) or not match.phrase.level
    }
