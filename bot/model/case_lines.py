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


@dataclass(frozen=True, slots=True)
class Told:
    """Something that time brought up: `what` is a timer's word (`young_silent`, `worker_silent`, `left_open`), `at` in UTC."""

    what: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Climb:
    """A step of the alert ladder: who on duty was texted (`on_call`, `lead`, `duty_manager`), when, and by which text."""

    who: str
    at: datetime
    outbound_id: str | None = None
