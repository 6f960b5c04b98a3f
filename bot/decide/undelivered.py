"""Decides what becomes of a text that will not arrive. The talk, its case and a reason in, `Changes` for the desk out, or nothing.

Never lets it pass in silence when a risk was ever seen, and never speaks: nothing can reach that phone.
"""

from dataclasses import replace
from datetime import datetime

from bot.decide.attention import LEV, joined, opened
from bot.model.case import Case, CaseState
from bot.model.changes import AuditLine, Changes, Event
from bot.model.conversation import Conversation
from bot.model.risk import Assessment, Finding, Kind, Level

STOPPED = "21610"
"""Twilio's word for: they texted STOP, and Twilio took it before we heard of it."""


def undelivered(talk: Conversation, case: Case | None, now: datetime, reason: str) -> Changes | None:
    """Counts it on the open case; opens one to read when there is none and a risk was ever found. STOP is mirrored."""
    stopped = reason == STOPPED and not talk.opted_out
    talk = replace(talk, opted_out=talk.opted_out or stopped)
    told = case if case and case.open else None
    if told is None and talk.highest > Level.NONE:
        told = opened(talk, Assessment(Level.CONCERN, ()), CaseState.TO_READ, now)
        talk = replace(talk, case_id=told.id)
    if told is None:
        return Changes(talk, audit=(_line(talk, None, now, reason),)) if stopped else None
    told = replace(told, undelivered=told.undelivered + 1)
    if stopped:
        stop = Finding(Kind.STOP_AFTER_FINDING, Level.CONCERN, "stop", 0, 0)
        told = joined(told, Assessment(Level.CONCERN, (stop,)))
    return Changes(talk, case=told, audit=(_line(talk, told, now, reason),), events=(Event("case", talk.contact, told.id),))


def _line(talk: Conversation, case: Case | None, now: datetime, reason: str) -> AuditLine:
    return AuditLine(now, LEV, "not_delivered", talk.contact, case.id if case else None, (("reason", reason),))
