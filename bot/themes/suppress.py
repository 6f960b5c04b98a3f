"""Hides counts that could tell of somebody. People per cell in, rows fit to show out.

Never shows 1 to 4 people, nor a figure from which such a count could be worked out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

FEWEST = 5  # people; the common English rule for small numbers (see docs/privacy.md)
FEWEST_RARE = 10  # people; for leaves that are rare and harmful, where a neighbour may already know half the story
RARE = frozenset({"harm.child_abuse", "home.culture", "harm.trusted_adult", "harm.criminal"})
HIDDEN = None
"""Stands for a figure that is not shown."""


@dataclass(frozen=True, slots=True)
class Row:
    """One theme: people in all, and by column. `None` is hidden; zero is zero."""

    theme: str
    total: int | None
    cells: tuple[int | None, ...]


def rows(counts: Mapping[tuple[str, str], int], columns: Sequence[str]) -> tuple[Row, ...]:
    """A row for every theme with anybody in it. `counts` maps (theme, column) to people."""
    themes = sorted({theme for theme, _ in counts})
    made = (_row(theme, [counts.get((theme, column), 0) for column in columns]) for theme in themes)
    return tuple(row for row in made if row)


def summed(cells: Iterable[tuple[tuple[str, str, str], int]], column: int) -> dict[tuple[str, str], int]:
    """Cells of (theme, age band, channel), added up over all but the theme and one column (1: age band, 2: channel)."""
    sums: dict[tuple[str, str], int] = {}
    for cell, people in cells:
        sums[cell[0], cell[column]] = sums.get((cell[0], cell[column]), 0) + people
    return sums


def in_fives(people: int | None) -> int | None:
    """Rounded down to fives: an unfinished week looked at twice must not tell who wrote in between."""
    return None if people is None else people - people % 5


def _row(theme: str, people: list[int]) -> Row | None:
    fewest = FEWEST_RARE if theme in RARE else FEWEST
    total = sum(people)
    if total == 0:
        return None
    if total < fewest:
        return Row(theme, HIDDEN, tuple(HIDDEN for _ in people))
    hidden = {place for place, count in enumerate(people) if 0 < count < fewest}
    if len(hidden) == 1:  # alone, it would be the total less the others: its smallest neighbour is hidden with it
        others = [place for place, count in enumerate(people) if count and place not in hidden]
        hidden.add(min(others, key=lambda place: people[place]))
    return Row(theme, total, tuple(HIDDEN if place in hidden else count for place, count in enumerate(people)))
