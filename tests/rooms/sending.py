"""What tests of the way out share: one person, a real Valkey, the real `twilio` package and a stand-in for Twilio."""

import os
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.model.case import Case, CaseState
from bot.model.changes import Changes
from bot.model.conversation import Conversation
from bot.model.delivery import Delivery
from bot.model.message import Channel, Outbound
from bot.model.risk import Kind, Level
from bot.pace import Pace
from bot.privacy.pseudonym import Pseudonyms
from bot.send import Sends
from bot.store.keys import lane_for
from bot.store.open import Store, open_store
from tests.standins.sms_door import ACCOUNT, PHONE, TOKEN, SmsDoor
from tests.standins.twilio import TwilioStandIn

ADA = Pseudonyms(bytes(32)).contact(Channel.SMS, PHONE)
ON_CALL = "+447700900777"


@pytest.fixture
def twilio() -> Iterator[TwilioStandIn]:
    with TwilioStandIn(ACCOUNT, TOKEN) as twilio:
        yield twilio


@pytest.fixture
async def store(valkey_url: str) -> AsyncIterator[Store]:
    opened = open_store(valkey_url, os.urandom(32))
    yield opened
    await opened.close()


class Way:
    """One person's way out: `said` commits a text and hands it to the sender, as often as the test likes."""

    def __init__(self, store: Store, twilio: TwilioStandIn) -> None:
        self.store, self.door = store, SmsDoor(twilio.url)
        pace = Pace(store.slots, 0)
        self.sends = Sends(store, {Channel.SMS: self.door.voice}, lambda: datetime.now(UTC), pace, {"on_call": ON_CALL})
        self.talk = Conversation(ADA, Channel.SMS, PHONE, datetime.now(UTC))

    async def commit(self, *texts: Outbound, case: Case | None = None, highest: Level = Level.NONE) -> None:
        talk = replace(self.talk, case_id=case.id if case else None, highest=highest)
        self.talk = await self.store.commit.commit(Changes(talk, case=case, outbound=texts))

    async def send_all(self) -> None:
        lane = lane_for(ADA)
        async for queued in self.store.lanes.left_over_outbound(lane):
            await self.sends.send_one(queued)
        async for queued in self.store.lanes.new_outbound(lane):
            await self.sends.send_one(queued)

    async def delivery(self, name: str) -> Delivery:
        found = await self.store.reads.delivery(ADA, name)
        assert found
        return found


@pytest.fixture
async def way(store: Store, twilio: TwilioStandIn) -> AsyncIterator[Way]:
    way = Way(store, twilio)
    async for _ in store.lanes.left_over_outbound(lane_for(ADA)):
        raise AssertionError("a fresh store")
    yield way
    await way.door.close()


def text(name: str = "o1", said: str = "hello", **more: object) -> Outbound:
    return replace(Outbound(name, ADA, Channel.SMS, said, datetime.now(UTC)), **more)  # type: ignore[arg-type]


def a_case(**more: object) -> Case:
    now = datetime.now(UTC)
    return replace(Case("c1", ADA, Channel.SMS, CaseState.WAITING, Level.HIGH, (Kind.SUICIDE,), now, now), **more)  # type: ignore[arg-type]
