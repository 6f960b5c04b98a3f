"""How long young people wait now, against the goals in `data/routes.yml`. Open cases in, a line for each level out.

Never counts a drill, and never judges a worker: it tells a lead where help is needed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from bot.content.routes import Routes
from bot.desk.show import minutes_words
from bot.model.case import Case, CaseState
from bot.model.risk import Level


@dataclass(frozen=True, slots=True)
class LevelNow:
    """One level now. Times are in words; `late` counts those beyond `goal` (to be claimed), `slow` beyond `answer_goal`.

    `unanswered` have a worker who has not written yet; `answered` is the median from beginning to wait to the first words.
    """

    level: str
    waiting: int
    longest: str
    goal: str
    late: int
    with_worker: int
    to_read: int
    unanswered: int
    longest_unanswered: str
    answer_goal: str
    slow: int
    answered: str


def standing(cases: Sequence[Case], routes: Routes, now: datetime) -> list[LevelNow]:
    """The most urgent level first."""
    real = [case for case in cases if not case.practice]
    return [
        _of(level, [case for case in real if case.level is level], routes, now)
        for level in reversed(Level)
        if level is not Level.NONE
    ]


def _of(level: Level, cases: Sequence[Case], routes: Routes, now: datetime) -> LevelNow:
    goal, answer_goal = routes.unclaimed_after(level), routes.silence["worker"]
    waits = [now - case.waiting_since for case in cases if case.state is CaseState.WAITING]
    theirs = [case for case in cases if case.state is CaseState.WITH_WORKER]
    silent = [now - (case.claimed_at or case.waiting_since) for case in theirs if case.worker_said_at is None]
    first = [(case.first_said_at - case.waiting_since).total_seconds() for case in theirs if case.first_said_at]
    return LevelNow(
        level.word,
        len(waits),
        _words(max(waits, default=None)),
        minutes_words(goal),
        sum(wait > goal for wait in waits),
        len(theirs),
        sum(case.state is CaseState.TO_READ for case in cases),
        len(silent),
        _words(max(silent, default=None)),
        minutes_words(answer_goal),
        sum(wait > answer_goal for wait in silent),
        _words(timedelta(seconds=median(first)) if first else None),
    )


def _words(long: timedelta | None) -> str:
    return minutes_words(long) if long is not None else "–"
