"""The way out when Twilio is in doubt or a worker comes meanwhile: a real store, the real channel, Twilio's stand-in."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from bot.content.words import Spoken
from bot.decide.said import said_by_lev
from bot.model.case import Case, CaseState
from bot.model.changes import Changes
from bot.model.conversation import Conversation
from bot.model.delivery import Delivery, Receipt
from bot.model.message import Channel, ContactId, Queued
from bot.model.risk import Level
from bot.pace import Pace
from bot.privacy.pseudonym import Pseudonyms
from bot.receipts import Receipts
from bot.send import Sends
from bot.store.keys import lane_for
from bot.store.open import Store, open_store
from channels.twilio_voice import TwilioVoice
from tests.standins.sms_door import ACCOUNT, PHONE, PUBLIC_URL, SENDER, TOKEN, SmsDoor
from tests.standins.twilio import TwilioStandIn
from tests.standins.twilio_sent import SentText

ADA = Pseudonyms(bytes(32)).contact(Channel.SMS, PHONE)


@dataclass
class Room:
    store: Store
    voice: TwilioVoice

    def sends(self, per_second: float = 0) -> Sends:
        return Sends(self.store, {Channel.SMS: self.voice}, lambda: datetime.now(UTC), Pace(self.store.slots, per_second), {})

    async def queued(self, case: Case | None = None) -> tuple[Conversation, Queued]:
        """A text of Lev's, committed and taken from its stream."""
        now = datetime.now(UTC)
        talk = Conversation(ADA, Channel.SMS, PHONE, now, case_id=case.id if case else None)
        lines, texts = said_by_lev(talk, [Spoken("safe", "Are you safe right now?")], now)
        talk = await self.store.commit.commit(Changes(talk, case=case, entries=lines, outbound=texts))
        for stream in (self.store.lanes.left_over_outbound, self.store.lanes.new_outbound):
            async for queued in stream(lane_for(ADA)):
                return talk, queued
        raise AssertionError("it was committed")


@pytest.fixture
def twilio() -> Iterator[TwilioStandIn]:
    with TwilioStandIn(ACCOUNT, TOKEN) as standin:
        yield standin


@pytest.fixture
async def room(valkey_url: str, twilio: TwilioStandIn) -> AsyncIterator[Room]:
    store, door = open_store(valkey_url, os.urandom(32)), SmsDoor(twilio.url)
    yield Room(store, door.voice)
    await door.close()
    await store.close()


@pytest.mark.parametrize("status", [429, 500])
async def test_a_list_that_does_not_answer_leaves_the_doubt(room: Room, twilio: TwilioStandIn, status: int) -> None:
    _, queued = await room.queued()
    twilio.will_take_and_cut_off()
    twilio.will_not_list(status)
    await room.sends().send_one(queued)
    assert twilio.texts_to(PHONE) == ["Are you safe right now?"], "taken once"


async def test_a_doubt_outlives_a_plain_refusal(room: Room, twilio: TwilioStandIn) -> None:
    """The list may show a text late: after a second try that was merely refused it has to be asked once more."""
    _, queued = await room.queued()
    twilio.will_fail(500)
    twilio.will_fail(429)
    sending = asyncio.create_task(room.sends().send_one(queued))
    while twilio.asked < 2:
        await asyncio.sleep(0.01)
    twilio.sent.append(SentText("SMlate", PHONE, SENDER, queued.outbound.text, f"{PUBLIC_URL}/sms/receipt"))
    await sending
    assert [text.sid for text in twilio.sent] == ["SMlate"]


async def test_a_receipt_that_comes_between_two_looks_is_not_taken_for_another_text(room: Room, twilio: TwilioStandIn) -> None:
    _, queued = await room.queued()
    twilio.will_take_and_cut_off()
    plain = room.store.reads.deliveries

    async def after_a_receipt(contact: ContactId) -> dict[str, Delivery]:
        receipt = Receipt(ADA, queued.outbound.id, twilio.sent[0].sid, "sent", datetime.now(UTC))
        await Receipts(room.store).note(receipt)
        return await plain(contact)

    room.store.reads.deliveries = after_a_receipt  # type: ignore[method-assign]
    await room.sends().send_one(queued)
    assert twilio.texts_to(PHONE) == ["Are you safe right now?"], "taken once"


async def test_a_worker_who_comes_while_a_text_waits_for_the_air_is_not_talked_over(room: Room, twilio: TwilioStandIn) -> None:
    now = datetime.now(UTC)
    waits = Case("c1", ADA, Channel.SMS, CaseState.WAITING, Level.HIGH, (), now, now)
    talk, queued = await room.queued(waits)
    await room.store.slots.reserve(1_000)  # somebody else is on the air
    sending = asyncio.create_task(room.sends(per_second=1).send_one(queued))
    await asyncio.sleep(0.3)
    claimed = replace(waits, state=CaseState.WITH_WORKER, worker_id="w1", worker_name="Jo", claimed_at=now)
    await room.store.commit.commit(Changes(talk, case=claimed))
    await sending
    assert twilio.texts_to(PHONE) == []
    known = await room.store.reads.delivery(ADA, queued.outbound.id)
    assert known
    assert known.reason == "worker_has_it"
