"""Whether every text came in once, in order, and every case has somebody. What was done and what is stored in, findings out.

Never forgives: what it counts is a young person not heard, or heard twice.
"""

from collections import Counter
from itertools import pairwise

from bench.chaos.ledger import Ledger, Text
from bench.chaos.seen import Seen
from bot.model.case import CaseState
from bot.model.message import Speaker


def inbound(ledger: Ledger, seen: Seen) -> dict[str, list[str]]:
    """By finding, the marks of those it is true of: `lost`, `twice` and `out of order`."""
    found: dict[str, list[str]] = {
        "texts lost": [],
        "texts twice": [],
        "texts out of order": [],
        "turns not audited": [],
    }
    theirs: dict[str, list[Text]] = {}
    for text in ledger.texts:
        theirs.setdefault(text.person.contact, []).append(text)
    for person in ledger.people:
        said = [line.message_id for line in seen.lines[person.contact] if line.speaker is Speaker.YOUNG_PERSON]
        times, texts = Counter(said), theirs.get(person.contact, [])
        found["texts lost"] += [mark(text) for text in texts if text.acknowledged and not times[text.message_id]]
        found["texts twice"] += [mark(text) for text in texts if times[text.message_id] > 1]
        place = {message_id: number for number, message_id in enumerate(said)}
        kept = [text for text in texts if text.message_id in place]
        found["texts out of order"] += [mark(b) for a, b in pairwise(kept) if place[a.message_id] > place[b.message_id]]
        turns = sum(move.did == "turn" for move in seen.moves.get(person.contact, []))
        if turns != len(said):
            found["turns not audited"].append(person.name)
    return found


def cases(ledger: Ledger, seen: Seen) -> dict[str, list[str]]:
    """Open cases that nobody has and that do not wait; cases claimed by two; replies of workers lost or twice."""
    found: dict[str, list[str]] = {"cases that nobody has": [], "cases claimed by two": [], "replies lost": [], "replies twice": []}
    for case in seen.open_cases:
        talk = seen.talks.get(case.contact)
        with_somebody = case.state is CaseState.WITH_WORKER
        if with_somebody != bool(case.worker_id) or talk is None or talk.case_id != case.id:
            found["cases that nobody has"].append(case.id)
    for moves in seen.moves.values():
        held: set[str | None] = set()
        for move in moves:
            if move.did == "claimed":
                if move.case_id in held:
                    found["cases claimed by two"].append(str(move.case_id))
                held.add(move.case_id)
            elif move.did in ("released", "handed_back", "closed"):
                held.discard(move.case_id)
    for reply in ledger.replies:
        ids = [line.message_id for line in seen.lines[reply.contact] if line.message_id.endswith(f".w.{reply.nonce}")]
        if reply.acknowledged and not ids:
            found["replies lost"].append(reply.body)
        if len(ids) > 1:
            found["replies twice"].append(reply.body)
    return found


def mark(text: Text) -> str:
    """A text's mark, for a line of the table."""
    return f"text {text.number} of {text.person.name}{' (spooled)' * text.spooled}"
