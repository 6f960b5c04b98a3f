"""Nobody came in time: a waiting case in, a mark at the desk and a true word to the young person out.

Never says it twice for one wait, and never moves a case: only a worker does.
"""

from dataclasses import replace
from datetime import datetime

from bot.content.words import Spoken
from bot.decide.attention import LEV
from bot.decide.heard import House
from bot.decide.said import said_by_lev
from bot.model.case import Case, CaseState
from bot.model.changes import AuditLine, Changes, Event
from bot.model.conversation import Conversation
from bot.model.message import Channel
from bot.themes.outcomes import with_outcome


def overdue(talk: Conversation, case: Case, house: House, now: datetime) -> Changes | None:
    """The mark, the audit line, and in hours the truth for the young person (out of hours they have heard it)."""
    waited = now - case.waiting_since
    if case.state is not CaseState.WAITING or case.overdue_at or waited <= house.routes.unclaimed_after(case.level):
        return None
    words: tuple[Spoken, ...] = ()
    on_phone = talk.channel is Channel.SMS
    may = house.hours.may_text_unprompted(now) and not talk.opted_out if on_phone else house.hours.is_open(now)
    if may:
        words = (house.words.say("still_waiting", talk.age_band, talk.channel),)
    lines, texts = said_by_lev(talk, words, now, case_id=case.id, urgent=True, unasked=True)
    detail = (("level", case.level.word), ("seconds", str(int(waited.total_seconds()))))
    changes = Changes(
        conversation=replace(talk, last_held_at=now if words else talk.last_held_at),
        case=replace(case, overdue_at=now),
        entries=lines,
        outbound=texts,
        audit=(AuditLine(now, LEV, "overdue", talk.contact, case.id, detail),),
        events=(Event("case", talk.contact, case.id), Event("transcript", talk.contact, case.id)),
    )
    return with_outcome(case, changes, house.themes, now)
