"""The order of the queue, and who has room. Open cases and those who are on in; whose turn it is, and why not, out.

Never reads or changes anything: these are plain functions of what was read.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.model.case import Case, CaseState, Refused
from bot.model.presence import Presence
from bot.model.worker import TAKES_CASES, Worker


def in_turn(cases: Iterable[Case]) -> list[Case]:
    """The waiting cases: the most urgent first, then the longest waiting. A drill is nobody's turn: it closes by itself."""
    waiting = (case for case in cases if case.state is CaseState.WAITING and not case.practice)
    return sorted(waiting, key=_rank)


def out_of_turn(case: Case, cases: Iterable[Case]) -> bool:
    """Whether taking this waiting case passes over a more urgent or longer waiting one."""
    if case.state is not CaseState.WAITING or case.practice:
        return False
    return any(_rank(other) < _rank(case) for other in in_turn(cases))


def loads(cases: Iterable[Case]) -> Counter[str]:
    """How many cases each worker has, by id."""
    return Counter(case.worker_id for case in cases if case.state is CaseState.WITH_WORKER and case.worker_id)


def full(presence: Presence | None, load: Mapping[str, int]) -> bool:
    """Whether a worker who is on has as many cases as they said they have room for. Who said nothing is never full."""
    return presence is not None and load.get(presence.worker_id, 0) >= presence.room


def can_take(to: Worker | None, on: Mapping[str, Presence], load: Mapping[str, int]) -> Worker:
    """The colleague, if a case can be handed to them now. Raises `Refused` with the reason."""
    if to is None:
        raise Refused("Choose a colleague.")
    if not to.active:
        raise Refused(f"{to.first_name}'s account has ended. Choose somebody else.")
    if to.role not in TAKES_CASES:
        raise Refused(f"{to.first_name} cannot take cases.")
    if to.id not in on:
        raise Refused(f"{to.first_name} is not on just now. Choose somebody who is.")
    if full(on[to.id], load):
        raise Refused(f"{to.first_name} is full: {load.get(to.id, 0)} of {on[to.id].room} cases. Choose somebody else.")
    return to


def _rank(case: Case) -> tuple[int, datetime, str]:
    return (-case.level, case.waiting_since, case.id)
