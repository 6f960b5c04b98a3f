"""Which steps of a case are late, in plain words. A case, the limits and now in; a sentence for each late step out.

Never calls a drill late, nor a step that somebody has done: that it was late once stands on the assessment page.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.content.limits import Limits
from bot.desk.assess import judged
from bot.desk.show import minutes_words
from bot.desk.steps import steps
from bot.model.case import Case

_MINUTE = timedelta(minutes=1)


def late_words(case: Case, limits: Limits, now: datetime) -> list[str]:
    """Every step that is owed and late now, in the order of the clock: its name, how late it is, and the limit as it is written."""
    if case.practice or (not case.open and not _tells(case, limits)):
        return []
    return [
        f"late by {_long(now - step.due)}: “{step.name}” is not done. {step.say}"
        for step in steps(case, limits, now)
        if step.late and step.due and step.at is None
    ]


def with_late(cases: Iterable[Case], limits: Limits, now: datetime) -> list[Case]:
    """Those of which a step is late, the most urgent first."""
    return sorted((case for case in cases if late_words(case, limits, now)), key=lambda case: (-case.level, case.waiting_since))


def _tells(case: Case, limits: Limits) -> bool:
    """Whether it was decided that an agency is told: after the end of a case, only then is anything still owed."""
    decision = judged(case).decision
    return decision is not None and decision.what in limits.telling


def _long(late: timedelta) -> str:
    return minutes_words(late) if late >= _MINUTE else "less than a minute"
