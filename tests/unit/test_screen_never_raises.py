"""Any text at all in; findings that lie in it, or none, out."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model.age import AgeBand
from bot.screen.assess import Screen
from bot.screen.cli import RISK_FOLDER

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
