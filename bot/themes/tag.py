"""Which theme cells one turn counts a person in. Theme leaves and the talk in, new counts and the talk's memory of them out.

Never counts one person twice in a cell of a week, and never keeps who was counted beyond their own conversation.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.model.age import band_name
from bot.model.changes import Count
from bot.model.conversation import Conversation

LONDON = ZoneInfo("Europe/London")


def week_of(now: datetime) -> str:
    """The ISO week in Cornwall's own time, such as `2026-W48`."""
    year, week, _ = now.astimezone(LONDON).isocalendar()
    return f"{year}-W{week:02}"


def helped(talk: Conversation, theme: str, answer: str, now: datetime) -> tuple[Conversation, tuple[Count, ...]]:
    """The same for an answer (`yes` or `no`) to "did that help?": the first answer of a week and theme counts."""
    told, counts = counted(talk, (f"helped {theme}",), now)
    return told, tuple(replace(count, theme=theme, helped=answer) for count in counts)


def counted(talk: Conversation, themes: Iterable[str], now: datetime) -> tuple[Conversation, tuple[Count, ...]]:
    """The talk that remembers these themes as counted this week, and a count for each that is new."""
    week = week_of(now)
    before = talk.themes if talk.themes_week == week else ()
    new = [theme for theme in dict.fromkeys(themes) if theme not in before]
    band = band_name(talk.age_band)
    counts = tuple(Count(week, theme, band, talk.channel.value) for theme in new)
    return replace(talk, themes_week=week, themes=(*before, *new)), counts
