"""What leads keep beside the cases: samples drawn for review, what a review found, debrief notes. Plain values.

Never a word of the young person's: only what colleagues write, and codes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.model.message import ContactId


@dataclass(frozen=True, slots=True)
class Drawn:
    """One case of a sample."""

    contact: ContactId
    case_id: str


@dataclass(frozen=True, slots=True)
class Draw:
    """A sample of the cases that were closed in the last `days`, as it was drawn: anybody with the cases can draw it again.

    `seed` came from the machine, not from the lead. `pool` counts the cases it was drawn from, and `check` is a hash over their
    ids. `month` is `2026-11`; `at` is UTC.
    """

    id: str
    month: str
    at: datetime
    by_id: str
    by_name: str
    days: int
    pool: int
    seed: str
    check: str
    cases: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """What a lead found in one case. `answers` are ids of answers by ids of questions; none when `not_done` says why not.

    `act` means that somebody must do something about it now.
    """

    case_id: str
    contact: ContactId
    draw_id: str
    at: datetime
    by_id: str
    by_name: str
    answers: Mapping[str, str]
    text: str = ""
    act: bool = False
    not_done: str = ""


@dataclass(frozen=True, slots=True)
class Debrief:
    """What a worker wrote for themselves after hard conversations: they and leads read it. `month` is `2026-11`."""

    id: str
    month: str
    at: datetime
    worker_id: str
    name: str
    text: str
