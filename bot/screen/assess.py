"""The screen itself: a text (and the burst it belongs to) in, an `Assessment` out. A pure function once loaded.

Never raises for any text when called through `assess_safely`, and never logs a word of it.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.content.phrases import RiskWords
from bot.model.age import AgeBand
from bot.model.risk import CLEAR, Assessment, Finding, Kind, Level
from bot.screen.fold import Word
from bot.screen.normalise import Normaliser
from bot.screen.phrases import Finder
from bot.screen.raised import raised
from bot.screen.script import foreign_script
from bot.screen.weigh import level_of, standing

BURST_CHARACTERS = 8_192
"""How much of the earlier texts of a burst is read with this one, from the end."""

_log = logging.getLogger(__name__)


class Screen:
    """All phrases of `data/risk`, ready. Safe to share between threads: nothing changes after it is made."""

    def __init__(self, words: RiskWords) -> None:
        """Raises `ContentError` for a phrase that can never match, or is written twice with different levels."""
        self._normaliser = Normaliser(words.spellings, words.fillers)
        self._finder = Finder(words.phrases, words.lists, self._normaliser)

    @classmethod
    def load(cls, folder: Path) -> "Screen":
        """Read `data/risk`. Raises `ContentError` when it is wrong."""
        return cls(RiskWords.load(folder))

    def assess(self, text: str, recent: Sequence[str] = (), *, band: AgeBand | None = None) -> Assessment:
        """Read `text` as the end of the burst `recent` (oldest first). Offsets are characters of `text` as given.

        A match that began in an earlier text is cut to its part in this one; one wholly in earlier texts is not repeated,
        but still counts for what it raises.
        """
        before = " ".join(recent)[-BURST_CHARACTERS:]
        earlier = self._normaliser.text(before) if before.strip() else []
        here = self._normaliser.text(text)
        if here:
            here[0] = replace(here[0], ends_before=False)
        words = [replace(word, start=-1, end=-1) for word in earlier] + here
        findings = [
            Finding(m.phrase.kind, level_of(m), m.phrase.words, *_span(words[m.first : m.last]))
            for m in standing(self._finder.matches(words))
        ]
        if place := foreign_script(text):
            findings.append(Finding(Kind.UNREADABLE, Level.CONCERN, "", *place))
        ours = [finding for finding in raised(findings, band) if finding.end > 0]
        if not ours:
            return CLEAR
        return Assessment(max(finding.level for finding in ours), tuple(ours))


def assess_safely(screen: Screen, text: str, recent: Sequence[str] = (), *, band: AgeBand | None = None) -> Assessment:
    """As `Screen.assess`; whatever goes wrong becomes a concern over the whole text, so that a person reads it."""
    try:
        return screen.assess(text, recent, band=band)
    except Exception as error:
        _log.error("screen failed: %s", type(error).__name__)
        return Assessment(Level.CONCERN, (Finding(Kind.SCREEN_FAILED, Level.CONCERN, "", 0, len(text)),))


def _span(words: Sequence[Word]) -> tuple[int, int]:
    """Characters of the words that lie in this text; (-1, -1) when none does."""
    here = [word for word in words if word.end > 0]
    return (here[0].start, max(word.end for word in here)) if here else (-1, -1)
