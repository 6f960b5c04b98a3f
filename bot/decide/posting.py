"""What becomes of a referral pack after a try. The pack, the answer, the talk and the cases in; `Changes` out.

Never tries again what was refused for good, and never lets a refusal pass in silence: it reaches an open case.
"""

import random
from dataclasses import replace
from datetime import datetime, timedelta

from bot.decide.attention import LEV
from bot.model.case import Case, Move, moved
from bot.model.case_lines import Note, Posted
from bot.model.changes import AuditLine, Changes, Event
from bot.model.conversation import Conversation
from bot.model.parcel import GAVE_UP, MOVED, STATUS, Answer, Parcel
from bot.model.pauses import doubled

GIVE_UP_AFTER = timedelta(days=3)  # a bank holiday weekend is longer than a day; after three a person must see to it
_FIRST_PAUSE, _LONGEST_PAUSE = 5.0, 900.0  # seconds, doubling: a restart of theirs is over in a minute, an outage is not
_MOST_ASKED = 3600.0  # seconds they may ask us to stay away
_NOT_NOW = (408, 409, 425, 429)  # of what is otherwise our fault: these say that the time was wrong, not the pack


def why_never(answer: Answer) -> str:
    """Why this answer is final; nothing when it was taken, or when it may be tried again."""
    if 300 <= answer.status < 400:
        return MOVED  # followed, it could take a young person's words anywhere
    return f"{STATUS}{answer.status}" if 400 <= answer.status < 500 and answer.status not in _NOT_NOW else ""


def pause(tries: int, asked: float = 0.0) -> float:
    """Seconds before the next try, after so many: half of it is left to chance, so that many do not return at once."""
    whole = doubled(tries, _FIRST_PAUSE, _LONGEST_PAUSE)
    return max(whole * (1 + random.random()) / 2, min(asked, _MOST_ASKED))  # noqa: S311  no secret hangs on it


def tried(parcel: Parcel, answer: Answer, talk: Conversation, case: Case | None, now: datetime) -> Changes:
    """After one try. `case` is the pack's own, as just read."""
    known = next((one for one in case.posted if one.id == parcel.id and one.waits), None) if case else None
    if case is None or known is None:  # another process was quicker, or the case is gone
        return Changes(talk, parcels_gone=(parcel.id,), news_only=True)
    if 200 <= answer.status < 300:
        taken = replace(known, taken_at=now, reference=answer.reference)
        more = (("reference", answer.reference),) if answer.reference else ()
        return _ended(talk, with_posted(case, taken), parcel, now, "pack_taken", ("answer", str(answer.status)), *more)
    why = why_never(answer) or (GAVE_UP if now - parcel.at > GIVE_UP_AFTER else "")
    if why:
        shown = with_posted(case, replace(known, refused_at=now, why=why))
        shown = to_read(shown, now) if talk.case_id == case.id else shown
        return _ended(talk, shown, parcel, now, "pack_refused", ("why", why))
    due = now + timedelta(seconds=pause(parcel.tries + 1, answer.wait))
    again = replace(parcel, tries=parcel.tries + 1, answer=answer.status, due=due)
    return Changes(talk, parcels=(again,), events=(Event("case", talk.contact, case.id),), news_only=True)


def told_on(newer: Case, talk: Conversation, known: Posted, now: datetime) -> Changes:
    """The refusal of an earlier case's pack, on the case that is looked at now."""
    said = f"The case system did not take the referral pack of an earlier case ({known.name})."
    note = Note(now, LEV, "Lev", said)
    case = to_read(replace(newer, notes=(*newer.notes, note)), now)
    line = AuditLine(now, LEV, "pack_refused_told", talk.contact, case.id, (("pack", known.id),))
    return Changes(talk, case=case, audit=(line,), events=(Event("case", talk.contact, case.id),))


def with_posted(case: Case, one: Posted) -> Case:
    """The case with this in the place of what it had of the same pack."""
    return replace(case, posted=tuple(one if old.id == one.id else old for old in case.posted))


def to_read(case: Case, now: datetime) -> Case:
    """A closed case is one to read again, and nobody's: whoever referred may have gone home."""
    if case.open:
        return case
    return replace(
        moved(case, Move.REOPEN), closed_at=None, outcome=None, theme=None, worker_id=None, worker_name=None, claimed_at=None,
        waiting_since=now, overdue_at=None, acknowledged_by=None, acknowledged_at=None, worker_said_at=None, first_said_at=None,
        told=(), climbed=(), offered=None, asked=None,
    )  # fmt: skip


def _ended(talk: Conversation, case: Case, parcel: Parcel, now: datetime, did: str, *detail: tuple[str, str]) -> Changes:
    facts = (("to", parcel.to), ("pack", parcel.id), *detail)
    line = AuditLine(now, LEV, did, talk.contact, case.id, facts)
    event = Event("case", talk.contact, case.id)
    return Changes(talk, case=case, audit=(line,), events=(event,), parcels_gone=(parcel.id,))
