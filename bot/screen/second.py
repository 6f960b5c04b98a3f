"""The second opinion: what reads like a disclosure without holding any phrase. Plain words in, findings out.

Never lowers anything: the screen asks it last, and keeps of it what is more urgent than what the phrases found.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from bot.meaning import risk_file
from bot.meaning.risk import Opinion, RiskReader
from bot.meaning.vectors import Sentences
from bot.model.age import only_an_age
from bot.model.risk import Finding, Kind, Level, Rule
from bot.screen.fold import Word
from bot.screen.habits import Habits

_WHOLE = 48
"""Words that are read as one statement; a longer text is read in parts."""

_GLANCE = 42
"""Words that are read at a glance: in a longer text the worker is shown the sentence that it is about."""

_LEAST = 3
"""Words of a sentence that is looked at by itself, to say where in the text it stands."""

_PART, _STEP = 36, 24
_MOST_PARTS = 4
"""Parts of a long text that are read by meaning, from its beginning and its end: the phrases read all of it."""

_BEFORE = 24
"""Words of the texts before that are read together with this one."""

_SPEAKS = 0.1
"""How sure what was said before must be to raise what was found already: an age, or "are you there", says nothing by itself."""


class SecondOpinion:
    """Safe to share between threads."""

    def __init__(self, reader: RiskReader, sentences: Sentences) -> None:
        self._reader = reader
        self._sentences = sentences

    @classmethod
    def load(cls, path: Path, sentences: Sentences) -> "SecondOpinion":
        """Raises `OSError`, `KeyError` or `ValueError` for a file that is not what `make train-screen` writes."""
        return cls(risk_file.load(path), sentences)

    @property
    def habits(self) -> Habits:
        """Which words stand one after another in the sentences it learnt from: slips are mended by them."""
        return Habits.of_tables(*self._reader.habits)

    def findings(self, earlier: Sequence[Word], here: Sequence[Word]) -> list[Finding]:
        """At most one for a part of this text; one for the burst when only both together read like a disclosure."""
        if not here:
            return []
        parts = _parts(here)
        an_age = only_an_age(" ".join(word.text for word in here))  # which makes what was said before no worse
        before = () if an_age else earlier[-_BEFORE:]
        readings = [[*before, *here[:_WHOLE]]] if before else []
        opinions = self._read([*parts, *readings])
        each = (self._finding(opinion, part) for part, opinion in zip(parts, opinions, strict=False))
        found = [finding for finding in each if finding]
        found = sorted(found, key=lambda finding: (-finding.level, finding.end - finding.start))[:1]  # the shortest that says it
        if found and _GLANCE < len(here) <= _WHOLE:
            found = [self._narrowed(found[0], here)]
        together = self._finding(opinions[-1], here) if before else None
        if together and together.level > max((finding.level for finding in found), default=Level.NONE):
            [alone] = self._read([before])
            said = self._finding(alone, before)
            told_before = said is not None and said.level >= together.level  # it was found then
            if not told_before and (not found or alone.risk >= _SPEAKS):
                return [together]
        return found

    def _narrowed(self, found: Finding, words: Sequence[Word]) -> Finding:
        """The shortest of its sentences that says as much by itself, or all of it: a worker sees which words it is about.

        Only for what is found: out of what is around it, a sentence reads worse than it was meant, and finds nothing more.
        """
        sentences = [said for said in _sentences(words) if len(said) >= _LEAST]
        each = (self._finding(opinion, said) for said, opinion in zip(sentences, self._read(sentences), strict=True))
        same = [one for one in each if one and one.level >= found.level]
        shortest = min(same, key=lambda one: one.end - one.start, default=found)
        return replace(found, start=shortest.start, end=shortest.end)

    def _read(self, parts: Sequence[Sequence[Word]]) -> list[Opinion]:
        return self._reader.read(self._sentences, [[word.text for word in part] for part in parts])

    def _finding(self, opinion: Opinion, words: Sequence[Word]) -> Finding | None:
        bars = self._reader.bars
        if opinion.risk < bars.concern:
            return None
        level = Level.HIGH if opinion.high >= bars.high else Level.CONCERN
        sure = opinion.high if level is Level.HIGH else opinion.risk
        end = max(word.end for word in words)
        return Finding(Kind(opinion.kind), level, "", words[0].start, end, Rule.SECOND_OPINION, round(sure, 2))


def _parts(words: Sequence[Word]) -> list[Sequence[Word]]:
    """The whole; of a long text, stretches from its beginning and its end."""
    if len(words) <= _WHOLE:
        return [words]
    parts = [words[at : at + _PART] for at in range(0, len(words) - _PART + _STEP, _STEP)]
    half = _MOST_PARTS // 2
    return parts if len(parts) <= _MOST_PARTS else [*parts[:half], *parts[-half:]]


def _sentences(words: Sequence[Word]) -> list[Sequence[Word]]:
    begins = [0, *(n for n, word in enumerate(words) if n and word.ends_before), len(words)]
    return [words[begin:end] for begin, end in pairwise(begins)]
