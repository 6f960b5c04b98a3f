"""The six-monthly audit pack as one plain value. Published figures, the tree and words passed on in; what every form shows out.

Never a figure that is not published or a sum of such, and no clock: the same figures make the same report.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.content.profile import Heading
from bot.content.themes import Themes
from bot.themes.calendar import monday, said
from bot.themes.cubes import EVERYONE, LONDON, NAMES, PARTS, SIDES
from bot.themes.exports import name_of
from bot.themes.notes import notes
from bot.themes.published import Published
from bot.themes.report_parts import NOW_, THEN, Row, Section, came_of_it, changed
from bot.themes.report_span import before, weeks_of
from bot.themes.report_sums import Sums
from bot.themes.suppress import FEWEST, step


@dataclass(frozen=True, slots=True)
class Report:
    """`compared_with` are the quarters before, empty where they are not published. `rises`: weeks and the themes marked in them.

    `you_said`: what was said and what was done, of entries published in this time.
    """

    quarters: tuple[str, ...]
    compared_with: tuple[str, ...]
    said: str
    made_up: bool
    sections: tuple[Section, ...]
    voices: tuple[str, ...]
    you_said: tuple[tuple[str, str], ...]
    rises: tuple[tuple[str, tuple[str, ...]], ...]
    retired: tuple[tuple[str, str], ...]


class NoFigures(LookupError):
    """Not all of these quarters are published."""


def report(
    found: Published,
    themes: Themes,
    profile: Sequence[Heading],
    quarters: tuple[str, ...],
    voices: Sequence[str] = (),
    you_said: Sequence[tuple[str, str]] = (),
) -> Report:
    """Raises `NoFigures`. `voices` are wordings that were passed on; they are put in the order of their letters, not of time."""
    if not {*quarters} <= found.quarters.keys():
        raise NoFigures
    earlier = before(quarters)
    compared = earlier if {*earlier} <= found.quarters.keys() else ()
    now, then = Sums(found, quarters), Sums(found, compared)
    weeks = {*weeks_of(quarters)}
    rises = [note for note in notes(found, themes) if note[0] in weeks]
    retired = [(old, leaf.name) for leaf in themes.leaves() for old in leaf.was]
    sections = tuple(_sections(now, then, themes, profile))
    said_of = (quarters, compared, _told(quarters), found.made_up is not None, sections)
    return Report(*said_of, tuple(sorted(voices)), tuple(you_said), tuple(rises), tuple(retired))


def _sections(now: Sums, then: Sums, themes: Themes, profile: Sequence[Heading]) -> Iterator[Section]:
    leaves = [leaf.id for leaf in themes.leaves()]
    order = sorted(leaves, key=lambda leaf: (-(now.people(leaf) or 0), name_of(themes, leaf)))
    rows = tuple(
        Row(one, name_of(themes, one), step(one), (now.people(one), then.people(one)), themes.chi_of(one)) for one in order
    )
    everyone = Row(EVERYONE, NAMES[EVERYONE], step(EVERYONE), (now.people(EVERYONE), then.people(EVERYONE)))
    yield Section("themes", "Themes", _most(rows), (NOW_, THEN), (everyone, *rows))
    yield changed(rows if then else ())
    yield came_of_it(now, then)
    for cube in (*PARTS, "seen", "answered", "told", "council"):
        cells = (PARTS | SIDES)[cube]
        pairs = [(cell, (now.cell(cube, cell, EVERYONE), then.cell(cube, cell, EVERYONE))) for cell in cells]
        parts = tuple(Row(cell, NAMES[cell], step(EVERYONE), pair) for cell, pair in pairs)
        yield Section(cube, NAMES[cube], _most(parts), (NOW_, THEN), parts)
    for cube, title in (("outcome", "Journeys: getting to a person"), ("route", "Outcomes by route"), ("helped", "Did that help?")):
        cells = SIDES[cube]
        lines = [(one, tuple(now.cell(cube, cell, one) for cell in cells)) for one in (EVERYONE, *order)]
        shown = tuple(Row(one, name_of(themes, one), step(one), figures) for one, figures in lines if any(figures))
        whole = [f"{NAMES[cell]} {people}" for cell in cells if (people := now.cell(cube, cell, EVERYONE))]
        told = f"Everyone, in twenties: {', '.join(whole)}." if whole else "Too few people to show everyone."
        yield Section(cube, title, told, tuple((cell, NAMES[cell]) for cell in cells), shown)
    yield _profile(now, then, profile)


def _profile(now: Sums, then: Sums, profile: Sequence[Heading]) -> Section:
    parts = [(cube, cell) for cube in ("district", "age") for cell in PARTS[cube]]
    columns = (
        NOW_,
        THEN,
        *((f"{cube}.{cell}", f"{NAMES[cell]}{' (place)' if cube == 'district' else ''}") for cube, cell in parts),
    )
    rows = []
    for one in profile:
        figures = (now.people(*one.themes), then.people(*one.themes), *(now.cell(cube, cell, *one.themes) for cube, cell in parts))
        rows.append(Row(one.id, one.name, FEWEST, figures))
    told = "Somebody with two themes of one heading is counted in both. Rare themes are in tens."
    return Section("profile", "Local Profile figures", f"{_most(rows)} {told}", columns, tuple(rows))


def _most(rows: Sequence[Row]) -> str:
    top = sorted((row for row in rows if row.figures[0]), key=lambda row: -(row.figures[0] or 0))[:3]
    if not top:
        return "Too few people to show."
    return f"Most people: {', then '.join(f'{row.name} ({row.figures[0]})' for row in top)}."


def _told(quarters: tuple[str, ...]) -> str:
    first = monday(weeks_of(quarters)[0]).astimezone(LONDON)
    return f"{first:%-d %B %Y} to {said(quarters[-1]).partition(' to ')[2]}"
