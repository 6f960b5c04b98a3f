"""What the store holds at the end, read once. A store and what was done in, one plain value for the checker out.

Never judges, and never writes.
"""

import json
from dataclasses import dataclass
from typing import Any, cast

from bench.chaos.ledger import Ledger
from bot.model.case import Case
from bot.model.conversation import Conversation
from bot.model.delivery import Delivery
from bot.model.message import ContactId, Entry
from bot.store.audit import chained
from bot.store.keys import all_lanes
from bot.store.open import Store

_PAGE = 1_000


@dataclass(frozen=True, slots=True)
class Move:
    """One audit line of a contact: `at_ms` is the store's own time of the commit; `at` the time its maker gave it."""

    at_ms: int
    at: str
    did: str
    case_id: str | None


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything of the people; `broken_links` counts audit lines that do not follow from the one before."""

    talks: dict[ContactId, Conversation]
    lines: dict[ContactId, list[Entry]]
    deliveries: dict[ContactId, dict[str, Delivery]]
    moves: dict[ContactId, list[Move]]
    open_cases: list[Case]
    broken_links: int
    waiting: dict[str, int]


async def seen(store: Store, ledger: Ledger) -> Seen:
    """Reads it all. Raises Redis' errors."""
    talks, lines, deliveries = {}, {}, {}
    cases = await store.reads.open_cases()
    known = [
        *(person.contact for person in ledger.people),
        *(reply.contact for reply in ledger.replies),
        *(c.contact for c in cases),
    ]
    for contact in dict.fromkeys(known):  # workers take the drill's case as well
        if talk := await store.reads.conversation(contact):
            talks[contact] = talk
        lines[contact] = await _whole(store, contact)
        deliveries[contact] = await store.reads.deliveries(contact)
    moves, broken = await _audit(store)
    return Seen(talks, lines, deliveries, moves, cases, broken, await store.reads.waiting_work())


async def _whole(store: Store, contact: ContactId) -> list[Entry]:
    found: list[Entry] = []
    while page := await store.reads.transcript(contact, found[-1].id if found else "", most=_PAGE):
        found += page
    return found


async def _audit(store: Store) -> tuple[dict[ContactId, list[Move]], int]:
    moves: dict[ContactId, list[Move]] = {}
    broken = 0
    for lane in all_lanes():
        head, last = b"", "-"
        while page := cast(list[Any], await store.redis.xrange(lane.of("audit"), last, "+", count=_PAGE)):
            for entry, fields in page:
                broken += chained(head, fields[b"body"]) != fields[b"hash"]
                head, last = fields[b"hash"], f"({entry.decode()}"
                line = json.loads(fields[b"body"])
                move = Move(int(entry.split(b"-")[0]), line["at"], line["did"], line["case"])
                moves.setdefault(ContactId(line["contact"]), []).append(move)
        broken += head != (await store.redis.get(lane.of("audit_head")) or b"")
    return moves, broken
