"""Nobody came in time: waiting cases in, a mark at the desk and a true word to the young person out.

Never says it twice for one wait, and never moves a case: only a worker does.
"""

from dataclasses import replace
from datetime import datetime

from bot.content.words import Spoken
from bot.decide.heard import House
from bot.decide.said import said_by_lev
from bot.model.case import Case, CaseState
from bot.model.changes import AuditLine, Changes, Conflict, Event
from bot.model.conversation import Conversation
from bot.model.message import Channel
from bot.store.open import Store


async def tell_overdue(store: Store, house: House, now: datetime) -> int:
    """Marks every case that has waited longer than its level allows; returns how many. Raises Redis' errors."""
    marked = 0
    for found in await store.reads.open_cases():
        if not is_overdue(found, house, now):
            continue
        talk, case = await store.reads.talk(found.contact)
        if talk and case and case.id == found.id and is_overdue(case, house, now):
            try:
                await store.commit.commit(overdue(talk, case, house, now))
                marked += 1
            except Conflict:
                continue  # something just happened to it: look again at the next round
    return marked


def is_overdue(case: Case, house: House, now: datetime) -> bool:
    """Whether the case has waited too long and nobody has been told."""
    limit = house.routes.unclaimed_after(case.level)
    waited = now - case.waiting_since > limit
    return case.state is CaseState.WAITING and case.overdue_at is None and waited


def overdue(talk: Conversation, case: Case, house: House, now: datetime) -> Changes:
    """The mark, the audit line, and in hours the truth for the young person (out of hours they have heard it)."""
    words: tuple[Spoken, ...] = ()
    silent = talk.opted_out and talk.channel is Channel.SMS
    if house.hours.is_open(now) and not silent:
        words = (house.words.say("still_waiting", talk.age_band, talk.channel),)
    lines, texts = said_by_lev(talk, words, now, case_id=case.id, urgent=True)
    waited = str(int((now - case.waiting_since).total_seconds()))
    detail = (("level", case.level.word), ("seconds", waited))
    return Changes(
        conversation=replace(talk, last_held_at=now if words else talk.last_held_at),
        case=replace(case, overdue_at=now),
        entries=lines,
        outbound=texts,
        audit=(AuditLine(now, "lev", "overdue", talk.contact, case.id, detail),),
        events=(Event("case", talk.contact, case.id), Event("transcript", talk.contact, case.id)),
    )
