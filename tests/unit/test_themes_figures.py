"""Counting and hiding: one person once, and no small figure to be seen or worked out."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.model.age import AgeBand
from bot.model.conversation import Conversation
from bot.model.message import Channel, ContactId
from bot.themes.suppress import FEWEST, in_fives, rows, summed
from bot.themes.tag import counted, week_of

COLUMNS = ("a", "b", "c", "d", "e")
TALK = Conversation(ContactId("0" * 32), Channel.SMS, "x", datetime(2026, 11, 20, tzinfo=UTC))


def _row(theme: str, people: list[int]):
    return rows({(theme, column): count for column, count in zip(COLUMNS, people, strict=True)}, COLUMNS)


@pytest.mark.parametrize(
    ("people", "total", "cells"),
    [
        ([0, 0, 0, 0, 4], None, (None,) * 5),
        ([5, 0, 0, 0, 0], 5, (5, 0, 0, 0, 0)),
        ([9, 3, 0, 0, 0], 12, (None, None, 0, 0, 0)),
        ([9, 3, 7, 0, 0], 19, (9, None, None, 0, 0)),
        ([3, 4, 0, 0, 0], 7, (None, None, 0, 0, 0)),
        ([20, 6, 5, 0, 8], 39, (20, 6, 5, 0, 8)),
    ],
)
def test_what_a_row_shows(people: list[int], total: int | None, cells: tuple[int | None, ...]) -> None:
    [row] = _row("consent.meaning", people)
    assert (row.total, row.cells) == (total, cells)


def test_a_rare_and_harmful_theme_needs_ten() -> None:
    assert _row("harm.criminal", [9, 0, 0, 0, 0])[0].total is None
    assert _row("harm.criminal", [10, 0, 0, 0, 0])[0].total == 10


@given(some.lists(some.integers(0, 12), min_size=5, max_size=5))
def test_no_small_figure_can_be_worked_out(people: list[int]) -> None:
    for row in _row("consent.meaning", people):
        assert not [count for count in (row.total, *row.cells) if count and count < FEWEST]
        if row.total is not None:
            hidden = [place for place, count in enumerate(row.cells) if count is None]
            assert len(hidden) != 1, "one hidden cell is the total less the others"


def test_nobody_means_no_row() -> None:
    assert _row("consent.meaning", [0] * 5) == ()


def test_cells_are_summed_over_the_other_column() -> None:
    cells = {("t", "13_15", "sms"): 2, ("t", "13_15", "web"): 3, ("t", "unknown", "web"): 4}.items()
    assert summed(cells, 1) == {("t", "13_15"): 5, ("t", "unknown"): 4}
    assert summed(cells, 2) == {("t", "sms"): 2, ("t", "web"): 7}


@pytest.mark.parametrize(("people", "shown"), [(None, None), (0, 0), (5, 5), (9, 5), (10, 10)])
def test_an_unfinished_week_is_rounded_down(people: int | None, shown: int | None) -> None:
    assert in_fives(people) == shown


def test_one_person_counts_once_a_week_in_a_theme() -> None:
    monday = datetime(2026, 11, 16, 9, tzinfo=UTC)
    talk, first = counted(TALK, ["consent.age_law", "consent.age_law", "feel.low"], monday)
    assert [count.theme for count in first] == ["consent.age_law", "feel.low"]
    assert {(count.age_band, count.channel) for count in first} == {("unknown", "sms")}
    talk, second = counted(talk, ["feel.low", "rel.breakups"], monday)
    assert [count.theme for count in second] == ["rel.breakups"]
    _, next_week = counted(talk, ["feel.low"], datetime(2026, 11, 23, 9, tzinfo=UTC))
    assert [count.week for count in next_week] == ["2026-W48"]


def test_the_week_turns_at_midnight_in_cornwall() -> None:
    assert week_of(datetime(2026, 6, 28, 22, 59, tzinfo=UTC)) == "2026-W26"
    assert week_of(datetime(2026, 6, 28, 23, 1, tzinfo=UTC)) == "2026-W27", "British Summer Time is an hour ahead"


def test_the_band_is_the_one_known_at_the_time() -> None:
    from dataclasses import replace

    _, counts = counted(replace(TALK, age_band=AgeBand.FROM_13), ["feel.low"], datetime(2026, 11, 20, tzinfo=UTC))
    assert counts[0].age_band == "13_15"
