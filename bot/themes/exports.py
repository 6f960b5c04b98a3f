"""Figures to take away. Published figures of one period in; a CSV table, or JSON as docs/themes-schema.json says, out.

Never more than the page shows, and never a cell that a spreadsheet would run.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator

from bot.cell import plain_cell
from bot.content.themes import Themes
from bot.themes.calendar import said, weeks_in
from bot.themes.cubes import EVERYONE, NAMES, PARTS, SIDES
from bot.themes.published import Published
from bot.themes.suppress import step

COLUMNS = ("period", "theme", "name", "chi", "split", "cell", "people", "in_steps_of", "made_up")
NOTE = (
    "People, counted once a week in each theme, in whole steps. A step is shown in the week in which it fills up; what has not "
    "filled one by the end of a quarter is dropped. Null or empty: too few to show."
)
MADE_UP = {True: "yes: these figures are made up", False: "no"}
type Line = tuple[str, str, str, int | None]
"""Theme, split, cell, people."""


def lines(found: Published, themes: Themes, period: str) -> Iterator[Line]:
    """Every figure of the period: each theme's people, then its splits where there are any."""
    people, split = found.people(period), found.split(period)
    known = [leaf.id for leaf in themes.leaves()]
    everyone = [EVERYONE] if split else []
    for theme in (*everyone, *known, *sorted(people.keys() - {*known, EVERYONE})):
        yield theme, "", "", people.get(theme) or None
        for cube, cells in split.get(theme, {}).items():
            for cell in (PARTS | SIDES)[cube]:
                yield theme, cube, cell, cells.get(cell) or None


def spreadsheet(rows: Iterable[Iterable[object]]) -> bytes:
    """UTF-8 with a mark at its start, as spreadsheets want it; no cell is run, and nothing stands for None."""
    table = io.StringIO(newline="")
    csv.writer(table).writerows([plain_cell(value) if isinstance(value, str) else value for value in row] for row in rows)
    return ("\ufeff" + table.getvalue()).encode()


def as_csv(found: Published, themes: Themes, period: str) -> bytes:
    """A row for each figure."""
    made_up = MADE_UP[found.made_up is not None]
    rows = (
        (period, theme, name_of(themes, theme), " ".join(themes.chi_of(theme)), cube, cell, people, step(theme), made_up)
        for theme, cube, cell, people in lines(found, themes, period)
    )
    return spreadsheet([COLUMNS, *rows])


def as_json(found: Published, themes: Themes, period: str) -> bytes:
    """The same figures twice are the same bytes."""
    weeks = weeks_in(period)
    figures = [
        {"theme": theme, "name": name_of(themes, theme), "chi": list(themes.chi_of(theme)), "split": cube or None,
         "cell": cell or None, "people": people, "in_steps_of": step(theme)}
        for theme, cube, cell, people in lines(found, themes, period)
    ]  # fmt: skip
    body = {
        "format": "lev-themes-1", "period": period, "said": said(period), "first_week": weeks[0], "last_week": weeks[-1],
        "made_up": found.made_up is not None, "note": NOTE, "figures": figures,
    }  # fmt: skip
    return json.dumps(body, ensure_ascii=False, indent=1).encode()


def name_of(themes: Themes, theme: str) -> str:
    """What designers read for a theme."""
    return NAMES[EVERYONE] if theme == EVERYONE else themes.name_of(theme)
