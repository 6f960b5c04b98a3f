"""How the words of a finding were said: whether somebody would never, quoted, laughed, took it back. Matches in, marks out.

Never lowers below concern what was high: only a person judges. Most marks change nothing and are only shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.model.risk import Finding, Kind, Level, Mark, Rule
from bot.screen.fold import Word
from bot.screen.normalise import Normaliser
from bot.screen.phrases import Match
from bot.screen.tree import ends, tree

LOWERING = frozenset({Mark.WOULD_NOT, Mark.QUOTING, Mark.ONLY_JOKING})
TAKEN_BACK = frozenset({Mark.ONLY_JOKING, Mark.TOOK_IT_BACK})
"""Said after something serious, these are themselves worth a look: people take back what was hard to say."""


@dataclass(frozen=True, slots=True)
class Place:
    """A mark in a text, with its words from `first` up to, not including, `last`."""

    mark: Mark
    first: int
    last: int


class Marks:
    """All mark phrases, ready."""

    def __init__(self, phrases: Mapping[Mark, Sequence[str]], normaliser: Normaliser) -> None:
        self._trees = {mark: tree(said, normaliser) for mark, said in phrases.items()}

    def places(self, words: Sequence[Word]) -> list[Place]:
        """Every mark in the text."""
        texts = [word.text for word in words]
        return [
            Place(mark, at, max(reached))
            for mark, start in self._trees.items()
            for at in range(len(texts))
            if texts[at] in start.words and (reached := ends(start, texts, at))
        ]


def marks_of(match: Match, places: Sequence[Place], words: Sequence[Word]) -> tuple[Mark, ...]:
    """The marks that this match was said with, each once."""
    return tuple(dict.fromkeys(place.mark for place in places if _concerns(place, match, words)))


def marks_in(places: Sequence[Place], words: Sequence[Word]) -> tuple[Mark, ...]:
    """The marks in this text: what the second opinion found, it found in all of it."""
    return tuple(dict.fromkeys(place.mark for place in places if words[place.last - 1].end > 0))


def lowered(level: Level, marks: Sequence[Mark]) -> Level:
    """One step down for any number of lowering marks; a concern stays one."""
    if level > Level.CONCERN and not LOWERING.isdisjoint(marks):
        return Level(level - 1)
    return level


def taken_back(found: Sequence[Finding], of_case: Sequence[Kind], places: Sequence[Place], words: Sequence[Word]) -> Finding | None:
    """A finding for "forget i said that" when something was found before it, in this burst (then it is one of `found`) or the case.

    Nothing when this text holds a finding of its own: that one carries the mark.
    """
    before = [finding.kind for finding in sorted(found, key=lambda finding: -finding.level) if finding.end <= 0] or list(of_case)
    if not before or any(finding.end > 0 for finding in found):
        return None
    for place in places:
        here = [word for word in words[place.first : place.last] if word.end > 0]
        if here and place.mark in TAKEN_BACK:
            end = max(word.end for word in here)
            said = " ".join(word.text for word in here)
            return Finding(before[0], Level.CONCERN, said, here[0].start, end, Rule.TOOK_IT_BACK, marks=(place.mark,))
    return None


def _concerns(place: Place, match: Match, words: Sequence[Word]) -> bool:
    if place.mark is Mark.WOULD_NOT:
        return place.last == match.first and not words[match.first].ends_before
    if place.mark in TAKEN_BACK:
        return place.first >= match.last
    inside = match.first <= place.first and place.last <= match.last
    if place.mark is Mark.QUOTING:
        return not inside and _one_sentence(place, match, words)
    return True


def _one_sentence(place: Place, match: Match, words: Sequence[Word]) -> bool:
    first, last = (place.last, match.first) if place.first < match.first else (match.last, place.first)
    return not any(word.ends_before for word in words[first : last + 1])
