"""Counts what was found and what was not. Marks and findings in, shares out.

Never counts a half as a whole: a mark is found when every word of it that tells something is covered.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bench.redact.marked import Marked
from bench.screen.figures import Share
from bot.privacy.redact.spans import Kind, Span

# Words of a mark that tell nothing by themselves; the same for everybody that is measured.
_NOTHING = """
mr mrs miss ms dr doctor sir nurse coach sister reverend pc pcso sgt uncle auntie aunt nan nanny grandad big year head and n me
the in at of way near road st street school academy college primary community my from
"""
_TELLS_NOTHING = frozenset(_NOTHING.split())
_WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class Score:
    """By kind: of marks, how many were found; of findings, how many were right (they touch a mark)."""

    recall: dict[Kind, list[bool]] = field(default_factory=dict)
    precision: dict[Kind, list[bool]] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def score(texts: Sequence[Marked], found: Iterable[Sequence[Span]]) -> Score:
    """One list of findings for each text."""
    out = Score()
    for one, spans in zip(texts, found, strict=True):
        for mark in one.spans:
            hit = _covered(one.text, mark, spans)
            out.recall.setdefault(mark.kind, []).append(hit)
            if not hit:
                out.missed.append(f"{mark.kind}: {one.text[mark.start : mark.end]!r} in {one.text!r}")
        for span in spans:
            right = any(span.start < mark.end and mark.start < span.end for mark in one.spans)
            out.precision.setdefault(span.kind, []).append(right)
            if not right:
                out.wrong.append(f"{span.kind}: {one.text[span.start : span.end]!r} in {one.text!r}")
    return out


def whole(shares: dict[Kind, list[bool]]) -> Share:
    """All kinds together."""
    every = [hit for hits in shares.values() for hit in hits]
    return Share(sum(every), len(every))


def of_kind(shares: dict[Kind, list[bool]], kind: Kind) -> Share:
    """One kind alone."""
    hits = shares.get(kind, [])
    return Share(sum(hits), len(hits))


def _covered(text: str, mark: Span, spans: Sequence[Span]) -> bool:
    telling = [
        (mark.start + hit.start(), mark.start + hit.end(), hit[0].lower()) for hit in _WORD.finditer(text[mark.start : mark.end])
    ]
    wanted = [word for word in telling if word[2] not in _TELLS_NOTHING] or telling
    return all(any(span.start <= start and end <= span.end for span in spans) for start, end, _ in wanted)
