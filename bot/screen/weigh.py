"""Which matches stand. All matches of a text in, those that count out.

Never compares kinds: one kind's words say nothing against another's.
"""

from collections.abc import Collection, Iterable, Sequence

from bot.model.risk import Level, Mark
from bot.screen.marks import LOWERING
from bot.screen.phrases import Match

MOST_OF_A_KIND = 20
"""Matches of one kind kept in one text: more would only hide the others at the desk."""


def standing(matches: Sequence[Match]) -> list[Match]:
    """The matches that count, in order of place, with three rules.

    A `not_when` phrase cancels matches of its kind that share a word with it, or, if it has a gap, that lie inside it. A longer
    phrase written without a gap stands instead of a shorter one inside it ("i do not want to die" instead of "want to die").
    Of others that share words the most urgent stands, then the longest.
    """
    kept: list[Match] = []
    by_kind: dict[str, list[Match]] = {}
    for match in matches:
        by_kind.setdefault(match.phrase.kind, []).append(match)
    for ours in by_kind.values():
        kept.extend(_of_one_kind(ours))
    return sorted(kept, key=lambda match: (match.first, match.last))


def level_of(match: Match) -> Level:
    """The level its author gave the phrase; none for a `not_when` phrase."""
    return Level.NONE if match.phrase.level is None else match.phrase.level


def confidence(match: Match, marks: Collection[Mark]) -> float:
    """How far to trust a finding. Set by hand, to put the plain before the doubtful at the desk; no measured chance."""
    return round((0.75 if match.gapped else 0.9) * (0.6 if not LOWERING.isdisjoint(marks) else 1.0), 2)


def _of_one_kind(matches: Iterable[Match]) -> list[Match]:
    in_order = sorted(matches, key=lambda match: match.first)
    exact = [m for n, m in enumerate(in_order) if not any(b.covers(m) and not b.gapped for b in _near(in_order, n))]
    left = [m for n, m in enumerate(exact) if m.phrase.level and not any(_cancels(b, m) for b in _near(exact, n))]
    kept: list[Match] = []
    ends_at: set[int] = set()
    for match in sorted(left, key=lambda m: (-level_of(m), m.first - m.last, m.first)):
        if len(kept) == MOST_OF_A_KIND:
            break
        if ends_at.isdisjoint(range(match.first, match.last)):
            ends_at.update(range(match.first, match.last))
            kept.append(match)
    return kept


def _cancels(other: Match, match: Match) -> bool:
    # What a gap swallowed was not in its author's mind: with one, it must hold every word it cancels.
    held = other.first <= match.first and match.last <= other.last
    return other.phrase.level is None and (held or not other.gapped)


def _near(in_order: Sequence[Match], n: int) -> Iterable[Match]:
    """The matches that share a word with the one at `n`. Looks only as far as a phrase can reach."""
    this = in_order[n]
    for step in (-1, 1):
        at = n + step
        while 0 <= at < len(in_order) and abs(in_order[at].first - this.first) <= _REACH:
            if in_order[at].overlaps(this):
                yield in_order[at]
            at += step


_REACH = 40
"""Words: longer than any phrase with its gaps."""
