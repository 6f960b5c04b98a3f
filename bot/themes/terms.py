"""Counts of terms: how they stand in the store beside themes, and what may be shown of them. Counts in, whole fives out.

Never among the themes: `parted` takes them out before any theme is looked at.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.model.changes import Count
from bot.model.conversation import Conversation
from bot.themes.suppress import FEWEST, Cell
from bot.themes.tag import counted_aside

_TERM = "term"
"""Stands where a cube does; a tilde before the id where a theme does, so that it is never one."""


def counted_terms(talk: Conversation, terms: Iterable[str], now: datetime) -> tuple[Conversation, tuple[Count, ...]]:
    """One person once a week in each term."""
    return counted_aside(talk, [f"~{term}" for term in terms], _TERM, "people", now)


def parted(counts: Mapping[Cell, int]) -> tuple[dict[Cell, int], dict[str, int]]:
    """What is counted of themes, and people by term."""
    themes = {cell: people for cell, people in counts.items() if cell[1] != _TERM}
    return themes, {theme.removeprefix("~"): people for (theme, cube, _), people in counts.items() if cube == _TERM}


def term_figures(so_far: Mapping[str, int], before: Mapping[str, int]) -> dict[str, int]:
    """The fives that filled up this week, as `bot.themes.suppress.week_figures` has them for themes."""
    filled = {term: people - people % FEWEST - before.get(term, 0) for term, people in sorted(so_far.items())}
    return {term: people for term, people in filled.items() if people > 0}
