"""A referral pack on its way to the case system, and what that system answered. Plain values.

Never shown in a log: `body` holds what a young person said.
"""

from dataclasses import dataclass, field
from datetime import datetime

from bot.model.message import ContactId

GAVE_UP, MOVED, STATUS = "gave_up", "moved", "status_"
"""Why it is not tried again: for days nobody took it; they answered with another address; their status, as `status_422`."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """`id` stays the same however often it is tried, so that what is taken twice is known. `due` (UTC) is the next try.

    `answer` is the last status of a try that failed, 0 when there was no answer.
    """

    id: str
    contact: ContactId
    case_id: str
    to: str
    at: datetime
    due: datetime
    body: str = field(repr=False)
    tries: int = 0
    answer: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What their system said to one try. `status` is 0 when none came; `wait` the seconds it asks us to stay away."""

    status: int
    reference: str = ""
    wait: float = 0.0
