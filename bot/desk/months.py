"""Months as they name what is kept. A time in, `2026-11` and those before it out.

Never a month that has not begun in Cornwall.
"""

from datetime import datetime, timedelta

from bot.content.hours import LONDON

YEAR = 13  # a year back, and the month that is running


def month_of(at: datetime) -> str:
    """The month in Cornwall."""
    return f"{at.astimezone(LONDON):%Y-%m}"


def months(now: datetime, many: int = YEAR) -> list[str]:
    """This month and those before it, newest first."""
    first, found = now.astimezone(LONDON).replace(day=1), []
    for _ in range(many):
        found.append(f"{first:%Y-%m}")
        first = (first - timedelta(days=1)).replace(day=1)
    return found
