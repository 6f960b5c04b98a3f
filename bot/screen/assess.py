"""The screen itself: a text (and what was said just before it) in, an `Assessment` out. A pure function once loaded.

Never raises for any text when called through `assess_safely`, and never logs a word of it.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.content.phrases import RiskWords
from bot.content.tongues import known_beside
from bot.meaning.vectors import Sentences
from bot.model.age import AgeBand
from bot.model.reading import Before
from bot.model.risk import CLEAR, Assessment, Finding, Kind, Level, Mark, Rule
from bot.screen.answers import Answers
from bot.screen.fold import Word
from bot.screen.habits import NO_HABITS, Habits
from bot.screen.language import NO_TONGUES, Tongues, unreadable
from bot.screen.marks import Marks, Place, lowered, marks_in, marks_of, taken_back
from bot.screen.normalise import Normaliser
from bot.screen.phrases import Finder
from bot.screen.raised import raised
from bot.screen.second import SecondOpinion
from bot.screen.tree import tree, without
from bot.screen.weigh import confidence, level_of, standing

BURST_CHARACTERS = 8_192
"""How much of the earlier texts of a burst is read with this one, from the end."""

MODEL = "second_opinion.npz"
"""The file beside the phrases that `make train-screen` writes."""

_log = logging.getLogger(__name__)


class Screen:
    """All phrases of `data/risk` and the second opinion, ready. Safe to share between threads: nothing changes after it is made."""

    def __init__(
        self, words: RiskWords, second: SecondOpinion | None = None, *, habits: Habits = NO_HABITS, tongues: Tongues = NO_TONGUES
    ) -> None:
        """Raises `ContentError` for a phrase that can never match, or is written twice with different levels."""
        self._normaliser = Normaliser(words.lists.spellings, words.lists.fillers)
        self._finder = Finder(words.phrases, words.lists.lists, self._normaliser)
        self._marks = Marks(words.lists.marks, self._normaliser)
        self._answers = Answers(words.lists.asked, self._normaliser)
        self._small_talk = tree(words.lists.small_talk, self._normaliser, whole=True)
        self._normaliser.settle(second.habits if second else habits)
        self._second = second
        self._tongues = tongues

    @classmethod
    def load(cls, folder: Path, sentences: Sentences | None = None) -> "Screen":
        """Read `data/risk` and the languages beside it. Raises `ContentError` for an author's slip, `OSError` without its model."""
        words, second = RiskWords.load(folder), SecondOpinion.load(folder / MODEL, sentences or Sentences())
        return cls(words, second, tongues=Tongues(known_beside(folder)))

    def assess(
        self, text: str, recent: Sequence[str] = (), *, band: AgeBand | None = None, before: Before | None = None
    ) -> Assessment:
        """Read `text` as the end of the burst `recent` (oldest first). Offsets are characters of `text` as given.

        A match that began in an earlier text is cut to its part in this one; one wholly in earlier texts is not repeated,
        but still counts for what it raises.
        """
        before = before or Before(recent)
        said = " ".join(before.texts)[-BURST_CHARACTERS:]
        whole_earlier = [replace(word, start=-1, end=-1) for word in self._normaliser.whole(said)] if said.strip() else []
        whole = self._normaliser.whole(text)
        earlier, here = self._normaliser.without_fillers(whole_earlier), self._normaliser.without_fillers(whole)
        if here and earlier:
            here[0] = replace(here[0], ends_before=False)
        places = self._marks.places([*earlier, *here])
        findings = self._by_phrases([*earlier, *here], places)
        if back := taken_back(findings, before.kinds, places, [*earlier, *here]):
            findings.append(back)
        if answer := self._answers.finding(before.asked, text, here):
            findings.append(answer)
        findings += unreadable(text, self._tongues)
        findings += self._by_second(findings, text, whole_earlier, whole, marks_in(places, [*earlier, *here]))
        ours = [finding for finding in raised(findings, band) if finding.end > 0]
        return Assessment(max(finding.level for finding in ours), tuple(ours)) if ours else CLEAR

    def plain(self, text: str) -> list[str]:
        """The words of a text as the second opinion reads them."""
        return [word.text for word in without(self._small_talk, self._normaliser.whole(text))]

    def _by_phrases(self, words: Sequence[Word], places: Sequence[Place]) -> list[Finding]:
        findings = []
        for match in standing(self._finder.matches(words)):
            marks = marks_of(match, places, words)
            level = lowered(level_of(match), marks)
            span = _span(words[match.first : match.last])
            findings.append(
                Finding(match.phrase.kind, level, match.phrase.words, *span, Rule.PHRASE, confidence(match, marks), marks)
            )
        return findings

    def _by_second(
        self, found: Sequence[Finding], text: str, earlier: Sequence[Word], here: Sequence[Word], marks: tuple[Mark, ...]
    ) -> list[Finding]:
        """Only what is more urgent than all that was found in this text. When it fails, the phrases still stand."""
        if self._second is None:
            return []
        try:
            highest = max((finding.level for finding in found if finding.end > 0), default=Level.NONE)
            seconds = (
                replace(finding, level=lowered(finding.level, marks), marks=marks)
                for finding in self._second.findings(without(self._small_talk, earlier), without(self._small_talk, here))
            )
            return [finding for finding in seconds if finding.level > highest]
        except Exception as error:
            return [_failed(error, text)]


def assess_safely(
    screen: Screen, text: str, recent: Sequence[str] = (), *, band: AgeBand | None = None, before: Before | None = None
) -> Assessment:
    """As `Screen.assess`; whatever goes wrong becomes a concern over the whole text, so that a person reads it."""
    try:
        return screen.assess(text, recent, band=band, before=before)
    except Exception as error:
        return Assessment(Level.CONCERN, (_failed(error, text),))


def _failed(error: Exception, text: str) -> Finding:
    _log.error("screen failed: %s", type(error).__name__)
    return Finding(Kind.SCREEN_FAILED, Level.CONCERN, "", 0, len(text))


def _span(words: Sequence[Word]) -> tuple[int, int]:
    """Characters of the words that lie in this text; (-1, -1) when none does."""
    here = [word for word in words if word.end > 0]
    return (here[0].start, max(word.end for word in here)) if here else (-1, -1)
