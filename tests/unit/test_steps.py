"""What is late on the clock of a case, by the limits of `data/limits.yml` and by nothing else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.content.limits import Limits
from bot.content.reader import ContentError
from bot.desk.steps import steps
from bot.house import DATA
from bot.model.assessment import Decision, Hand, Judgement, Tick
from bot.model.case import Case, CaseState
from bot.model.message import Channel, ContactId
from bot.model.risk import Level

LIMITS = Limits.load(DATA / "limits.yml")
FRIDAY = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TAM = Hand("w1", "Tam", FRIDAY)


def case(at: datetime, level: Level = Level.HIGH, *, seen: int | None = 5, ticks: dict[str, int] | None = None) -> Case:
    """Opened at `at`, seen and ticked so many minutes later."""
    clock = tuple(Tick(TAM, step, at + timedelta(minutes=late), "x") for step, late in (ticks or {}).items())
    one = Case("c1", ContactId("0" * 32), Channel.SMS, CaseState.WAITING, level, (), at, at, judged=Judgement(clock=clock))
    return one if seen is None else replace(one, seen_at=at + timedelta(minutes=seen))


def late(one: Case, minutes: int) -> list[str]:
    return [step.id for step in steps(one, LIMITS, one.opened_at + timedelta(minutes=minutes)) if step.late]


@pytest.mark.parametrize(
    ("level", "hour", "in_time", "too_late"),
    [(Level.CRITICAL, 12, 2, 3), (Level.HIGH, 12, 10, 11), (Level.HIGH, 22, 30, 31), (Level.CONCERN, 12, 1440, 1441)],
)
def test_seen_is_held_against_its_level_and_the_desks_hours(level: Level, hour: int, in_time: int, too_late: int) -> None:
    one = case(FRIDAY.replace(hour=hour), level, seen=None)
    assert late(one, in_time) == []
    assert late(one, too_late) == ["seen"]


def test_a_case_that_was_raised_later_waits_from_then() -> None:
    one = replace(case(FRIDAY, seen=None), waiting_since=FRIDAY + timedelta(minutes=100))
    assert late(one, 110) == []
    assert late(one, 111) == ["seen"]
    released = replace(case(FRIDAY, seen=5), waiting_since=FRIDAY + timedelta(minutes=30))
    assert "seen" not in late(released, 59), "it was seen in time before it went back"


def test_the_agency_is_told_within_the_hour_while_it_answers_and_confirmed_in_writing() -> None:
    assert late(case(FRIDAY), 65) == []
    assert late(case(FRIDAY), 66) == ["told"]
    assert late(case(FRIDAY.replace(hour=20)), 600) == [], "out of hours no limit is known"
    assert late(case(FRIDAY, Level.CONCERN), 9000) == [], "no limit is known for a concern"
    told = case(FRIDAY, ticks={"told": 30})
    assert late(told, 30 + 1440) == []
    assert late(told, 30 + 1441) == ["written"]
    assert late(case(FRIDAY, ticks={"told": 90}), 91) == ["told"], "late stays late"


def test_an_answer_is_owed_by_the_end_of_a_working_day() -> None:
    told = case(FRIDAY, ticks={"told": 30, "written": 40})
    monday_night = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
    (answered,) = [step for step in steps(told, LIMITS, monday_night) if step.id == "answered"]
    assert (answered.late, answered.due) == (False, monday_night)
    (answered,) = [step for step in steps(told, LIMITS, monday_night + timedelta(days=3)) if step.late]
    assert "ask them" in answered.say
    eve = case(datetime(2026, 12, 24, 12, 0, tzinfo=UTC), ticks={"told": 30, "written": 40})
    assert late(eve, 4 * 1440) == [], "Christmas, a weekend and a bank holiday do not count"
    assert late(eve, 6 * 1440) == ["answered"]


@pytest.mark.parametrize(
    ("what", "level", "owed"),
    [("refer", "high", ["told"]), ("early_help", "high", ["told"]), ("support", "high", []), ("refer", "concern", [])],
)
def test_what_was_decided_says_what_is_owed(what: str, level: str, owed: list[str]) -> None:
    one = replace(case(FRIDAY), judged=Judgement(decision=Decision(TAM, level, what, "x")))
    assert late(one, 500) == owed


@pytest.mark.parametrize(
    ("was", "now", "why"),
    [
        ("step: seen,", "step: sene,", "an earlier one"),
        ("after: disclosed,", "after: told,", "an earlier one"),
        ("when: desk_open", "when: often", "desk_open"),
        ("minutes: 10,", "minutes: 0,", "1 or more"),
        ("minutes: 10,", "", "minutes or working_days"),
        ("[concern]", "[worry]", "unknown level"),
        ("often: 3,", "", "often"),
    ],
)
def test_a_wrong_limit_is_named(tmp_path: Path, was: str, now: str, why: str) -> None:
    (tmp_path / "hours.yml").write_text((DATA / "hours.yml").read_text())
    text = (DATA / "limits.yml").read_text()
    assert was in text
    (tmp_path / "limits.yml").write_text(text.replace(was, now, 1))
    with pytest.raises(ContentError, match=why):
        Limits.load(tmp_path / "limits.yml")
