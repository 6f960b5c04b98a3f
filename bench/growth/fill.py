"""Fills a store with conversations, fast and always the same for a seed. A store and how many in, their contacts out.

Never invents a value: every command is the one that `bot.store.commit` would send. Only the guards are left out, since nobody
else writes, and many conversations go in one round trip.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import batched

from bot.model.age import AgeBand
from bot.model.case import Case, CaseState
from bot.model.changes import AuditLine, Changes, Count, Event
from bot.model.conversation import Conversation
from bot.model.delivery import Delivery
from bot.model.message import Channel, ContactId, Entry, Speaker
from bot.model.risk import Finding, Kind, Level, Rule
from bot.privacy.pseudonym import Pseudonyms
from bot.store.atomic import Writes
from bot.store.keyring import FIELD
from bot.store.keys import DAY, lane_for
from bot.store.open import Store

TURNS = 6  # texts of the young person; with as many answers a conversation has 12 lines
ONE_CASE_IN = 20  # conversations: assumed
_BATCH = 200  # conversations a round trip
_HEARD = ("what is consent", "he checks my phone all the time and gets angry if i dont answer", "is this private", "thanks", "yes")
_SAID = (
    "Consent means that everyone freely says yes, and can change their mind at any time. Nobody owes anybody anything.",
    "That sounds hard. Checking your phone without asking is a way of controlling you. You have done nothing wrong.",
    "What you tell me stays between us unless I worry that you or somebody else could get hurt. Then a worker reads it.",
)
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@dataclass
class Filler:
    """Fills one store. `heads` are the audit heads of the lanes, as they stand."""

    store: Store
    seed: int = 7
    heads: dict[int, bytes] = field(default_factory=dict)
    made: int = 0

    async def fill(self, until: int) -> None:
        """Adds conversations until there are so many."""
        for numbers in batched(range(self.made, until), _BATCH):
            pipe = self.store.redis.pipeline(transaction=False)
            for number in numbers:
                changes = conversation(self.seed, number)
                for command in self._commands(changes):
                    pipe.execute_command(*command)
            await pipe.execute()
            self.made += len(numbers)

    async def open_cases(self, many: int) -> None:
        """Makes this many more conversations, each with a case that waits; numbered apart, so that they are never filled twice."""
        for number in range(many):
            changes = conversation(self.seed + 1, number, CaseState.WAITING)
            for command in self._commands(changes):
                await self.store.redis.execute_command(*command)
            await asyncio.sleep(0)

    def _commands(self, changes: Changes) -> Iterable[tuple[object, ...]]:
        lane, writes = lane_for(changes.conversation.contact), Writes()
        head, key = self.heads.get(lane.number, b""), self.store.codec.new_key()
        self.heads[lane.number] = self.store.commit._write(writes, lane, changes.conversation, changes, head, key)
        writes.hset(lane.of("conversation", changes.conversation.contact), FIELD, key.record)
        yield from writes.commands
        for entry in changes.entries:  # `bot.store.lanes` leaves this mark when it takes a text in
            if entry.speaker is Speaker.YOUNG_PERSON:
                yield ("SET", lane.of("seen", changes.conversation.contact, entry.message_id), "1", "NX", "EX", str(30 * DAY))


def contact_of(seed: int, number: int) -> ContactId:
    """The contact of a numbered conversation."""
    return Pseudonyms(seed.to_bytes(32, "big")).contact(Channel.SMS, f"+4477{number:08}")


def conversation(seed: int, number: int, state: CaseState | None = None) -> Changes:
    """All that a typical conversation by text leaves behind, as one value. One in twenty has a case, closed unless told."""
    dice = random.Random(f"{seed}.{number}")
    contact, start = contact_of(seed, number), NOW - timedelta(minutes=dice.randrange(20 * 24 * 60))
    if state is None and dice.randrange(ONE_CASE_IN) == 0:
        state = CaseState.CLOSED
    finding = Finding(Kind.RELATIONSHIP_CONTROL, Level.HIGH, "checks my phone", 3, 18, Rule.PHRASE, 0.9)
    lines: list[Entry] = []
    for turn in range(TURNS):
        heard, said = start + timedelta(minutes=turn), start + timedelta(minutes=turn, seconds=2)
        found = (finding,) if state and turn == 1 else ()
        level, text = (Level.HIGH if found else Level.NONE), _HEARD[1 if found else dice.randrange(len(_HEARD))]
        sid = f"SM{dice.getrandbits(128):032x}"
        lines.append(Entry(heard, Speaker.YOUNG_PERSON, text, sid, level=level, findings=found))
        lines.append(Entry(said, Speaker.LEV, dice.choice(_SAID), f"{contact[:12]}.{turn}.0", choices=("Yes", "No", "Menu")))
    talk = Conversation(contact, Channel.SMS, f"+4477{number:08}", start, version=TURNS, age_band=AgeBand.FROM_13, asked_age=True)
    case_id = f"case{seed}x{number}" if state else None
    closed = lines[-1].at if state is CaseState.CLOSED else None
    case = None
    if state and case_id:
        kinds = (Kind.RELATIONSHIP_CONTROL,)
        case = Case(case_id, contact, Channel.SMS, state, Level.HIGH, kinds, start, start, findings=(finding,), closed_at=closed)
    talk = Conversation(
        **{name: getattr(talk, name) for name in talk.__slots__}
        | {"case_id": case_id, "highest": Level.HIGH if case else Level.NONE, "last_in_at": lines[-2].at}
    )
    sent = [line for line in lines if line.speaker is Speaker.LEV]
    return Changes(
        talk,
        case=case,
        entries=tuple(lines),
        deliveries=tuple(
            Delivery(line.message_id, f"SM{dice.getrandbits(128):032x}", line.at, line.at, line.at + timedelta(seconds=3))
            for line in sent
        ),
        audit=tuple(AuditLine(line.at, "lev", "turn", contact, case_id, (("level", "none"),)) for line in sent),
        events=tuple(Event("transcript", contact) for _ in sent),
        counts=(Count("2026-W47", dice.choice(("consent", "control", "pressure")), "age", "13_15"),),
    )


async def contacts(seed: int, most: int, many: int = 100) -> AsyncIterator[ContactId]:
    """Some contacts out of the first `most`, the same ones for a seed."""
    dice = random.Random(seed)
    for _ in range(many):
        yield contact_of(seed, dice.randrange(most))
