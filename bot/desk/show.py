"""What a worker sees of a line, a delivery and a case. Model values in, plain values for the templates out.

Never changes a text: what was written is shown as it was written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from bot.decide.safe_time import LAPSED, OVERTAKEN, WAITS
from bot.desk.found import finding_words, kind_words
from bot.model.case import Case, CaseState
from bot.model.delivery import Delivery
from bot.model.message import Channel, Entry, Speaker
from bot.model.risk import Finding
from bot.model.worker import Worker

PAGE_LINES = 500  # of a transcript at once; what was said last must be among them, and a page must stay quick to read anew
BANDS = {"under_13": "under 13", "13_15": "13 to 15", "16_17": "16 or 17", "18_over": "18 or over"}
AREAS = {"east": "east Cornwall", "mid": "mid Cornwall", "west": "west Cornwall", "scilly": "Isles of Scilly"}
_REASONS = {
    "worker_has_it": "a worker has joined",
    "opted_out": "they texted STOP",
    "21610": "they texted STOP",
    "21211": "not a valid number",
    "21614": "not a mobile number",
    "30003": "the phone is off or out of reach",
    "30004": "blocked by the network or the phone",
    "30005": "the number does not exist",
    "30006": "a landline or a network without texts",
    "erased": "the talk was erased",
    "seen_in_time": "somebody had looked by then",
    "no_number": "no number is set",
    "practice": "a drill, not sent",
    LAPSED: "no safe time came within a day",
    OVERTAKEN: "newer words took its place while it waited for a safe time",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text; `why` names the kinds found in it, empty when none."""

    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the transcript as it is shown. `state` is what is known of its way to the young person.

    `found` says of each finding what, how urgent, by which rule, how sure and how it was said; `found_kinds` are its kinds' ids.
    """

    id: str
    message_id: str
    at: datetime
    who: str
    side: str
    pieces: tuple[Piece, ...]
    level: str
    kinds: str
    state: str
    failed: bool
    found: tuple[str, ...] = ()
    found_kinds: tuple[str, ...] = ()


def pieces(text: str, findings: Sequence[Finding]) -> tuple[Piece, ...]:
    """The text cut where a finding begins or ends; overlapping findings share a piece."""
    inside = [found for found in findings if 0 <= found.start < found.end <= len(text)]
    cuts = sorted({0, len(text), *(found.start for found in inside), *(found.end for found in inside)})
    made = []
    for start, end in pairwise(cuts):
        over = dict.fromkeys(kind_words(found.kind) for found in inside if found.start <= start and end <= found.end)
        made.append(Piece(text[start:end], ", ".join(over)))
    return tuple(made)


def line(entry: Entry, channel: Channel, deliveries: dict[str, Delivery]) -> Line:
    """One line with its state."""
    young = entry.speaker is Speaker.YOUNG_PERSON
    who = {Speaker.YOUNG_PERSON: "Young person", Speaker.LEV: "Lev", Speaker.WORKER: entry.name or "Worker"}[entry.speaker]
    state, failed = ("", False) if young else delivery_words(channel, deliveries.get(entry.message_id))
    kinds = ", ".join(dict.fromkeys(kind_words(found.kind) for found in entry.findings))
    return Line(
        entry.id,
        entry.message_id,
        entry.at,
        who,
        entry.speaker.value,
        pieces(entry.text, entry.findings),
        entry.level.word,
        kinds,
        state,
        failed,
        tuple(finding_words(found, entry.text) for found in entry.findings),
        tuple(dict.fromkeys(found.kind.value for found in entry.findings)),
    )


def delivery_words(channel: Channel, known: Delivery | None) -> tuple[str, bool]:
    """What is known of a text's way in words, and whether it did not arrive."""
    if channel is not Channel.SMS:
        return "on their page", False
    if known is None:
        return "waiting to be sent", False
    if known.state == "failed":
        return f"not delivered: {_REASONS.get(known.reason or '', known.reason)}", True
    if known.state == "waiting" and known.reason == WAITS:
        return "waits for a safe time", False
    if known.state == "waiting" and known.reason:
        return f"not delivered yet, {known.reason}", True
    return {"waiting": "waiting to be sent", "sent": "sent", "delivered": "delivered"}[known.state], False


def state_words(case: Case, me: Worker) -> str:
    """Where a case is."""
    if case.state is CaseState.WITH_WORKER:
        return "with you" if case.worker_id == me.id else f"with {case.worker_name}"
    if case.state is CaseState.CLOSED:
        return f"closed: {(case.outcome or '').replace('_', ' ')}"
    if case.practice:
        return "a drill: it closes by itself"
    return {CaseState.WAITING: "waiting for a worker", CaseState.TO_READ: "to read this shift"}[case.state]


def kinds_words(case: Case) -> str:
    """The kinds of a case, the most urgent first."""
    urgency = {kind: max((found.level for found in case.findings if found.kind is kind), default=0) for kind in case.kinds}
    ranked = sorted(case.kinds, key=lambda kind: -urgency[kind])
    return ", ".join(kind_words(kind) for kind in ranked) or "no kind named"


def waited_words(case: Case, now: datetime) -> str:
    """How long it has waited, in the largest fitting unit."""
    return minutes_words(now - case.waiting_since)


def minutes_words(long: timedelta) -> str:
    """A length of time in the largest fitting unit: `12 min`."""
    minutes = int(long.total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes < 120:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // 1440} days"
