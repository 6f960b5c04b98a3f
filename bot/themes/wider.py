"""What may be shown instead of what is too small: the same theme in a longer time. Published figures and a period in, themes out.

Never a figure that is not published: a longer time is only another page of the same figures.
"""

from bot.content.themes import Themes
from bot.themes.calendar import month_of, quarter_of, weeks_in
from bot.themes.cubes import EVERYONE
from bot.themes.exports import name_of
from bot.themes.published import Published


def longer(found: Published, themes: Themes, period: str) -> list[tuple[str, list[tuple[str, int]]]]:
    """Longer periods that hold this one, the shortest first, each with the themes that only it and longer ones show."""
    week, seen, out = weeks_in(period)[0], set(found.people(period)), []
    for name in (month_of(week), quarter_of(week)):
        if len(weeks_in(name)) <= len(weeks_in(period)) or name not in found.periods():
            continue
        people = {theme: number for theme, number in found.people(name).items() if number and theme not in seen | {EVERYONE}}
        seen |= people.keys()
        if people:
            order = sorted(people, key=lambda theme: (-people[theme], name_of(themes, theme)))
            out.append((name, [(name_of(themes, theme), people[theme]) for theme in order]))
    return out
