"""Turns one period's figures into what the page prints: sentences, charts and tables. Published figures in, plain values out.

Never a figure that is not published, and never a chart without its table and its sentence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.content.themes import Themes
from bot.themes.calendar import monday, said
from bot.themes.charts import Bar, bars, line
from bot.themes.cubes import EVERYONE, LONDON, NAMES, PARTS, SIDES
from bot.themes.exports import name_of
from bot.themes.published import Published

DASH = "–"
_WEEKS_DRAWN = 26  # two quarters: one end and the next still differ on a phone


@dataclass(frozen=True, slots=True)
class Block:
    """One section: a heading, a sentence, a chart (or none), and a table of columns and rows, a name first in each."""

    id: str
    title: str
    sentence: str
    chart: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def blocks(found: Published, themes: Themes, period: str, other: str | None) -> list[Block]:
    """Everything of a period, in the order of the page. `other` is a period to compare it with."""
    made = [_themes_block(found, themes, period, other)]
    if len(found.weeks) > 1:
        made.append(_over_time(found, period))
    split = found.split(period)
    if split:
        made += [_split_block(split, themes, cube, of) for cube, of in (PARTS | SIDES).items()]
    return made


def theme_bars(found: Published, themes: Themes, period: str) -> str:
    """The first chart by itself, to take away: it says what it shows, and when its figures are made up."""
    people = _themes_of(found, period)
    order = sorted(people, key=lambda theme: (-people[theme], name_of(themes, theme)))
    mark = [] if found.made_up is None else ["Made-up figures: nobody wrote these."]
    heading = ["What young people are talking about", said(period), "People in whole fives, as shown by Lev", *mark]
    rows = [Bar(name_of(themes, theme), people[theme]) for theme in order]
    return bars("themes", ", ".join(heading), heading[2], rows, heading=heading) if rows else ""


def kind_of(period: str) -> str:
    """Quarters, months or weeks."""
    return {"Q": "Quarters", "M": "Months", "W": "Weeks"}[period[5]]


def _themes_block(found: Published, themes: Themes, period: str, other: str | None) -> Block:
    people = _themes_of(found, period)
    before = _themes_of(found, other) if other else {}
    order = sorted({*people, *before}, key=lambda theme: (-people.get(theme, 0), -before.get(theme, 0), name_of(themes, theme)))
    names = {theme: name_of(themes, theme) for theme in order}
    rows = [Bar(names[theme], people.get(theme), before.get(theme)) for theme in order]
    title = f"Themes, {said(period)}"
    sentence = _said_of_themes(people, names, order)
    columns: tuple[str, ...] = ("People",)
    table: list[tuple[str, tuple[str, ...]]] = [(names[theme], (_shown(people.get(theme)),)) for theme in order]
    if other:
        title += f", beside {said(other)}"
        sentence += " " + _changes(people, before, names, order)
        columns = (said(period), said(other), "Difference")
        pairs = [(one, (_shown(people.get(one)), _shown(before.get(one)))) for one in order]
        table = [(names[one], (*pair, _difference(people, before, one))) for one, pair in pairs]
    chart = bars("themes", title, sentence, rows, two=other is not None) if rows else ""
    return Block("themes", title, sentence, chart, columns, tuple(table))


def _themes_of(found: Published, period: str) -> dict[str, int]:
    return {theme: people for theme, people in found.people(period).items() if theme != EVERYONE and people}


def _said_of_themes(people: Mapping[str, int], names: Mapping[str, str], order: Sequence[str]) -> str:
    top = [theme for theme in order if people.get(theme)][:3]
    if not top:
        return "No theme had enough people to be shown."
    told = ", then ".join(f"{names[theme]} ({people[theme]})" for theme in top)
    shown = sum(1 for one in people.values() if one)
    return f"Most people wrote about {told}. {shown} {'theme has' if shown == 1 else 'themes have'} enough people to be shown."


def _changes(now: Mapping[str, int], before: Mapping[str, int], names: Mapping[str, str], order: Sequence[str]) -> str:
    most = max(order, key=lambda theme: abs(now.get(theme, 0) - before.get(theme, 0)), default=None)
    if most is None or now.get(most, 0) == before.get(most, 0):
        return "Nothing differs between the two."
    return f"The largest difference is {names[most]}: {_told(before.get(most))} then, {_told(now.get(most))} now."


def _difference(now: Mapping[str, int], before: Mapping[str, int], theme: str) -> str:
    step = now.get(theme, 0) - before.get(theme, 0)
    return "same" if not step else f"{step:+}".replace("-", "−")


def _over_time(found: Published, period: str) -> Block:
    weeks = sorted(found.weeks)[-_WEEKS_DRAWN:]
    points = [(week, sum(found.weeks[week].values())) for week in weeks]
    days = [f"{monday(week).astimezone(LONDON):%-d %b %Y}" for week in weeks]
    most = max(points, key=lambda point: point[1])
    sentence = (
        f"All themes added up, week by week: {points[-1][1]} in the week of {days[-1]}; "
        f"the most were {most[1]}, in the week of {days[weeks.index(most[0])]}. A person with two themes is in both."
    )
    rows = tuple((day, (_shown(people),)) for day, (_, people) in zip(days, points, strict=True))
    chart = line("weeks", "Week by week", sentence, points, days[0], days[-1])
    return Block("weeks", "Week by week", sentence, chart, ("People and themes",), rows)


def _split_block(split: Mapping[str, Mapping[str, Mapping[str, int]]], themes: Themes, cube: str, cells: tuple[str, ...]) -> Block:
    everyone = split.get(EVERYONE, {}).get(cube, {})
    names = [NAMES[cell] for cell in cells]
    shown = [f"{NAMES[cell]} {everyone[cell]}" for cell in cells if everyone.get(cell)]
    sentence = f"Everyone, in twenties: {', '.join(shown)}." if shown else "Too few people to show everyone."
    chart = bars(cube, NAMES[cube], sentence, [Bar(NAMES[cell], everyone.get(cell)) for cell in cells]) if shown else ""
    rows = [
        (name_of(themes, theme), tuple(_shown(found[cube].get(cell)) for cell in cells))
        for theme, found in split.items()
        if any(found.get(cube, {}).values())
    ]
    rows.sort(key=lambda row: (row[0] != NAMES[EVERYONE], row[0]))
    return Block(cube, NAMES[cube], sentence, chart, tuple(names), tuple(rows))


def _shown(people: int | None) -> str:
    return str(people) if people else DASH


def _told(people: int | None) -> str:
    return str(people) if people else "too few to show"
