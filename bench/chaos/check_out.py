"""Whether every text went out once, in order, and none over a worker's head. What is stored and what Twilio took in, findings out.

Never calls a text explained without its reason: Twilio's list could not show it yet, or it was on its way when the worker came.
"""

from itertools import pairwise

from bench.chaos.ledger import Ledger, Person
from bench.chaos.seen import Seen
from bench.chaos.taken import Asked, SentText
from bot.model.delivery import Delivery
from bot.model.message import Channel, Entry, Speaker
from channels.twilio_client import LIMIT_SECONDS
from channels.twilio_errors import FINAL

_MAY_BE_UNSENT = {"worker_has_it", "opted_out", *map(str, FINAL)}
_ON_ITS_WAY_MS = 1_000  # from Lev's last look at the case to Twilio's door, on a machine that is killed and starved
_FIRST_TRY_MS = LIMIT_SECONDS * 1_000  # noted as tried before the claim, it was out of Lev's hands; no request lasts longer
_TAKES, _GIVES = {"claimed"}, {"released", "handed_back", "closed"}
_LOST, _ORDER, _OVER = "words lost", "words out of order", "words of the bot after a takeover"
_TWICE, _TWICE_WHY = "words twice", "words twice, explained: the list could not show the first yet"
_OVER_WHY = "words of the bot after a takeover, explained: on their way at the claim"
type Found = dict[str, list[str]]
type Taken = dict[str, list[SentText]]


def outbound(ledger: Ledger, seen: Seen, taken: Taken, listed: dict[str, list[Asked]]) -> Found:
    """By finding, the ids of the texts it is true of."""
    found: Found = {_LOST: [], _TWICE: [], _TWICE_WHY: [], _ORDER: [], _OVER: [], _OVER_WHY: []}
    for person in ledger.people:
        if person.channel is Channel.SMS:
            _one(person, seen, taken.get(person.address, []), listed.get(person.address, []), found)
    return found


def _one(person: Person, seen: Seen, texts: list[SentText], asked: list[Asked], found: Found) -> None:
    by_id: dict[str, list[SentText]] = {}
    for text in texts:
        by_id.setdefault(text.callback.rpartition("o=")[2], []).append(text)
    ours = [line for line in seen.lines[person.contact] if line.speaker is not Speaker.YOUNG_PERSON]
    known = seen.deliveries[person.contact]
    found[_LOST] += [line.message_id for line in ours if line.message_id not in by_id and not _unsent(known.get(line.message_id))]
    for name, copies in by_id.items():
        for first, second in pairwise(copies):
            found[_TWICE_WHY if _hidden(first, second, asked) else _TWICE].append(_told(name, first, second, asked))
    went = [by_id[line.message_id][0].at for line in ours if line.message_id in by_id]
    found[_ORDER] += [person.name for a, b in pairwise(went) if a > b]
    _over_heads(person, seen, ours, by_id, found)


def _unsent(delivery: Delivery | None) -> bool:
    return delivery is not None and delivery.failed_at is not None and delivery.reason in _MAY_BE_UNSENT


def _hidden(first: SentText, second: SentText, asked: list[Asked]) -> bool:
    """Whether Lev asked between the two (or, where the first was late, shortly before) and was never shown the first."""
    since = first.came - (_FIRST_TRY_MS / 1_000 if first.late else 0)
    answers = [one for one in asked if since < one.at < second.came]
    return bool(answers) and not any(first.sid in one.showed for one in answers)


def _told(name: str, first: SentText, second: SentText, asked: list[Asked]) -> str:
    lists = [f"{one.at - first.came:.1f}" for one in asked if first.came - 15 < one.at < second.came]
    how = f"list asked at {', '.join(lists) or 'no time'}, again at {second.came - first.came:.1f} s"
    return f"{name}{' came late' * first.late}, taken at {first.at - first.came:.1f}, {how}"


def _over_heads(person: Person, seen: Seen, ours: list[Entry], by_id: dict[str, list[SentText]], found: Found) -> None:
    moves = seen.moves.get(person.contact, [])
    of_moves = {move.at for move in moves if move.did in _TAKES | _GIVES | {"handed_over"}}  # what a move itself says
    spans, known = _with_worker(person, seen), seen.deliveries[person.contact]
    for line in ours:
        if line.speaker is Speaker.WORKER or line.at.isoformat() in of_moves:
            continue
        for text in by_id.get(line.message_id, []):
            at = text.came * 1000
            for begin, end in spans:
                if begin < at < end:
                    after = f"{line.message_id} {at - begin:.0f} ms after"
                    limit = _FIRST_TRY_MS if text.late or (text.first and _tried(known, line, begin)) else _ON_ITS_WAY_MS
                    found[_OVER_WHY if at - begin < limit else _OVER].append(after)


def _tried(known: dict[str, Delivery], line: Entry, claimed_ms: float) -> bool:
    tried = known[line.message_id].tried_at if line.message_id in known else None
    return tried is not None and tried.timestamp() * 1000 < claimed_ms


def _with_worker(person: Person, seen: Seen) -> list[tuple[float, float]]:
    spans: list[tuple[float, float]] = []
    begin: float | None = None
    for move in seen.moves.get(person.contact, []):
        if move.did in _TAKES:
            begin = move.at_ms
        elif move.did in _GIVES and begin is not None:
            spans.append((begin, move.at_ms))
            begin = None
    return [*spans, (begin, float("inf"))] if begin is not None else spans
