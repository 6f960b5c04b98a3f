"""Draws figures. Labels and numbers in, one SVG out, that reads alone: it names itself and says what it shows.

Never carries a script or a style sheet of its own: colours stand as attributes, and the page may change them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDE = 360  # units; a small phone's width, so that letters are as large there as on paper
_ROW, _BAR, _LEFT, _TOP = 44, 14, 4, 6
_ROOM = WIDE - 64  # the longest bar; the rest is for its number
_LETTERS = "DejaVu Sans, system-ui, sans-serif"
INK, FIRST, SECOND, LINE = "#1c2430", "#0b5394", "#c26a00", "#b7c0cc"


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: its label, its number, and (when two periods are compared) the other one's. None is held back."""

    label: str
    people: int | None
    other: int | None = None


def bars(name: str, title: str, what: str, rows: Sequence[Bar], *, two: bool = False, heading: Sequence[str] = ()) -> str:
    """Lying bars, a label over each. `name` is unique on the page; `what` says it in a sentence; `two` draws both numbers.

    `heading` are lines drawn at the top, for a drawing that leaves the page.
    """
    most = max((number or 0 for row in rows for number in (row.people, row.other)), default=0) or 1
    high = _ROW + (_BAR + 2 if two else 0)
    parts = [_text(_LEFT, _TOP + 14 + 18 * number, words) for number, words in enumerate(heading)]
    start = _TOP + 18 * len(heading) + (10 if heading else 0)
    for place, row in enumerate(rows):
        top = start + place * high
        parts.append(_text(_LEFT, top + 14, row.label))
        parts.append(_bar(top + 20, row.people, most, "first", FIRST))
        if two:
            parts.append(_bar(top + 20 + _BAR + 2, row.other, most, "second", SECOND))
    return _svg(name, title, what, start + _TOP + high * len(rows), "".join(parts))


def line(name: str, title: str, what: str, points: Sequence[tuple[str, int]], first: str, last: str) -> str:
    """A line over time. `points` are a label and a number each; `first` and `last` stand below its ends."""
    most = max((number for _, number in points), default=0) or 1
    left, right, top, bottom = 36, WIDE - 12, 14, 150
    gap = (right - left) / max(1, len(points) - 1)
    places = [(left + place * gap, bottom - (bottom - top) * number / most) for place, (_, number) in enumerate(points)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    parts = [
        f'<path d="M{left} {top}V{bottom}H{right}" fill="none" class="axis" stroke="{LINE}"/>',
        _text(left - 6, top + 4, str(most), end=True),
        _text(left - 6, bottom + 4, "0", end=True),
        f'<polyline points="{path}" fill="none" class="drawn" stroke="{FIRST}" stroke-width="2"/>',
        *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" class="first" fill="{FIRST}"/>' for x, y in places),
        _text(left, bottom + 20, first),
        _text(right, bottom + 20, last, end=True),
    ]
    return _svg(name, title, what, bottom + 30, "".join(parts))


def under_heading(drawing: str, heading: Sequence[str]) -> str:
    """A drawing of this module with lines over it, for when it leaves the page."""
    high, head = int(drawing.partition(f'viewBox="0 0 {WIDE} ')[2].partition('"')[0]), 18 * len(heading) + 10
    lines = "".join(_text(_LEFT, 20 + 18 * number, words) for number, words in enumerate(heading))
    inside = drawing.replace("<svg ", f'<svg x="0" y="{head}" width="{WIDE}" height="{high}" ', 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {high + head}" font-family="{_LETTERS}" font-size="13">'
        f"{lines}{inside}</svg>"
    )


def _svg(name: str, title: str, what: str, high: int, inside: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {high}" role="img" class="chart" '
        f'aria-labelledby="{name}-title {name}-desc" font-family="{_LETTERS}" font-size="13">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(what)}</desc>{inside}</svg>'
    )


def _bar(top: int, people: int | None, most: int, kind: str, colour: str) -> str:
    if not people:
        return _text(_LEFT, top + 12, "too few to show")
    long = max(2, round(_ROOM * people / most))
    drawn = f'<rect x="{_LEFT}" y="{top}" width="{long}" height="{_BAR}" rx="2" class="{kind}" fill="{colour}"/>'
    return drawn + _text(_LEFT + long + 6, top + 12, str(people))


def _text(x: int, y: int, words: str, *, end: bool = False) -> str:
    anchor = ' text-anchor="end"' if end else ""
    return f'<text x="{x}" y="{y}"{anchor} class="ink" fill="{INK}">{escape(words)}</text>'
