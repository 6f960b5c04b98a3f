"""How long an agency took, as counts. A case, the `Changes` of a step of its clock and the limits in; the same with counts out.

Never counts a drill, nor a step twice: one that is put right later stays where it was first counted.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.content.limits import Limits
from bot.model.assessment import Judgement
from bot.model.case import Case
from bot.model.changes import Changes
from bot.themes.cubes import COUNCIL, EVERYONE, told_of
from bot.themes.tag import counted_first


def with_clock(before: Case, changes: Changes, limits: Limits, now: datetime) -> Changes:
    """Nothing is added where no step was entered for the first time."""
    after = changes.case
    if after is None or after.practice or after.judged is None:
        return changes
    talk, counts = changes.conversation, list(changes.counts)
    was, times = before.judged or Judgement(), _times(after)
    for cube, cell in _taken(times, {tick.step for tick in was.clock}, limits):
        talk, more = counted_first(talk, (EVERYONE,), cube, cell, now)
        counts += more
    return replace(changes, conversation=talk, counts=tuple(counts))


def _times(case: Case) -> dict[str, datetime]:
    entered = case.judged.clock if case.judged else ()
    return {"disclosed": case.opened_at} | {tick.step: tick.at for tick in entered}


def _taken(times: dict[str, datetime], known: set[str], limits: Limits) -> Iterator[tuple[str, str]]:
    if "told" in times and "told" not in known:
        yield "told", told_of(times["told"] - times["disclosed"])
    if "answered" in times and "told" in times and "answered" not in known:
        yield "council", council_of(times["told"], times["answered"], limits)


def council_of(told: datetime, answered: datetime, limits: Limits) -> str:
    """In which step this answer came; days off and weekends do not count."""
    ends = {cell: limits.end_of_working_day(told, days) if days else None for cell, days in COUNCIL.items()}
    return next(cell for cell, end in ends.items() if end is None or answered < end)
