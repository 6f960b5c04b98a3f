"""What tests of metrics share: one registry that counts, and rooms that tell it of their work, on a real store."""

import os
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry

from bot.dialogue.ask import Answer
from bot.intake import Intake
from bot.measure.metrics import measured
from bot.model.changes import Changes
from bot.model.conversation import Conversation
from bot.model.message import Channel, ContactId, Inbound, Took
from bot.privacy.pseudonym import Pseudonyms
from bot.pulse import Pulse
from bot.reader.here import ReadHere
from bot.store.keys import lane_for
from bot.store.open import Store, open_store
from bot.store.spool import Spool
from bot.turn import Turns
from channels.twilio_errors import REASONS
from tests.rooms.turning import HOUSE, NOON, NOTHING, SCREEN, Rasa

PHONE = "+447700900123"  # from the range that is kept for drama
BEN = Pseudonyms(bytes(32)).contact(Channel.SMS, PHONE)


class Measuring:
    """`value` reads one figure; `everything` all of them, to see that nothing was counted."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.registry = CollectorRegistry()
        self.metrics = measured(REASONS, self.registry)
        self.spool = Spool(folder / "inbound", store.codec)
        self.intake = Intake(store, self.spool, Pseudonyms(bytes(32)), ["+447700900999"], self.metrics)

    def value(self, name: str, **labels: str) -> float | None:
        return self.registry.get_sample_value(name, labels)

    def everything(self) -> dict[str, float]:
        samples = (sample for family in self.registry.collect() for sample in family.samples)
        return {f"{one.name}{sorted(one.labels.items())}": one.value for one in samples}

    async def text(self, text: str, *, message_id: str = "", address: str = PHONE, at: datetime = NOON) -> Took:
        return await self.intake.take_in(Inbound(Channel.SMS, message_id or os.urandom(6).hex(), address, text, at))

    async def turns(self, rasa: object = None, *, now: datetime = NOON, tries: int = 0, screen: object = SCREEN) -> None:
        """Takes every text that waits in Ben's lane."""
        turns = Turns(self.store, ReadHere(screen, NOTHING), rasa or Rasa(Answer()), HOUSE, lambda: now, self.metrics)  # type: ignore[arg-type]
        async for taken in self.store.lanes.new(lane_for(BEN)):
            object.__setattr__(taken, "tries", tries or taken.tries)
            await turns.take_turn(taken)

    async def practising(self, contact: ContactId = BEN) -> None:
        """From here on this person is a drill."""
        await self.store.commit.commit(Changes(Conversation(contact, Channel.SMS, PHONE, NOON, practice=True)))


@pytest.fixture
async def lev(valkey_url: str, tmp_path: Path) -> AsyncIterator[Measuring]:
    store = open_store(valkey_url, os.urandom(32))
    async for _ in store.lanes.left_over(lane_for(BEN)):
        raise AssertionError("a fresh store")
    async for _ in store.lanes.left_over_outbound(lane_for(BEN)):
        raise AssertionError("a fresh store")
    yield Measuring(store, tmp_path)
    await store.close()


def beating() -> Pulse:
    """The pulse of work that goes on and reads."""
    pulse = Pulse()
    pulse.beat(reads=True, rests=False)
    return pulse
