"""The one calendar of all figures: weeks in months of four or five weeks, in quarters of thirteen. Names of periods in and out.

Never two periods that overlap by half: then the difference of two figures would be a week of its own.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from bot.themes.cubes import LONDON

GRACE = timedelta(hours=1)  # a turn begun before midnight on Sunday is committed by then
_MONTHS = (4, 8, 13)  # a quarter's weeks: four, four and five (six in a year of 53 weeks)
MONTHS_A_YEAR, QUARTERS = 12, 4


def monday(week: str) -> datetime:
    """When a week begins in Cornwall, in UTC."""
    year, _, number = week.partition("-W")
    day = datetime.fromisocalendar(int(year), int(number), 1)
    return day.replace(tzinfo=LONDON).astimezone(UTC)


def next_week(week: str) -> str:
    """The week after."""
    year, number, _ = (monday(week).astimezone(LONDON) + timedelta(days=7)).isocalendar()
    return f"{year}-W{number:02}"


def quarter_of(week: str) -> str:
    """Such as `2026-Q4`: weeks 40 to 52, or 53."""
    year, _, number = week.partition("-W")
    return f"{year}-Q{min((int(number) - 1) // 13, 3) + 1}"


def month_of(week: str) -> str:
    """Such as `2026-M11`: one of twelve parts of a year, of four, four and five weeks in each quarter."""
    year, _, number = week.partition("-W")
    quarter = min((int(number) - 1) // 13, 3)
    place = int(number) - 13 * quarter
    part = next((index for index, last in enumerate(_MONTHS) if place <= last), 2)
    return f"{year}-M{quarter * 3 + part + 1:02}"


def weeks_in(period: str) -> tuple[str, ...]:
    """The weeks of a week, month or quarter. Raises `ValueError` for what is none."""
    year, kind, number = period[:4], period[4:6], period[6:]
    if not (year.isdigit() and number.isdigit() and kind in ("-W", "-M", "-Q")) or len(period) > 8:
        raise ValueError("no such period")
    if kind == "-W":
        return (period,) if period in set(_weeks(int(year))) else _none()
    name = month_of if kind == "-M" else quarter_of
    return tuple(week for week in _weeks(int(year)) if name(week) == period) or _none()


def complete(period: str, now: datetime) -> bool:
    """Whether all of it is over."""
    return monday(next_week(weeks_in(period)[-1])) + GRACE <= now


def said(period: str) -> str:
    """The period in words: `week of Monday 23 November 2026`, `28 September to 27 December 2026`."""
    weeks = weeks_in(period)
    first, last = monday(weeks[0]).astimezone(LONDON), monday(weeks[-1]).astimezone(LONDON) + timedelta(days=6)
    if len(weeks) == 1:
        return f"week of Monday {first:%-d %B %Y}"
    return f"{first:%-d %B}{'' if first.year == last.year else f' {first.year}'} to {last:%-d %B %Y}"


def _weeks(year: int) -> Iterator[str]:
    last = datetime(year, 12, 28, tzinfo=UTC).isocalendar().week  # 28 December is always in the last one
    return (f"{year}-W{number:02}" for number in range(1, last + 1))


def _none() -> tuple[str, ...]:
    raise ValueError("no such period")
