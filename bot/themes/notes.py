"""The notes of the weekly watch: in which week which theme or word began to rise. Published figures in, names by week out.

Never from anything but what is published, so that it is the same for whoever looks, whenever.
"""

from bot.content.themes import Themes
from bot.themes.exports import name_of
from bot.themes.published import Published
from bot.themes.rising import rises_seen


def notes(found: Published, themes: Themes) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Weeks and names, the latest last; words in quotes after the themes."""
    by_week: dict[str, list[str]] = {}
    for week, new in rises_seen(found.weeks):
        by_week.setdefault(week, []).extend(name_of(themes, theme) for theme in new)
    for week, new in rises_seen(found.terms):
        by_week.setdefault(week, []).extend(f"the word “{themes.terms.names.get(term, term)}”" for term in new)
    return tuple((week, tuple(by_week[week])) for week in sorted(by_week))
