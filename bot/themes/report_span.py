"""Which quarters a report is about. What somebody asked for in, quarters of the one calendar out.

Never a time that is not whole quarters: then reports would overlap by half, and their difference be a time of its own.
"""

from bot.themes.calendar import weeks_in

MONTHS = (3, 6, 12)
"""Lengths of a report: a quarter, the half year of the audit, a year."""


def quarters_from(start: str, months: int) -> tuple[str, ...]:
    """`start` is a quarter (`2026-Q3`) or the month it begins with (`2026-07`). Raises `ValueError`, which says what to ask for."""
    if months not in MONTHS:
        raise ValueError("A report is about 3, 6 or 12 months.")
    year, _, part = start.partition("-")
    if part in ("01", "04", "07", "10"):
        part = f"Q{(int(part) + 2) // 3}"
    if part not in ("Q1", "Q2", "Q3", "Q4") or not (len(year) == 4 and year.isascii() and year.isdigit() and int(year) > 1900):
        raise ValueError("A report begins with a quarter: 2026-Q3, or its first month, 2026-07.")
    first = int(year) * 4 + int(part[1]) - 1
    return tuple(_named(number) for number in range(first, first + months // 3))


def before(quarters: tuple[str, ...]) -> tuple[str, ...]:
    """As many quarters just before these."""
    year, _, part = quarters[0].partition("-Q")
    first = int(year) * 4 + int(part) - 1
    return tuple(_named(number) for number in range(first - len(quarters), first))


def months_in(quarters: tuple[str, ...]) -> tuple[str, ...]:
    """The calendar months (`2026-07`) these quarters are nearest to."""
    numbers = [(quarter[:4], int(quarter[-1]) * 3 - 2 + more) for quarter in quarters for more in range(3)]
    return tuple(f"{year}-{month:02}" for year, month in numbers)


def name_of_span(quarters: tuple[str, ...]) -> str:
    """For a file: `2026-Q3-to-2026-Q4`."""
    return "-to-".join(dict.fromkeys((quarters[0], quarters[-1])))


def weeks_of(quarters: tuple[str, ...]) -> tuple[str, ...]:
    """All their weeks."""
    return tuple(week for quarter in quarters for week in weeks_in(quarter))


def _named(number: int) -> str:
    return f"{number // 4}-Q{number % 4 + 1}"
