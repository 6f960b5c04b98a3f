"""Phrases and texts in, which of them stand out. Never depends on `data/risk`."""

import pytest

from bot.content.phrases import Phrase, RiskWords
from bot.content.risk_lists import RiskLists
from bot.model.risk import Assessment, Kind, Level
from bot.screen.assess import Screen

C, H, X = Level.CONCERN, Level.HIGH, Level.CRITICAL


def screen(*phrases: tuple[Level | None, str], kind: Kind = Kind.SUICIDE) -> Screen:
    lists = {"friend": ("my mate", "my best mate"), "hits": ("hit", "hits")}
    spellings = {"dont": "do not", "wanna": "want to"}
    return Screen(
        RiskWords(tuple(Phrase(kind, level, words) for level, words in phrases), (), RiskLists(lists, spellings, ("so",)))
    )


def found(assessment: Assessment) -> list[str]:
    return [finding.phrase for finding in assessment.findings]


TABLE = {
    "found": ([(H, "want to die")], "i want to die now", ["want to die"]),
    "not inside a word": ([(H, "die")], "my diet", []),
    "skipped word between": ([(H, "want to die")], "want so to die", ["want to die"]),
    "gap of none": ([(H, "took ... pills")], "took pills", ["took ... pills"]),
    "gap of six": ([(H, "took ... pills")], "took a b c d e f pills", ["took ... pills"]),
    "gap of seven": ([(H, "took ... pills")], "took a b c d e f g pills", []),
    "gap stops at a sentence": ([(H, "took ... pills")], "he took it. pills", []),
    "gap goes on over a pause": ([(H, "took ... pills")], "he took... the pills", ["took ... pills"]),
    "words may cross a sentence": ([(H, "want to die")], "i want to. die", ["want to die"]),
    "list": ([(H, "<friend> hits me")], "my best mate hits me", ["<friend> hits me"]),
    "two lists and a gap": ([(H, "<friend> ... <hits> me")], "my mate he just hit me", ["<friend> ... <hits> me"]),
    "cancelled": ([(H, "want to die"), (None, "want to die of boredom")], "i want to die of boredom", []),
    "cancelled where they touch": ([(H, "want to die"), (None, "maths makes me want to")], "maths makes me want to die", []),
    "cancelled here, found there": (
        [(H, "want to die"), (None, "die of boredom")], "die of boredom. no i want to die", ["want to die"],
    ),
    "a gap cancels what it holds": ([(H, "want to die"), (None, "maths ... to die")], "maths makes me want to die", []),
    "a gap does not cancel what goes on": (
        [(H, "touched my leg"), (None, "brother ... touched my")], "brother again touched my leg", ["touched my leg"],
    ),
    "the longer stands though milder": (
        [(H, "want to die"), (C, "do not want to die")], "i dont wanna die", ["do not want to die"],
    ),
    "a gap does not make it the longer": ([(X, "want to die"), (C, "i ... to die")], "i want to die", ["want to die"]),
    "a longer phrase outdoes not_when": ([(H, "want to die now"), (None, "to die")], "want to die now", ["want to die now"]),
    "the most urgent of two that overlap": ([(C, "want to"), (X, "to die")], "want to die", ["to die"]),
}  # fmt: skip


@pytest.mark.parametrize(("phrases", "text", "expected"), TABLE.values(), ids=TABLE.keys())
def test_which_phrases_stand(phrases: list[tuple[Level | None, str]], text: str, expected: list[str]) -> None:
    assert found(screen(*phrases).assess(text)) == expected


def test_one_kind_does_not_cancel_another() -> None:
    words = (Phrase(Kind.SUICIDE, H, "kill me"), Phrase(Kind.DISTRESS, None, "kill me"))
    assert found(Screen(RiskWords(words)).assess("kill me")) == ["kill me"]


def test_a_phrase_of_skipped_words_is_refused() -> None:
    with pytest.raises(ValueError, match="skipped"):
        screen((H, "so"))
