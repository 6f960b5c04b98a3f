"""Everything one turn, desk move or timer wants to change, as one plain value. Made by deciding, applied by `bot.store.commit`.

Never applied in parts: all of it is one transaction on one lane.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.model.case import Case
from bot.model.conversation import Conversation
from bot.model.delivery import Delivery
from bot.model.leading import Review
from bot.model.listening import Gap, Marked, Voice
from bot.model.message import ContactId, Entry, Outbound, Speaker
from bot.model.parcel import Parcel


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line of the audit chain: who did what to which contact or case. `detail` holds codes and counts, never text."""

    at: datetime
    who: str
    did: str
    contact: ContactId
    case_id: str | None = None
    detail: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A bell for live pages: `what` is `transcript`, `case`, `delivery` or one of `WRITES`. No words; pages read what changed."""

    what: str
    contact: ContactId
    case_id: str | None = None


WRITES = {Speaker.YOUNG_PERSON: "young_person_writes", Speaker.WORKER: "worker_writes"}
"""That somebody is writing: nothing changed, so there is nothing to read."""


@dataclass(frozen=True, slots=True)
class Count:
    """One person counted once in a week's cell: a theme leaf (or `all`), and one cell of one cube of `bot.themes.cubes`.

    The cubes are counted each by itself: the cross of them all would tell of somebody. `week` is ISO (`2026-W48`).
    """

    week: str
    theme: str
    cube: str
    cell: str


@dataclass(frozen=True, slots=True)
class Changes:
    """`conversation` carries the version it was read at; commit stores it with the next one, or raises `Conflict`.

    `news_only` changes (deliveries, a bell) neither check nor move the version: they cannot disturb a turn in progress.
    `erases` deletes the transcript and deliveries that were there before, in the same transaction;
    `erased_cases` are closed cases that go with it.
    `held` are outbound texts set aside until a safe time, and `let_go` the ids of those that wait no longer.
    `parcels` are packs for the case system, new or tried once more, and `parcels_gone` the ids of those that are done with.
    `finished_inbound` and `finished_outbound` are stream entries to acknowledge and delete in the same transaction.
    """

    conversation: Conversation
    case: Case | None = None
    entries: tuple[Entry, ...] = ()
    outbound: tuple[Outbound, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    audit: tuple[AuditLine, ...] = ()
    events: tuple[Event, ...] = ()
    counts: tuple[Count, ...] = ()
    gaps: tuple[Gap, ...] = ()
    voices: tuple[Voice, ...] = ()
    voices_taken_back: tuple[str, ...] = ()
    marked: tuple[Marked, ...] = ()
    reviews: tuple[Review, ...] = ()
    held: tuple[Outbound, ...] = ()
    let_go: tuple[str, ...] = ()
    parcels: tuple[Parcel, ...] = ()
    parcels_gone: tuple[str, ...] = ()
    finished_inbound: str | None = None
    finished_outbound: str | None = None
    news_only: bool = False
    erases: bool = False
    erased_cases: tuple[str, ...] = ()


class Conflict(Exception):
    """Somebody else changed this contact since it was read: read again, decide again."""
