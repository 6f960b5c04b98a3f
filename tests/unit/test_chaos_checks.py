"""The checker of chaos must see what it is there to see: each thing that must not be, made by hand, a row each."""

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest

from bench.chaos.check_in import cases, inbound
from bench.chaos.check_out import outbound
from bench.chaos.ledger import Ledger, Person, Reply, Text
from bench.chaos.seen import Move, Seen
from bench.chaos.table import wrong
from bench.chaos.taken import Asked, SentText
from bot.model.case import Case, CaseState
from bot.model.conversation import Conversation
from bot.model.delivery import Delivery
from bot.model.message import Channel, ContactId, Entry, Speaker
from bot.model.risk import Level

NOW, ADA = datetime(2026, 11, 20, 12, 0, tzinfo=UTC), ContactId("a" * 32)
PERSON = Person("ada1", Channel.SMS, "+447700900001", ADA, 0)


class World:
    """One young person, two texts, an answer to each, and a worker's reply: all well, until a test spoils it."""

    def __init__(self) -> None:
        self.texts = [Text(PERSON, number, f"SM{number}", "x", acknowledged=True) for number in (1, 2)]
        self.lines = [self.line(f"SM{n // 2 + 1}" if n % 2 == 0 else f"o{n}", n % 2 == 0) for n in range(4)]
        self.lines.append(Entry(NOW, Speaker.WORKER, "hi", "aaa.w.nonce1"))
        self.taken = [self.sent("SMa", "o1", 1), self.sent("SMb", "o3", 2), self.sent("SMc", "aaa.w.nonce1", 3)]
        self.asked: list[Asked] = []
        self.known: dict[str, Delivery] = {}
        self.moves = [Move(1, "t", "turn", None), Move(2, "t", "turn", None), Move(2_500, "t", "claimed", "c1")]
        self.cases = [Case("c1", ADA, Channel.SMS, CaseState.WITH_WORKER, Level.HIGH, (), NOW, NOW, worker_id="w1")]
        self.reply = Reply(ADA, "nonce1", "hi", acknowledged=True)

    @staticmethod
    def line(name: str, young: bool) -> Entry:
        return Entry(NOW, Speaker.YOUNG_PERSON if young else Speaker.LEV, "x", name)

    @staticmethod
    def sent(sid: str, name: str, at: float, came: float | None = None) -> SentText:
        return SentText(
            sid,
            PERSON.address,
            "us",
            "x",
            "https://x/?" + urlencode({"c": ADA, "o": name}),
            came=came or at,
            first=True,
            late=False,
            at=at,
        )

    def found(self) -> list[str]:
        ledger = Ledger([PERSON], self.texts, [self.reply])
        talk = Conversation(ADA, Channel.SMS, PERSON.address, NOW, case_id="c1")
        seen = Seen({ADA: talk}, {ADA: self.lines}, {ADA: self.known}, {ADA: self.moves}, self.cases, 0, {})
        out = outbound(ledger, seen, {PERSON.address: self.taken}, {PERSON.address: self.asked})
        found = inbound(ledger, seen) | out | cases(ledger, seen)
        assert wrong(found) == any(those and "explained" not in name for name, those in found.items())
        return [name for name, those in found.items() if those]


def _hidden(world: World) -> None:
    world.taken.append(world.sent("SMd", "o1", 20, came=2))
    world.asked.append(Asked(1.5, frozenset({"SMb"})))


def _shown(world: World) -> None:
    world.taken.append(world.sent("SMd", "o1", 20, came=2))
    world.asked.append(Asked(1.5, frozenset({"SMa"})))


def _asked_before(world: World) -> None:
    world.taken.append(world.sent("SMd", "o1", 20, came=2))
    world.asked.append(Asked(0.9, frozenset()))


SPOILT: list[tuple[str, Callable[[World], object], list[str]]] = [
    ("all well", lambda world: None, []),
    ("a text is lost", lambda world: world.lines.pop(0), ["texts lost", "turns not audited"]),
    ("a text that was never acknowledged", lambda world: world.texts.append(Text(PERSON, 3, "SM3", "x")), []),
    ("a text is there twice", lambda world: world.lines.append(world.lines[0]), ["texts twice", "texts out of order", "turns not audited"]),
    ("two texts change places", lambda world: world.lines.insert(0, world.lines.pop(2)), ["texts out of order"]),
    ("an answer is lost", lambda world: world.taken.pop(0), ["words lost"]),
    ("an answer was refused for good", lambda world: (world.taken.pop(0), world.known.update(o1=_failed("21614"))), []),
    ("an answer was given up for no reason", lambda world: (world.taken.pop(0), world.known.update(o1=_failed("x"))), ["words lost"]),
    ("an answer goes twice", lambda world: world.taken.append(world.sent("SMd", "o1", 20, came=1)), ["words twice"]),
    ("it goes twice though the list showed it", _shown, ["words twice"]),
    ("it goes twice and the list had not shown it", _hidden, ["words twice, explained: the list could not show the first yet"]),
    ("it goes twice and the list was asked only before the first", _asked_before, ["words twice"]),
    ("answers change places", lambda world: world.taken.__setitem__(0, world.sent("SMa", "o1", 2.2)), ["words out of order"]),
    ("the bot speaks over a worker", lambda world: world.taken.__setitem__(1, world.sent("SMb", "o3", 3.6)),
     ["words out of order", "words of the bot after a takeover"]),
    ("nobody has a case", lambda world: world.cases.append(_case(CaseState.WITH_WORKER, None)), ["cases that nobody has"]),
    ("two claim", lambda world: world.moves.append(Move(9_999, "t", "claimed", "c1")), ["cases claimed by two"]),
    ("a reply is lost", lambda world: world.lines.pop(), ["replies lost"]),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "expected"), [row[1:] for row in SPOILT], ids=[row[0] for row in SPOILT])
def test_what_must_not_be_is_seen(spoil: Callable[[World], object], expected: list[str]) -> None:
    world = World()
    spoil(world)
    assert world.found() == expected


def _failed(reason: str) -> Delivery:
    return Delivery("o1", failed_at=NOW, reason=reason)


def _case(state: CaseState, worker: str | None) -> Case:
    return Case("c1", ADA, Channel.SMS, state, Level.HIGH, (), NOW, NOW, worker_id=worker)
