"""The second opinion: what reads like a disclosure without holding any phrase. Plain words in, findings out.

Never lowers anything: the screen asks it last, and keeps of it what is more urgent than what the phrases found.
"""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from bot.meaning.risk import Opinion, RiskReader, meanings
from bot.meaning.vectors import Sentences
from bot.model.risk import Finding, Kind, Level, Rule
from bot.screen.fold import Word
from bot.screen.habits import Habits

CONCERN_AT = 0.82
HIGH_AT = 0.74
"""How sure it must be: as sure as keeps false alarms among everyday British texts at two in a hundred (docs/screen.md)."""

_SENTENCE_AT = 0.9
"""The bar for a sentence by itself: out of what is around it, much reads worse than it was meant."""

_WHOLE = 48
"""Words that are read as one statement; a longer text is read in parts."""

_LEAST = 3
"""Words of a sentence that is read by itself as well."""

_PART, _STEP = 36, 24
_MOST_PARTS = 4
"""Parts of a long text that are read by meaning, from its beginning and its end: the phrases read all of it."""

_BEFORE = 24
"""Words of the texts before that are read together with this one."""


class SecondOpinion:
    """Safe to share between threads."""

    def __init__(self, reader: RiskReader, sentences: Sentences) -> None:
        self._reader = reader
        self._sentences = sentences

    @classmethod
    def load(cls, path: Path, sentences: Sentences) -> "SecondOpinion":
        """Raises `OSError`, `KeyError` or `ValueError` for a file that is not what `make train-screen` writes."""
        return cls(RiskReader.load(path), sentences)

    @property
    def habits(self) -> Habits:
        """Which words stand one after another in the sentences it learnt from: slips are mended by them."""
        return Habits.of_tables(*self._reader.habits)

    def findings(self, earlier: Sequence[Word], here: Sequence[Word]) -> list[Finding]:
        """At most one for a part of this text; one for the burst when only both together read like a disclosure."""
        if not here:
            return []
        parts = _parts(here)
        before = earlier[-_BEFORE:]
        readings = [[*before, *here[:_WHOLE]]] if before else []
        opinions = self._read([*parts, *readings])
        bars = [_SENTENCE_AT if n and len(here) <= _WHOLE else CONCERN_AT for n in range(len(parts))]
        each = (_finding(opinion, part, bar) for part, opinion, bar in zip(parts, opinions, bars, strict=False))
        found = [finding for finding in each if finding]
        found = sorted(found, key=lambda finding: (-finding.level, finding.end - finding.start))[:1]  # the shortest that says it
        if before and not found and (together := _finding(opinions[-1], here, CONCERN_AT)):
            [alone] = self._read([before])
            return [] if alone.risk >= CONCERN_AT else [together]  # what was said before was found then
        return found

    def _read(self, parts: Sequence[Sequence[Word]]) -> list[Opinion]:
        return self._reader.read(meanings(self._sentences, [[word.text for word in part] for part in parts]))


def _parts(words: Sequence[Word]) -> list[Sequence[Word]]:
    """The whole and each of its sentences; of a long text, stretches from its beginning and its end."""
    if len(words) <= _WHOLE:
        sentences = _sentences(words)
        return [words, *(said for said in sentences if len(said) >= _LEAST)] if len(sentences) > 1 else [words]
    parts = [words[at : at + _PART] for at in range(0, len(words) - _PART + _STEP, _STEP)]
    half = _MOST_PARTS // 2
    return parts if len(parts) <= _MOST_PARTS else [*parts[:half], *parts[-half:]]


def _sentences(words: Sequence[Word]) -> list[Sequence[Word]]:
    begins = [0, *(n for n, word in enumerate(words) if n and word.ends_before), len(words)]
    return [words[begin:end] for begin, end in pairwise(begins)]


def _finding(opinion: Opinion, words: Sequence[Word], bar: float) -> Finding | None:
    if opinion.risk < bar:
        return None
    level = Level.HIGH if opinion.high >= HIGH_AT else Level.CONCERN
    sure = opinion.high if level is Level.HIGH else opinion.risk
    end = max(word.end for word in words)
    return Finding(Kind(opinion.kind), level, "", words[0].start, end, Rule.SECOND_OPINION, round(sure, 2))
