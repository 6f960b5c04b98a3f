"""What turn tests share: a real Valkey, the real screen and content, and a dialogue door that says what a test wants."""

import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.dialogue.ask import Answer, Unavailable
from bot.house import DATA, read_house
from bot.model.message import Channel, Inbound, Speaker, Taken
from bot.model.reading import Reading
from bot.privacy.pseudonym import Pseudonyms
from bot.reader.here import ReadHere
from bot.screen.assess import Screen
from bot.store.keys import lane_for
from bot.store.open import Store, open_store
from bot.turn import Turns

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)  # a Friday, within the desk's hours
HOUSE, SCREEN = read_house(), Screen.load(DATA / "risk")
ADA = Pseudonyms(bytes(32)).contact(Channel.WEB, "ada")


class Rasa:
    """Stands at the dialogue door: what it says is set by the test; the real one is walked elsewhere."""

    def __init__(self, said: Answer | Unavailable | Exception) -> None:
        self.said, self.asked = said, 0

    async def ask(self, talk: str, text: str) -> Answer | Unavailable:
        self.asked += 1
        if isinstance(self.said, Exception):
            raise self.said
        return self.said


@pytest.fixture
async def store(valkey_url: str) -> AsyncIterator[Store]:
    opened = open_store(valkey_url, os.urandom(32))
    async for _ in opened.lanes.left_over(lane_for(ADA)):
        raise AssertionError("a fresh store")
    yield opened
    await opened.close()


class Reads:
    """Stands where topics are read by meaning: what it reads is set by the test; the real one has tests of its own."""

    def __init__(self, *readings: Reading) -> None:
        self.readings = readings

    def read(self, text: str) -> tuple[Reading, ...]:
        return self.readings


NOTHING = Reads()


async def turn(
    store: Store,
    text: str,
    rasa: Rasa,
    *,
    now: datetime = NOON,
    screen: Screen = SCREEN,
    tries: int = 1,
    reader: Reads = NOTHING,
    channel: Channel = Channel.WEB,
) -> None:
    inbound = Inbound(channel, os.urandom(6).hex(), "ada", text, now)
    await store.lanes.take_in(ADA, inbound)
    async for taken in store.lanes.new(lane_for(ADA)):
        entry = Taken(taken.lane, taken.entry, taken.contact, taken.inbound, tries)
        await Turns(store, ReadHere(screen, reader), rasa, HOUSE, lambda: now).take_turn(entry)  # type: ignore[arg-type]


async def said(store: Store) -> str:
    return "\n".join(line.text for line in await store.reads.transcript(ADA) if line.speaker is Speaker.LEV)


NOT_SURE = Rasa(Answer(notes=({"note": "not_sure", "guesses": ""},)))


def saying(*names: str) -> Rasa:
    return Rasa(Answer(say=names))


def noting(**note: str) -> Rasa:
    return Rasa(Answer(notes=(note,)))


async def last(store: Store) -> tuple[str, tuple[str, ...]]:
    """What Lev said last, and the buttons under it."""
    line = [line for line in await store.reads.transcript(ADA) if line.speaker is Speaker.LEV][-1]
    return line.text, line.choices


async def known_age(store: Store) -> None:
    await turn(store, "im 14", noting(note="age", band="13_15"))
