"""A person's attention to a young person, and the whole machine of moves on it. A case and a move in, the next case out.

Never decides who may make a move (that is the desk's guard) and never speaks.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.model.age import AgeBand
from bot.model.assessment import Judgement
from bot.model.case_lines import Asked, Climb, Note, Offer, Posted, Told
from bot.model.message import Channel, ContactId
from bot.model.risk import Finding, Kind, Level


class CaseState(StrEnum):
    """`TO_READ`: a worker reads it within the shift and the bot goes on answering. `WAITING`: a worker is being fetched."""

    TO_READ = "to_read"
    WAITING = "waiting"
    WITH_WORKER = "with_worker"
    CLOSED = "closed"


class Move(StrEnum):
    """One step of a case. `RAISE` is the screen's or the young person's; all others are a worker's."""

    RAISE = "raise"
    ACKNOWLEDGE = "acknowledge"
    CLAIM = "claim"
    RELEASE = "release"
    HAND_OVER = "hand_over"
    NOTE = "note"
    REFER = "refer"
    HAND_BACK = "hand_back"
    CLOSE = "close"
    OFFER = "offer"
    DECLINE = "decline"
    ASK_LEAD = "ask_lead"
    LOOK = "look"
    REOPEN = "reopen"


MOVES: dict[tuple[CaseState, Move], CaseState] = {
    (CaseState.TO_READ, Move.RAISE): CaseState.WAITING,
    (CaseState.TO_READ, Move.ACKNOWLEDGE): CaseState.TO_READ,
    (CaseState.TO_READ, Move.CLAIM): CaseState.WITH_WORKER,
    (CaseState.TO_READ, Move.NOTE): CaseState.TO_READ,
    (CaseState.TO_READ, Move.CLOSE): CaseState.CLOSED,
    (CaseState.WAITING, Move.RAISE): CaseState.WAITING,
    (CaseState.WAITING, Move.ACKNOWLEDGE): CaseState.WAITING,
    (CaseState.WAITING, Move.CLAIM): CaseState.WITH_WORKER,
    (CaseState.WAITING, Move.NOTE): CaseState.WAITING,
    (CaseState.WITH_WORKER, Move.RAISE): CaseState.WITH_WORKER,
    (CaseState.WITH_WORKER, Move.RELEASE): CaseState.WAITING,
    (CaseState.WITH_WORKER, Move.HAND_OVER): CaseState.WITH_WORKER,
    (CaseState.WITH_WORKER, Move.NOTE): CaseState.WITH_WORKER,
    (CaseState.WITH_WORKER, Move.REFER): CaseState.WITH_WORKER,
    (CaseState.WITH_WORKER, Move.HAND_BACK): CaseState.CLOSED,
    (CaseState.WITH_WORKER, Move.CLOSE): CaseState.CLOSED,
    (CaseState.WITH_WORKER, Move.OFFER): CaseState.WITH_WORKER,
    (CaseState.WITH_WORKER, Move.DECLINE): CaseState.WITH_WORKER,
    **{(state, move): state for state in list(CaseState)[:3] for move in (Move.ASK_LEAD, Move.LOOK)},  # in every open one
    (CaseState.CLOSED, Move.REOPEN): CaseState.TO_READ,
}
"""The whole machine. A pair that is not here is refused. A waiting case cannot be closed unseen: it is claimed first.

A reopened case is one to read: the bot goes on, and nothing is said until somebody claims it.
"""

OUTCOMES = ("advice", "referred", "emergency", "handed_back", "left", "no_action", "practice")
"""How a case can end. `left`: the young person stopped answering. `practice`: a drill or test, kept out of figures."""


@dataclass(frozen=True, slots=True)
class Case:
    """`kinds` and `level` only ever grow while it is open. Times are UTC; `waiting_since` restarts when a worker releases.

    `worker_said_at` is when the worker who has it last wrote to the young person,
    `first_said_at` when any worker first did since it began to wait. `practice` is a drill: kept out of all figures.
    `seen_at` is when a person first took it up or said that they saw it; `judged` is what people made of it.
    `heard` counts the young person's texts since the one that opened it. `offered` and `asked` are what colleagues want of others.
    `posted` are the referral packs on their way to the case system, or there.
    """

    id: str
    contact: ContactId
    channel: Channel
    state: CaseState
    level: Level
    kinds: tuple[Kind, ...]
    opened_at: datetime
    waiting_since: datetime
    age_band: AgeBand | None = None
    findings: tuple[Finding, ...] = ()
    worker_id: str | None = None
    worker_name: str | None = None
    claimed_at: datetime | None = None
    acknowledged_by: str | None = None
    acknowledged_at: datetime | None = None
    overdue_at: datetime | None = None
    undelivered: int = 0
    parked: int = 0
    closed_at: datetime | None = None
    outcome: str | None = None
    notes: tuple[Note, ...] = ()
    worker_said_at: datetime | None = None
    first_said_at: datetime | None = None
    told: tuple[Told, ...] = ()
    climbed: tuple[Climb, ...] = ()
    practice: bool = False
    heard: int = 0
    district: str | None = None
    theme: str | None = None
    offered: Offer | None = None
    asked: Asked | None = None
    seen_at: datetime | None = None
    judged: Judgement | None = None
    posted: tuple[Posted, ...] = ()

    @property
    def open(self) -> bool:
        """Whether somebody still owes this young person attention."""
        return self.state is not CaseState.CLOSED


class Refused(Exception):
    """A move that cannot be made now. `why` is a sentence for the worker; it names no young person."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def moved(case: Case, move: Move) -> Case:
    """The case after `move`, with its state only. Raises `Refused` when `MOVES` does not know the pair."""
    state = MOVES.get((case.state, move))
    if state is None:
        raise Refused(f"A case that is {case.state.value.replace('_', ' ')} cannot be changed by {move.value.replace('_', ' ')}.")
    return replace(case, state=state)
