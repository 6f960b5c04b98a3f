"""Texts that nobody asked for wait for a safe time: a real store, the real `twilio` package, the timers and the desk's own moves."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.desk import moves
from bot.desk.scene import Scene
from bot.desk.show import delivery_words
from bot.model.changes import Changes
from bot.model.message import Channel
from bot.model.safety import SafeTime, Safety
from bot.model.worker import Role, Worker
from bot.store.keys import lane_for
from bot.timers.held import let_go
from tests.rooms.sending import ADA, PHONE, Way, a_case, store, text, twilio, way
from tests.rooms.turning import HOUSE
from tests.standins.twilio import TwilioStandIn

__all__ = ["store", "twilio", "way"]

TAM = Worker("w1", "tam", "Tam", Role.SUPPORT_WORKER, "")
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # a Monday
MONDAYS = Safety(times=(SafeTime((0,), time(16), time(18)),))


class Clock:
    now = NOON


@pytest.fixture
async def clock(way: Way) -> AsyncIterator[Clock]:
    """Their last text came an hour ago, in a case that waits; safe on Mondays from four to six."""
    clock = Clock()
    way.sends._clock = lambda: clock.now
    way.talk = replace(way.talk, last_in_at=NOON - timedelta(hours=1), safety=MONDAYS)
    await way.commit(case=a_case())
    yield clock


async def moved(way: Way, act: str, now: datetime, **more: str) -> None:
    talk, case = await way.store.reads.talk(ADA)
    assert talk and case
    await way.store.commit.commit(getattr(moves, act)(Scene(talk, case, TAM, now, HOUSE.words), **more))


async def on(way: Way, clock: Clock, now: datetime) -> None:
    """The clock goes on, a timer looks, and what may go goes."""
    clock.now = now
    await let_go(way.store, now)
    await way.send_all()


async def words_of(way: Way) -> list[str]:
    """What the desk shows of the way of each of Lev's lines."""
    deliveries = await way.store.reads.deliveries(ADA)
    lines = await way.store.reads.transcript(ADA)
    return [delivery_words(Channel.SMS, deliveries.get(line.message_id))[0] for line in lines if line.speaker.value == "lev"]


async def test_it_waits_for_the_safe_time_and_goes_then(way: Way, twilio: TwilioStandIn, clock: Clock) -> None:
    await moved(way, "claim", NOON)
    await way.send_all()
    assert twilio.texts_to(PHONE) == []
    assert await words_of(way) == ["waits for a safe time"]
    assert await way.store.reads.waiting_work() == {"inbound": 0, "outbound": 0}, "no alarm rings for what is meant to wait"
    await on(way, clock, NOON + timedelta(hours=3, minutes=59))
    assert twilio.texts_to(PHONE) == []
    await on(way, clock, NOON + timedelta(hours=4))
    assert len(twilio.texts_to(PHONE)) == 1
    assert await words_of(way) == ["sent"]
    assert await way.store.held.all() == []


async def test_only_the_newest_word_is_said_when_the_time_comes(way: Way, twilio: TwilioStandIn, clock: Clock) -> None:
    await moved(way, "claim", NOON)
    await moved(way, "close", NOON + timedelta(minutes=30), outcome="practice", theme="")
    await way.send_all()
    await on(way, clock, NOON + timedelta(hours=4))
    [said] = twilio.texts_to(PHONE)
    assert "Tam has gone now" in said
    assert await words_of(way) == ["not delivered: newer words took its place while it waited for a safe time", "sent"]


async def test_their_own_text_is_answered_at_once_whatever_waits(way: Way, twilio: TwilioStandIn, clock: Clock) -> None:
    await moved(way, "claim", NOON)
    await way.send_all()
    clock.now = NOON + timedelta(minutes=20)
    talk, case = await way.store.reads.talk(ADA)
    assert talk and case
    wrote = replace(talk, last_in_at=clock.now)
    await way.store.commit.commit(
        Changes(wrote, case=case, outbound=(text("answer", "call 999", urgent=True, despite_worker=True),))
    )
    await way.send_all()
    assert twilio.texts_to(PHONE) == ["call 999"]
    await on(way, clock, clock.now + timedelta(seconds=5))
    assert len(twilio.texts_to(PHONE)) == 2, "they hold the phone: now they may hear who has joined"


async def test_a_safety_answer_that_twilio_took_late_never_waits(way: Way, twilio: TwilioStandIn, clock: Clock) -> None:
    await way.commit(text("late", "call 999", urgent=True, at=NOON), case=a_case())
    await way.send_all()
    assert twilio.texts_to(PHONE) == ["call 999"]


async def test_it_lapses_after_a_day_without_one(way: Way, twilio: TwilioStandIn, clock: Clock) -> None:
    talk, case = await way.store.reads.talk(ADA)
    assert talk and case
    await way.store.commit.commit(Changes(replace(talk, safety=Safety(here="no")), case=case))
    await moved(way, "claim", NOON)
    await way.send_all()
    await on(way, clock, NOON + timedelta(hours=24, minutes=1))
    assert twilio.texts_to(PHONE) == []
    assert await words_of(way) == ["not delivered: no safe time came within a day"]


async def test_what_waits_is_sealed_and_an_erasure_reaches_it(way: Way, twilio: TwilioStandIn, clock: Clock) -> None:
    await moved(way, "claim", NOON)
    await way.send_all()
    stored = await way.store.redis.hgetall(lane_for(ADA).of("held"))
    assert stored
    assert b"joined" not in b"".join(stored.values())
    talk, _ = await way.store.reads.talk(ADA)
    assert talk
    erased = replace(talk, address="", safety=None, erased=True, case_id=None)
    await way.store.commit.commit(Changes(erased, erases=True, erased_cases=("c1",)))
    await on(way, clock, NOON + timedelta(minutes=1))
    assert twilio.texts_to(PHONE) == []
    assert await way.store.held.all() == []
