"""What gathers on a case: private notes, what time brought up, and whom the alert has climbed to. Plain values.

Never a word of the young person's.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Note:
    """A worker's private note: never shown to a young person, never in the transcript."""

    at: datetime
    worker_id: str
    name: str
    text: str


YOUNG_SILENT, WORKER_SILENT, LEFT_OPEN = SILENCES = ("young_silent", "worker_silent", "left_open")
"""What the timers tell: who fell silent, or that nobody has touched a case."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something that time brought up: `what` is one of `SILENCES`, `at` in UTC."""

    what: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Climb:
    """A step of the alert ladder: who on duty was texted (`on_call`, `lead`, `duty_manager`), when, and by which text."""

    who: str
    at: datetime
    outbound_id: str | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A warm hand-over that waits for its answer: the case stays with `by` until `to` accepts.

    `note` is what the next worker must read first; `opened_at` is when they did.
    """

    to_id: str
    to_name: str
    by_id: str
    by_name: str
    at: datetime
    note: str
    opened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Posted:
    """A referral pack that was given to the post for the case system: `to` is the route it was recorded for.

    It waits until `taken_at` or `refused_at` is set. `reference` is what their system calls it; `why` a code, as in
    `bot.model.parcel`. Times are UTC.
    """

    id: str
    to: str
    name: str
    by_name: str
    at: datetime
    taken_at: datetime | None = None
    reference: str = ""
    refused_at: datetime | None = None
    why: str = ""

    @property
    def waits(self) -> bool:
        """Whether nothing final is known yet."""
        return self.taken_at is None and self.refused_at is None


@dataclass(frozen=True, slots=True)
class Asked:
    """A worker asks a lead to look."""

    by_id: str
    by_name: str
    at: datetime
