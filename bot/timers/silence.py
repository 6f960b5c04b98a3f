"""Somebody fell silent: an open case in, marks at the desk out. The young person, the worker who has it, or both for a day.

Never speaks to the young person: a text nobody asked for can give them away. A worker decides.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.decide.attention import LEV
from bot.decide.heard import House
from bot.model.case import Case, CaseState
from bot.model.case_lines import LEFT_OPEN, WORKER_SILENT, YOUNG_SILENT, Told
from bot.model.changes import AuditLine, Changes, Event
from bot.model.conversation import Conversation
from bot.model.risk import Level


def silence(talk: Conversation, case: Case, house: House, now: datetime) -> Changes | None:
    """What is true now and was not told, and no longer told what has passed; nothing when the marks stand as they are."""
    true = dict(_true_now(talk, case, house, now))
    kept = tuple(told for told in case.told if told.what in true)
    new = tuple(Told(what, now) for what in true if what not in {told.what for told in kept})
    if not new and kept == case.told:
        return None
    audit = tuple(AuditLine(now, LEV, told.what, talk.contact, case.id, (("since", true[told.what].isoformat()),)) for told in new)
    return Changes(
        conversation=talk,
        case=replace(case, told=(*kept, *new)),
        audit=audit,
        events=(Event("case", talk.contact, case.id),),
    )


def _true_now(talk: Conversation, case: Case, house: House, now: datetime) -> Iterator[tuple[str, datetime]]:
    """Each silence with the time it began."""
    limits, heard = house.routes.silence, talk.last_in_at or case.opened_at
    spoke = max(filter(None, (case.claimed_at, case.worker_said_at)), default=case.opened_at)
    with_worker = case.state is CaseState.WITH_WORKER
    attended = with_worker or case.state is CaseState.WAITING
    if attended and case.level >= Level.HIGH and now - max(heard, spoke if with_worker else heard) > limits["young_person"]:
        yield YOUNG_SILENT, heard
    unanswered = max(heard, case.claimed_at or heard)  # their last text, or the claim if they wrote before it
    answered = case.worker_said_at is not None and case.worker_said_at >= unanswered
    if with_worker and not answered and now - unanswered > limits["worker"]:
        yield WORKER_SILENT, unanswered
    last = max(heard, spoke)
    if case.state in (CaseState.WITH_WORKER, CaseState.TO_READ) and now - last > limits["left_open"]:
        yield LEFT_OPEN, last
