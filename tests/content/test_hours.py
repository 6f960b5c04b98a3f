"""When the desk is open: Cornwall's clock, days off, and the words for it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.content.hours import LONDON, Hours
from bot.content.reader import ContentError
from bot.setting_checks import ROOT

HOURS = Hours.load(ROOT / "data" / "hours.yml")
OTHER = """week:
  monday: [{opens: "09:00", closes: "12:30"}, {opens: "13:15", closes: "17:00"}]
  saturday: [{opens: "10:00", closes: "12:00"}]
"""


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


WHEN = {
    "a Tuesday morning": (utc(2026, 11, 24, 9, 0), True, "9am today"),
    "a minute before": (utc(2026, 11, 24, 8, 59), False, "9am today"),
    "five sharp is closed": (utc(2026, 11, 24, 17, 0), False, "9am tomorrow"),
    "Friday night": (utc(2026, 11, 27, 20, 0), False, "9am on Monday"),
    "Sunday night": (utc(2026, 11, 29, 23, 59), False, "9am tomorrow"),
    "in summer nine is eight in UTC": (utc(2026, 7, 1, 8, 0), True, "9am today"),
    "in summer four in UTC is five": (utc(2026, 7, 1, 16, 0), False, "9am tomorrow"),
    "just after midnight in Cornwall, still yesterday in UTC": (utc(2026, 7, 1, 23, 30), False, "9am today"),
    "Christmas Eve's night leads past a weekend and a bank holiday": (utc(2026, 12, 24, 18, 0), False, "9am on Tuesday"),
    "Good Friday": (utc(2026, 4, 3, 11, 0), False, "9am on Tuesday"),
    "the clocks go back on Sunday": (utc(2026, 10, 23, 18, 0), False, "9am on Monday"),
}


@pytest.mark.parametrize(("now", "is_open", "words"), WHEN.values(), ids=WHEN.keys())
def test_open_or_when_next(now: datetime, is_open: bool, words: str) -> None:
    assert HOURS.is_open(now) is is_open
    assert HOURS.opens_words(now) == words or is_open
    assert HOURS.is_open(HOURS.opens_at(now)), "it is open when we say that it opens"
    assert HOURS.opens_at(now) >= now


def test_the_opening_is_nine_in_cornwall_on_both_sides_of_a_clock_change() -> None:
    before, after = HOURS.opens_at(utc(2026, 10, 22, 20)), HOURS.opens_at(utc(2026, 10, 25, 20))
    assert (before.astimezone(UTC).hour, after.astimezone(UTC).hour) == (8, 9)


def test_closing_words() -> None:
    assert HOURS.closes_words(utc(2026, 11, 24, 10)) == "5pm"
    assert HOURS.closes_words(utc(2026, 11, 24, 20)) == ""


def test_a_break_and_a_day_far_off(tmp_path: Path) -> None:
    (tmp_path / "hours.yml").write_text(OTHER + "closed_on: [2026-11-28, 2026-11-30, 2026-12-05]\n")
    hours = Hours.load(tmp_path / "hours.yml")
    assert hours.closes_words(utc(2026, 11, 23, 10)) == "12.30pm"
    assert hours.opens_words(utc(2026, 11, 23, 12, 45)) == "1.15pm today"
    assert hours.opens_words(utc(2026, 11, 26, 12)) == "9am on Monday 7 December"
    assert hours.opens_at(utc(2026, 11, 26, 12)) == datetime(2026, 12, 7, 9, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("week:\n  monday: [{opens: 17:00, closes: 18:00}]\n", 2, "in quotes"),
        ('week:\n  monday: [{opens: "17:00", closes: "09:00"}]\n', 2, "closes must be later"),
        ('week:\n  funday: [{opens: "09:00", closes: "17:00"}]\n', 2, "unknown name 'funday'"),
        ('week:\n  monday:\n    - {opens: "09:00"}\n', 3, "'closes' is missing"),
        ("week: {monday: []}\n", 1, "no day is ever open"),
        (OTHER + "closed_on:\n  - Christmas\n", 5, "expected a date"),
        ("days: {}\n", 1, "unknown name 'days'"),
        ("", 1, "the file is empty"),
    ],
)
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, text: str, line: int, what: str) -> None:
    file = tmp_path / "hours.yml"
    file.write_text(text)
    with pytest.raises(ContentError, match=what) as wrong:
        Hours.load(file)
    assert (wrong.value.file, wrong.value.line) == (file, line)
