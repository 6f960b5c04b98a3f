"""Which steps of a case are late, in words: each step by its name, how late, and the limit; nothing of drills or of what is done."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.desk.late import late_words, with_late
from bot.model.assessment import Decision, Judgement
from bot.model.case import CaseState
from bot.model.risk import Level
from tests.unit.test_steps import FRIDAY, LIMITS, TAM, case

MINUTE = timedelta(minutes=1)
REFERRED = Judgement(decision=Decision(TAM, "high", "refer", "x"))


@pytest.mark.parametrize(
    ("ticks", "after", "words"),
    [
        ({}, timedelta(minutes=65, seconds=5), "late by less than a minute: “The agency was told” is not done. Tell the agency"),
        ({}, timedelta(minutes=77), "late by 12 min: “The agency was told” is not done. Tell the agency"),
        ({"told": 30}, timedelta(minutes=30, days=1, hours=3), "late by 3 h: “The form was sent” is not done. The written form"),
        (
            {"told": 30, "written": 40},
            timedelta(days=3, hours=13),
            "late by 60 min: “The agency answered” is not done. The council",
        ),
        (
            {"told": 30, "written": 40},
            timedelta(days=8, hours=12),
            "late by 3 days: “The agency answered” is not done. Nothing heard",
        ),
    ],
)
def test_each_step_says_its_name_how_late_it_is_and_the_limit(ticks: dict[str, int], after: timedelta, words: str) -> None:
    (said,) = late_words(case(FRIDAY, ticks=ticks), LIMITS, FRIDAY + after)
    assert said.startswith(words)


@pytest.mark.parametrize(("level", "minutes"), [(Level.CRITICAL, 2), (Level.HIGH, 10), (Level.CONCERN, 1440)])
def test_who_was_not_seen_in_time_is_late_until_seen(level: Level, minutes: int) -> None:
    one = case(FRIDAY, level, seen=None)
    assert late_words(one, LIMITS, FRIDAY + minutes * MINUTE) == []
    now = FRIDAY + (minutes + 5) * MINUTE
    (said,) = late_words(one, LIMITS, now)
    assert said.startswith("late by 5 min: “Seen by a person” is not done.")
    assert late_words(replace(one, seen_at=now), LIMITS, now) == [], "it was late; nothing is owed any more"


def test_two_steps_can_be_late_at_once_in_the_order_of_the_clock() -> None:
    said = late_words(case(FRIDAY, ticks={"told": 30}), LIMITS, FRIDAY + timedelta(days=9))
    assert [words.split("“")[1].split("”")[0] for words in said] == ["The form was sent", "The agency answered"]


def test_after_the_end_only_what_a_referral_owes_is_late() -> None:
    shut = replace(case(FRIDAY), state=CaseState.CLOSED)
    assert late_words(shut, LIMITS, FRIDAY + timedelta(days=9)) == []
    assert len(late_words(replace(shut, judged=REFERRED), LIMITS, FRIDAY + timedelta(days=9))) == 1


def test_a_drill_is_never_late() -> None:
    assert late_words(replace(case(FRIDAY, seen=None), practice=True), LIMITS, FRIDAY + timedelta(days=9)) == []


def test_those_that_are_late_stand_in_order_of_urgency() -> None:
    now = FRIDAY + timedelta(days=3)
    cases = [replace(case(FRIDAY, level, seen=None), id=level.word) for level in (Level.CONCERN, Level.CRITICAL, Level.HIGH)]
    fine = replace(case(datetime(2026, 11, 23, 11, 59, tzinfo=UTC)), id="fine")
    assert [one.id for one in with_late([*cases, fine], LIMITS, now)] == ["critical", "high", "concern"]
