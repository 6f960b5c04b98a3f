"""What a report is made of, and the two sections that say what changed. Rows with their figures in, sections out.

Never a difference of anything but two figures that both stand beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.themes.cubes import EVERYONE, NAMES, SIDES
from bot.themes.report_sums import Sums
from bot.themes.suppress import EVERYONE_IN

NOW_, THEN = ("people", "People"), ("before", "The time before")
_DIFFERENCE = ("difference", "Difference")
_MOST = 10


@dataclass(frozen=True, slots=True)
class Row:
    """`figures` has one number for each column; None: too few to show. `chi`: Child Helpline International's categories."""

    id: str
    name: str
    in_steps_of: int
    figures: tuple[int | None, ...]
    chi: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A table with a sentence. `columns` are (id, name)."""

    id: str
    title: str
    said: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]


def changed(rows: Sequence[Row]) -> Section:
    """The themes that differ most from the time before. `rows` are now and then."""
    most = sorted(_moved(rows), key=lambda row: (-abs(row.figures[2] or 0), row.name))[:_MOST]
    told = "The ten largest differences." if most else "Nothing differs, or there is nothing to compare with."
    return Section("changed", "What changed", told, (NOW_, THEN, _DIFFERENCE), tuple(most))


def came_of_it(now: Sums, then: Sums) -> Section:
    """How everyone's ways to a person, waits, referrals and answers differ from the time before, in the order of the report."""
    rows = [
        Row(f"{cube}.{cell}", f"{NAMES[cube]}: {NAMES[cell]}", EVERYONE_IN, figures)
        for cube, cells in SIDES.items()
        for cell in cells
        if any(figures := (now.cell(cube, cell, EVERYONE), then.cell(cube, cell, EVERYONE)))
    ]
    moved = tuple(_moved(rows)) if then else ()
    told = "For everyone, in twenties." if moved else "Nothing differs, or there is nothing to compare with."
    return Section("came_of_it", "What changed in what came of it", told, (NOW_, THEN, _DIFFERENCE), moved)


def _moved(rows: Sequence[Row]) -> Iterator[Row]:
    for row in rows:
        by = (row.figures[0] or 0) - (row.figures[1] or 0)
        if by:
            yield Row(row.id, row.name, row.in_steps_of, (*row.figures, by), row.chi)
