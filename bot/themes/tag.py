"""Which themes a talk is about, and the cells one turn counts a person in. Words' themes, risks and the talk in, counts out.

Never counts one person twice in a cell of a week, and never keeps who was counted beyond their own conversation.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.content.themes import Themes
from bot.model.changes import Count
from bot.model.conversation import Conversation
from bot.model.risk import Kind
from bot.themes.cubes import EVERYONE, LONDON, TOTAL, cells_of


def week_of(now: datetime) -> str:
    """The ISO week in Cornwall's own time, such as `2026-W48`."""
    year, week, _ = now.astimezone(LONDON).isocalendar()
    return f"{year}-W{week:02}"


def tag(themes: Themes, said: Iterable[str] = (), kinds: Iterable[Kind] = (), closing: str | None = None) -> tuple[str, ...]:
    """The leaves of a talk, each once: the worker's own at closing first, then those of the words said, then those of the risks.

    A leaf that has been retired counts as the one that took its place. What is no leaf is left out.
    """
    found = (closing, *said, *(themes.of_kind(kind) for kind in kinds))
    leaves = (themes.now_called(leaf) for leaf in found if leaf)
    return tuple(dict.fromkeys(leaf for leaf in leaves if leaf in themes))


def counted(talk: Conversation, themes: Iterable[str], now: datetime) -> tuple[Conversation, tuple[Count, ...]]:
    """The talk that remembers these themes as counted this week, and the counts of each that is new."""
    leaves = tuple(themes)
    told, new = _new(talk, (*leaves, EVERYONE) if leaves else (), "", now)
    cells = (TOTAL, *cells_of(talk, now).items())
    week = week_of(now)
    return told, tuple(Count(week, theme, cube, cell) for theme in new for cube, cell in cells)


def counted_aside(
    talk: Conversation, themes: Iterable[str], cube: str, cell: str, now: datetime
) -> tuple[Conversation, tuple[Count, ...]]:
    """The same for something that happened to a person: once a week, theme and cell."""
    told, new = _new(talk, themes, f"{cube} {cell} ", now)
    return told, tuple(Count(week_of(now), theme, cube, cell) for theme in new)


def counted_first(
    talk: Conversation, themes: Iterable[str], cube: str, cell: str, now: datetime
) -> tuple[Conversation, tuple[Count, ...]]:
    """The same where a person is in one cell only: the first of a week and theme counts."""
    told, new = _new(talk, themes, f"{cube} ", now)
    return told, tuple(Count(week_of(now), theme, cube, cell) for theme in new)


def helped(talk: Conversation, theme: str, answer: str, now: datetime) -> tuple[Conversation, tuple[Count, ...]]:
    """An answer (`yes` or `no`) to "did that help?"."""
    return counted_first(talk, (theme, EVERYONE), "helped", answer, now)


def _new(talk: Conversation, themes: Iterable[str], mark: str, now: datetime) -> tuple[Conversation, list[str]]:
    week = week_of(now)
    before = talk.themes if talk.themes_week == week else ()
    new = [theme for theme in dict.fromkeys(themes) if mark + theme not in before]
    return replace(talk, themes_week=week, themes=(*before, *(mark + theme for theme in new))), new
