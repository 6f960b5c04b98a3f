"""One text either way: what a young person sent, what we are about to send, and a line of the transcript.

Never holds a connection or a setting; an address (a phone number) is here only until it is sealed.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.model.risk import Finding, Level

ContactId = NewType("ContactId", str)
"""A keyed pseudonym, 32 hexadecimal digits. Never a phone number; see `bot.privacy.pseudonym`."""

NOBODY = "0" * 32


def is_contact(name: str) -> bool:
    """Whether this can be the pseudonym of anybody: addresses are written by strangers too."""
    return re.fullmatch(r"[0-9a-f]{32}", name) is not None


LANES = 16
"""How many ordered streams all contacts are spread over. Fixed for the life of a store: a contact's keys live in its lane."""


class Channel(StrEnum):
    """A way in. A new one needs a file in `channels/` and a line in `bot.front` and `bot.work`."""

    SMS = "sms"
    WEB = "web"
    TERMINAL = "terminal"


class Speaker(StrEnum):
    """Who said a line. A worker is always a person."""

    YOUNG_PERSON = "young_person"
    LEV = "lev"
    WORKER = "worker"


@dataclass(frozen=True, slots=True)
class Inbound:
    """One text from a young person, as the channel gave it.

    `message_id` is the provider's (MessageSid) or the page's, unique within the channel; `address` is where an answer
    goes (E.164 number, or the web session's token); `received_at` is UTC; `media` counts attached pictures, never kept.
    """

    channel: Channel
    message_id: str
    address: str
    text: str
    received_at: datetime
    media: int = 0


@dataclass(frozen=True, slots=True)
class Taken:
    """An inbound text at the head of its lane. `entry` is its place in the stream; `tries` counts its trials, from 1."""

    lane: int
    entry: str
    contact: ContactId
    inbound: Inbound
    tries: int


@dataclass(frozen=True, slots=True)
class Outbound:
    """One text to a young person, committed and waiting to be sent.

    `worker_id` is set when a person wrote it. `despite_worker` marks the few bot words that may be said while a worker
    has the conversation (a STOP confirmation, "a worker has joined"). `staff` is set when it is not for the young person at
    all but wakes somebody on duty (`on_call`, `lead`, `duty_manager`) for their case: it holds nothing of theirs.
    `unasked` marks what answers no text of theirs: Lev's words at a worker's move, and a timer's.
    """

    id: str
    contact: ContactId
    channel: Channel
    text: str
    at: datetime
    speaker: Speaker = Speaker.LEV
    worker_id: str | None = None
    case_id: str | None = None
    despite_worker: bool = False
    urgent: bool = False
    staff: str | None = None
    unasked: bool = False


@dataclass(frozen=True, slots=True)
class Queued:
    """An outbound text at the head of its lane, with the number of times it has been delivered to a sender, from 1."""

    lane: int
    entry: str
    outbound: Outbound
    tries: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the transcript. `id` is empty until stored, then sorts by time; it is also the live feed's resume id.

    `message_id` is the inbound's or outbound's id; `name` is a worker's first name; `choices` are ready-made replies a
    page may show as buttons; `language` is what a screen reader is told when Lev's words are not English (BCP 47),
    and `menu` the same of the choices.
    `turn` is set where it changes who answers: a worker's first name, or "" when no worker has it from this line on.
    """

    at: datetime
    speaker: Speaker
    text: str
    message_id: str
    name: str | None = None
    level: Level = Level.NONE
    findings: tuple[Finding, ...] = ()
    choices: tuple[str, ...] = ()
    id: str = ""
    language: str = ""
    turn: str | None = None
    menu: str = ""


class Took(StrEnum):
    """What became of an inbound text: stored now, seen before, kept on disk because the store is away, or from one of us."""

    STORED = "stored"
    REPEATED = "repeated"
    SPOOLED = "spooled"
    STAFF = "staff"
