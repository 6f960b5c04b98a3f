"""Counting and showing: one person once, weeks in one calendar, and whole fives only."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.content.themes import Themes
from bot.model.age import AgeBand
from bot.model.conversation import Conversation
from bot.model.message import Channel, ContactId
from bot.model.risk import Kind
from bot.setting_checks import ROOT
from bot.themes.calendar import complete, month_of, next_week, quarter_of, said, weeks_in
from bot.themes.cubes import EVERYONE, PARTS, TOTAL, cells_of, part_of_day
from bot.themes.suppress import quarter_figures, step, week_figures
from bot.themes.tag import counted, counted_aside, helped, tag, week_of

TALK = Conversation(ContactId("0" * 32), Channel.SMS, "x", datetime(2026, 11, 20, tzinfo=UTC))
THEMES = Themes.load(ROOT / "data" / "themes.yml")
MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)


def test_tags_are_the_workers_then_the_words_then_the_risks_each_once() -> None:
    found = tag(THEMES, ["rel.breakups", "feel.low"], [Kind.SUICIDE, Kind.DISTRESS, Kind.UNREADABLE], closing="home.family")
    assert found == ("home.family", "rel.breakups", "feel.low", "feel.selfharm_suicide")
    assert tag(THEMES, ["gone.long_ago"]) == ()


def test_a_person_is_counted_once_a_week_in_a_theme_and_in_one_cell_of_each_cube() -> None:
    talk, first = counted(TALK, ["consent.age_law", "feel.low"], MONDAY)
    cubes = Counter((count.theme, count.cube) for count in first)
    assert cubes == {(theme, cube): 1 for theme in ("consent.age_law", "feel.low", EVERYONE) for cube in ("total", *PARTS)}
    talk, second = counted(replace(talk, age_band=AgeBand.ADULT), ["feel.low", "rel.breakups"], MONDAY)
    assert {count.theme for count in second} == {"rel.breakups"}, "everyone was counted before"
    _, next_one = counted(talk, ["feel.low"], MONDAY + timedelta(weeks=1))
    assert {(count.week, count.theme) for count in next_one} == {("2026-W48", "feel.low"), ("2026-W48", EVERYONE)}
    assert counted(talk, [], MONDAY)[1] == ()


def test_what_happened_is_counted_once_beside_it() -> None:
    talk, first = counted_aside(TALK, ["feel.low"], "outcome", "reached", MONDAY)
    assert [(count.theme, count.cube, count.cell) for count in first] == [("feel.low", "outcome", "reached")]
    assert counted_aside(talk, ["feel.low"], "outcome", "reached", MONDAY)[1] == ()
    assert len(counted_aside(talk, ["feel.low"], "outcome", "left", MONDAY)[1]) == 1
    talk, answers = helped(talk, "rel.jealousy", "no", MONDAY)
    assert {(count.theme, count.cell) for count in answers} == {("rel.jealousy", "no"), (EVERYONE, "no")}
    assert helped(talk, "rel.jealousy", "yes", MONDAY)[1] == (), "the first answer counts"


def test_scilly_is_never_apart_and_no_place_is_finer_than_a_part_of_cornwall() -> None:
    places = {
        district: cells_of(replace(TALK, district=district), MONDAY)["district"] for district in ("scilly", "mid", None, "bude")
    }
    assert places == {"scilly": "west", "mid": "mid", None: "unknown", "bude": "unknown"}


@pytest.mark.parametrize(
    ("hour", "part"), [(4, "night"), (5, "morning"), (11, "afternoon"), (16, "evening"), (21, "night"), (23, "night")]
)
def test_the_parts_of_the_day_are_cornwalls_own(hour: int, part: str) -> None:
    assert part_of_day(datetime(2026, 7, 1, hour, tzinfo=UTC)) == part, "an hour ahead in summer"


def test_the_week_turns_at_midnight_in_cornwall() -> None:
    assert week_of(datetime(2026, 6, 28, 22, 59, tzinfo=UTC)) == "2026-W26"
    assert week_of(datetime(2026, 6, 28, 23, 1, tzinfo=UTC)) == "2026-W27", "British Summer Time is an hour ahead"


@pytest.mark.parametrize("year", [2025, 2026, 2032])
def test_periods_never_overlap_by_half(year: int) -> None:
    weeks = [week for quarter in range(1, 5) for week in weeks_in(f"{year}-Q{quarter}")]
    assert weeks == [week for month in range(1, 13) for week in weeks_in(f"{year}-M{month:02}")]
    assert len(weeks) == (53 if year in (2026, 2032) else 52), "these two have a week 53"
    for week in weeks:
        assert set(weeks_in(month_of(week))) <= set(weeks_in(quarter_of(week)))
    assert next_week(weeks[-1]) == f"{year + 1}-W01"


@pytest.mark.parametrize("name", ["", "2026", "2026-W54", "2025-W53", "2026-Q5", "2026-M13", "2026-W1x", "x" * 9])
def test_what_is_no_period_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no such period"):
        weeks_in(name)


def test_a_week_is_complete_an_hour_after_its_sunday() -> None:
    over = datetime(2026, 11, 23, 1, tzinfo=UTC)
    assert complete("2026-W47", over)
    assert not complete("2026-W47", over - timedelta(seconds=1))
    assert said("2026-W47") == "week of Monday 16 November 2026"


def _only(theme: str, people: int) -> Counter[tuple[str, str, str]]:
    return Counter({(theme, *TOTAL): people} | {(theme, cube, cells[0]): people for cube, cells in PARTS.items()})


def test_a_five_is_shown_in_the_week_in_which_it_fills_up() -> None:
    before: Counter[str] = Counter()
    shown, so_far = [], 0
    for people in (3, 1, 1, 0, 12, 2):
        so_far += people
        week = week_figures(_only("feel.low", so_far), before)
        before.update(week)
        shown.append(week.get("feel.low", 0))
    assert shown == [0, 0, 5, 0, 10, 0]


def test_a_rare_and_harmful_theme_is_shown_in_tens() -> None:
    assert week_figures(_only("harm.criminal", 9), {}) == {}
    assert week_figures(_only("harm.criminal", 19), {}) == {"harm.criminal": 10}


@given(some.lists(some.tuples(*(some.integers(0, len(cells) - 1) for cells in PARTS.values())), max_size=120), some.booleans())
def test_nothing_is_shown_but_whole_steps_that_people_fill(people: list[tuple[int, ...]], rare: bool) -> None:
    theme = "harm.past" if not rare else "harm.trusted_adult"
    counts: Counter[tuple[str, str, str]] = Counter()
    for places in people:
        cells = [TOTAL, *((cube, PARTS[cube][place]) for cube, place in zip(PARTS, places, strict=True))]
        counts.update((one, *cell) for one in (theme, EVERYONE) for cell in cells)
    shown = week_figures(counts, {})
    whole = quarter_figures(counts, shown, [theme])
    assert whole.people.get(theme, 0) == shown.get(theme, 0) <= len(people)
    for one, split in whole.split.items():
        for cube, cells in split.items():
            assert all(number % step(one) == 0 and number <= counts[one, cube, cell] for cell, number in cells.items())
            assert cube not in PARTS or sum(cells.values()) <= whole.people.get(one, 0)


def test_figures_that_do_not_fit_what_was_shown_are_not_split() -> None:
    """After the restore of an older backup the counts can be less than what the weeks have shown."""
    assert quarter_figures(_only("feel.low", 10), {"feel.low": 20}, ["feel.low"]).split == {}
