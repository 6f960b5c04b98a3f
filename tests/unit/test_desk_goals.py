"""How long young people wait now, against the goals; until when a worker is on; and what they can choose from."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.content.desk_lists import DeskLists
from bot.content.reader import ContentError
from bot.content.routes import Routes
from bot.desk.duty import until_of
from bot.desk.goals import standing
from bot.house import DATA
from bot.model.case import Case, CaseState, Refused
from bot.model.message import Channel, ContactId
from bot.model.risk import Level

NOW = datetime(2026, 7, 20, 12, 0, tzinfo=UTC)  # 13:00 in Cornwall
ROUTES = Routes.load(DATA / "routes.yml")
WAITS = Case("c1", ContactId("0" * 32), Channel.SMS, CaseState.WAITING, Level.HIGH, (), NOW, NOW)


def _ago(minutes: int) -> datetime:
    return NOW - timedelta(minutes=minutes)


def test_each_level_is_held_against_its_goal() -> None:
    theirs = replace(WAITS, state=CaseState.WITH_WORKER, waiting_since=_ago(40), claimed_at=_ago(30), worker_id="w1")
    cases = [
        replace(WAITS, waiting_since=_ago(11)),
        replace(WAITS, waiting_since=_ago(9)),
        replace(WAITS, waiting_since=_ago(500), practice=True),
        theirs,
        replace(theirs, first_said_at=_ago(25), worker_said_at=_ago(25)),
        replace(theirs, first_said_at=_ago(35), worker_said_at=_ago(3)),
        replace(WAITS, state=CaseState.TO_READ, level=Level.CONCERN),
    ]
    critical, high, concern = standing(cases, ROUTES, NOW)
    assert (critical.level, critical.waiting, critical.longest) == ("critical", 0, "–")
    assert (high.waiting, high.longest, high.goal, high.late) == (2, "11 min", "10 min", 1)
    assert (high.with_worker, high.unanswered, high.longest_unanswered, high.slow) == (3, 1, "30 min", 1)
    assert high.answered == "10 min", "between 5 and 15 minutes after they began to wait"
    assert concern.to_read == 1


@pytest.mark.parametrize(
    ("said", "hours"), [("17:00", 4), ("9:30", None), ("00:30", 11.5), ("13:00", None), ("1:00", 12), ("01:01", None)]
)
def test_a_time_of_day_is_the_next_one_in_cornwall(said: str, hours: float | None) -> None:
    if hours is None:
        with pytest.raises(Refused):
            until_of(said, NOW)
    else:
        assert until_of(said, NOW) == NOW + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        ("pick_reasons: {known: {name: ''}}", 1),
        ("pick_reasons:\n  Known: {name: x}", 2),
        ("pick_reasons:\n  known: {name: x, write: maybe}", 2),
        ("reasons: {}", 1),
    ],
)
def test_a_wrong_list_names_its_line(tmp_path: Path, wrong: str, line: int) -> None:
    file = tmp_path / "desk.yml"
    rest = "" if wrong.startswith("reasons") else "\nnumber_reasons: {}\nreview: {}\npause: {}\nblock: {}\n"
    file.write_text(wrong + rest)
    with pytest.raises(ContentError) as error:
        DeskLists.load(file)
    assert error.value.line == line
