"""Opens a case or raises the open one. What was heard in, the next case and its audit line out.

Never lowers a level and never forgets a kind; only a worker's move can end a case.
"""

import hashlib
from dataclasses import replace
from datetime import datetime

from bot.decide.heard import Heard
from bot.model.case import Case, CaseState, Move, moved
from bot.model.changes import AuditLine
from bot.model.conversation import Conversation
from bot.model.risk import Assessment, Level

LEV = "lev"  # who did it, in the audit, when no worker did


def attended(heard: Heard, found: Assessment, *, fetch_worker: bool, parked: bool = False) -> tuple[Case, AuditLine]:
    """The case after this finding. `fetch_worker` puts it in the queue; otherwise it is one to read within the shift."""
    case = heard.open_case
    if case is None:
        case = opened(heard.talk, found, CaseState.WAITING if fetch_worker else CaseState.TO_READ, heard.now)
        return replace(case, parked=int(parked)), _line(heard, case, "case_opened")
    more_urgent = found.level > case.level
    grown = replace(
        joined(case, found), parked=case.parked + int(parked),
        age_band=heard.talk.age_band or case.age_band, district=heard.talk.district or case.district,
    )  # fmt: skip
    if more_urgent:  # whoever said "seen" said it of something smaller
        grown = replace(grown, acknowledged_by=None, acknowledged_at=None, overdue_at=None, climbed=())
    if fetch_worker:
        waits_anew = grown.state is CaseState.TO_READ
        grown = moved(grown, Move.RAISE)
        if waits_anew:
            grown = replace(grown, waiting_since=heard.now, told=())
    return grown, _line(heard, grown, "case_raised" if more_urgent or fetch_worker else "case_added_to")


def joined(case: Case, found: Assessment) -> Case:
    """The open case with what was found now; it only ever grows."""
    return replace(
        case,
        level=max(case.level, found.level),
        kinds=tuple(dict.fromkeys((*case.kinds, *found.kinds))),
        findings=(*case.findings, *found.findings),
    )


def opened(talk: Conversation, found: Assessment, state: CaseState, now: datetime) -> Case:
    """A new case of this talk; never less than a concern."""
    return Case(
        id=case_id(talk),
        contact=talk.contact,
        channel=talk.channel,
        state=state,
        level=max(found.level, Level.CONCERN),
        kinds=found.kinds,
        opened_at=now,
        waiting_since=now,
        age_band=talk.age_band,
        district=talk.district,
        findings=found.findings,
        practice=talk.practice,
    )


def heard_more(case: Case | None, talk: Conversation, before: Case | None) -> Case | None:
    """The case after one more text in it; `before` is the case that was open when the text came, if any."""
    if before is None:
        return case  # the text that opens a case is not one since
    now = case or before
    return replace(now, heard=now.heard + 1, age_band=talk.age_band or now.age_band, district=talk.district or now.district)


def case_id(talk: Conversation) -> str:
    """The id of a case opened by the commit that follows this version of the talk; the same however often it is decided."""
    return hashlib.sha256(f"{talk.contact}.{talk.version + 1}".encode()).hexdigest()[:16]


def _line(heard: Heard, case: Case, did: str) -> AuditLine:
    kinds = ",".join(kind.value for kind in case.kinds)
    detail = (("level", case.level.word), ("kinds", kinds), ("state", case.state.value))
    return AuditLine(heard.now, LEV, did, case.contact, case.id, detail)
