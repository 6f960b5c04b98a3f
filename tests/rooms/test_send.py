"""The way out on a real Valkey and the real `twilio` package: tried, asked about, ended; never twice, never in silence."""

import os
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.model.case import Case, CaseState
from bot.model.case_lines import Climb
from bot.model.changes import Changes
from bot.model.conversation import Conversation
from bot.model.delivery import Delivery, Receipt
from bot.model.message import Channel, Outbound
from bot.model.risk import Kind, Level
from bot.pace import Pace
from bot.privacy.pseudonym import Pseudonyms
from bot.receipts import Receipts
from bot.send import Sends
from bot.store.keys import lane_for
from bot.store.open import Store, open_store
from channels import twilio_client
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
        self.sends = Sends(store, {Channel.SMS: self.door.sms}, lambda: datetime.now(UTC), pace, {"on_call": ON_CALL})
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


async def test_a_text_is_sent_once_and_its_way_is_known(way: Way, twilio: TwilioStandIn) -> None:
    await way.commit(text())
    await way.send_all()
    sent = await way.delivery("o1")
    assert (sent.state, sent.provider_id) == ("sent", twilio.sent[0].sid)
    assert sent.tried_at and sent.sent_at and sent.tried_at <= sent.sent_at


@pytest.mark.parametrize("fault", ["hang", "cut", "status"])
async def test_what_twilio_took_before_its_answer_was_lost_is_not_sent_again(
    way: Way, twilio: TwilioStandIn, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    monkeypatch.setattr(twilio_client, "LIMIT_SECONDS", 0.5)
    {
        "hang": lambda: twilio.will_take_and_hang(3),
        "cut": twilio.will_take_and_cut_off,
        "status": lambda: twilio.will_take_and_fail(500),
    }[fault]()
    await way.commit(text())
    await way.send_all()
    assert twilio.texts_to(PHONE) == ["hello"]
    assert (await way.delivery("o1")).provider_id == twilio.sent[0].sid


async def test_what_twilio_did_not_take_is_sent_again(way: Way, twilio: TwilioStandIn) -> None:
    twilio.will_fail(500)
    twilio.will_garble()
    await way.commit(text())
    await way.send_all()
    assert twilio.texts_to(PHONE) == ["hello"]


async def test_a_sender_that_died_after_the_call_is_followed_by_one_that_asks(way: Way, twilio: TwilioStandIn) -> None:
    await way.commit(text())
    [queued] = [queued async for queued in way.store.lanes.new_outbound(lane_for(ADA))]
    tried = Delivery("o1", tried_at=datetime.now(UTC))
    await way.store.commit.commit(Changes(way.talk, deliveries=(tried,), news_only=True))
    sid = await way.door.sms.send(queued.outbound, PHONE)  # and here it died
    await way.send_all()
    assert (await way.delivery("o1")).provider_id == sid
    assert len(twilio.sent) == 1
    assert await way.store.reads.waiting_work() == {"inbound": 0, "outbound": 0}


async def test_the_same_words_said_twice_are_two_texts(way: Way, twilio: TwilioStandIn) -> None:
    await way.commit(text("o1"))
    await way.send_all()
    await way.commit(text("o2"))
    tried = Delivery("o2", tried_at=datetime.now(UTC))
    await way.store.commit.commit(Changes(way.talk, deliveries=(tried,), news_only=True))
    await way.send_all()
    assert twilio.texts_to(PHONE) == ["hello", "hello"], "the first one's id is known: it is not taken for the second"


async def test_receipts_that_overtake_and_cross_leave_the_right_state(way: Way, twilio: TwilioStandIn) -> None:
    await way.commit(text())
    receipts, now = Receipts(way.store), datetime.now(UTC)
    await receipts.note(Receipt(ADA, "o1", "SM9", "delivered", now))
    await receipts.note(Receipt(ADA, "o1", "SM9", "sent", now))
    await way.send_all()
    assert (await way.delivery("o1")).state == "delivered"
    assert twilio.sent == [], "a receipt proves that it was taken"
    ours = Delivery("o1", provider_id="SM9", sent_at=now)  # written by a sender that had read before the receipt
    await way.store.commit.commit(Changes(way.talk, deliveries=(ours,), news_only=True))
    assert (await way.delivery("o1")).state == "delivered"


async def test_a_final_refusal_opens_a_case_to_read_where_a_risk_was_seen(way: Way, twilio: TwilioStandIn) -> None:
    twilio.will_refuse(21610)
    await way.commit(text(), highest=Level.HIGH)
    await way.send_all()
    talk, case = await way.store.reads.talk(ADA)
    assert talk and case
    assert talk.opted_out, "Twilio took their STOP before we heard of it"
    assert (case.state, case.undelivered, case.kinds) == (CaseState.TO_READ, 1, (Kind.STOP_AFTER_FINDING,))
    assert (await way.delivery("o1")).reason == "21610"


async def test_a_final_refusal_in_a_calm_talk_opens_nothing(way: Way, twilio: TwilioStandIn) -> None:
    twilio.will_refuse(21614)
    await way.commit(text())
    await way.send_all()
    _, case = await way.store.reads.talk(ADA)
    assert case is None


async def test_an_alert_goes_to_the_person_on_call_and_holds_nothing_of_theirs(way: Way, twilio: TwilioStandIn) -> None:
    alert = text("a1", "Lev: somebody waits.", staff="on_call", case_id="c1", urgent=True)
    await way.commit(alert, case=a_case(climbed=(Climb("on_call", datetime.now(UTC), "a1"),)), highest=Level.HIGH)
    await way.send_all()
    assert twilio.texts_to(ON_CALL) == ["Lev: somebody waits."]
    assert twilio.texts_to(PHONE) == []
    assert (await way.delivery("a1")).state == "sent"


@pytest.mark.parametrize(
    ("case", "who", "why"),
    [
        (a_case(acknowledged_by="w1"), "on_call", "seen_in_time"),
        (a_case(state=CaseState.WITH_WORKER), "on_call", "seen_in_time"),
        (a_case(), "lead", "no_number"),
    ],
)
async def test_nobody_is_woken_for_nothing(way: Way, twilio: TwilioStandIn, case: Case, who: str, why: str) -> None:
    await way.commit(text("a1", staff=who, case_id="c1"), case=case, highest=Level.HIGH)
    await way.send_all()
    assert twilio.sent == []
    assert (await way.delivery("a1")).reason == why
