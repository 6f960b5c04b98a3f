"""Sending tells the metrics: handed over after how long, tried again and refused for which reason, dropped, and nothing of a drill."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.content.routes import STAFF
from bot.measure.table import DROPPED
from bot.model.changes import Changes
from bot.model.conversation import Conversation
from bot.model.message import Channel, Outbound
from bot.pace import Pace
from bot.send import Sends, unsaid
from bot.store.keys import lane_for
from tests.rooms.measuring import BEN, PHONE, Measuring, lev
from tests.rooms.turning import NOON
from tests.standins.sms_door import ACCOUNT, TOKEN, SmsDoor
from tests.standins.twilio import TwilioStandIn

__all__ = ["lev"]
LATER = NOON + timedelta(seconds=9)


class Sending:
    """A sender on the real store, the real Twilio client and the stand-in."""

    def __init__(self, lev: Measuring, door: SmsDoor) -> None:
        self.lev = lev
        pace = Pace(lev.store.slots, 0)
        self.sends = Sends(lev.store, {Channel.SMS: door.voice}, lambda: LATER, pace, {"lead": PHONE}, lev.metrics)

    async def send(self, **more: object) -> None:
        talk = await self.lev.store.reads.conversation(BEN) or Conversation(BEN, Channel.SMS, PHONE, NOON)
        text = replace(Outbound("o", BEN, Channel.SMS, "hello", NOON), **more)  # type: ignore[arg-type]
        await self.lev.store.commit.commit(Changes(talk, outbound=(text,)))
        async for queued in self.lev.store.lanes.new_outbound(lane_for(BEN)):
            await self.sends.send_one(queued)

    def sends_of(self, outcome: str, reason: str) -> float | None:
        return self.lev.value("lev_sends_total", outcome=outcome, reason=reason)


@pytest.fixture
async def sending(lev: Measuring) -> AsyncIterator[tuple[Sending, TwilioStandIn]]:
    with TwilioStandIn(ACCOUNT, TOKEN) as twilio:
        door = SmsDoor(twilio.url)
        yield Sending(lev, door), twilio
        await door.close()


async def test_each_outcome_has_its_reason(lev: Measuring, sending: tuple[Sending, TwilioStandIn]) -> None:
    out, twilio = sending
    await out.send(id="a", urgent=True)
    twilio.will_fail(503)
    await out.send(id="b")
    twilio.will_refuse(21610)
    await out.send(id="c")
    twilio.will_refuse(99999)
    await out.send(id="d", text="after STOP nothing else goes", despite_worker=True)
    assert out.sends_of("handed_over", "none") == 2
    assert lev.value("lev_send_seconds_sum", urgent="yes") == 9
    assert lev.value("lev_send_seconds_count", urgent="no") == 1
    assert out.sends_of("trying_again", "20500") == 1
    assert out.sends_of("refused", "21610") == 1
    assert out.sends_of("dropped", "opted_out") == 1, "STOP was mirrored, so the next is not even tried"


async def test_a_code_we_do_not_know_is_no_label(lev: Measuring, sending: tuple[Sending, TwilioStandIn]) -> None:
    out, twilio = sending
    twilio.will_refuse(99999)
    await out.send(id="a")
    assert out.sends_of("refused", "other") == 1
    assert out.sends_of("refused", "99999") is None


async def test_nothing_of_a_drill_is_counted(lev: Measuring, sending: tuple[Sending, TwilioStandIn]) -> None:
    out, twilio = sending
    await lev.practising()
    before = lev.everything()
    twilio.will_fail(503)
    await out.send(id="a")
    twilio.will_refuse(21211)
    await out.send(id="b")
    assert lev.everything() == before


def test_why_a_text_is_not_said_is_known_to_the_metrics() -> None:
    talk = Conversation(BEN, Channel.SMS, PHONE, NOON)
    text = Outbound("o", BEN, Channel.SMS, "hello", NOON)
    said = {
        unsaid(text, "", talk, None),
        unsaid(text, PHONE, replace(talk, opted_out=True), None),
        unsaid(replace(text, staff=STAFF[0]), "", talk, None),
        unsaid(replace(text, staff=STAFF[0]), PHONE, talk, None),
    }
    assert len(said) == 4
    assert said <= set(DROPPED)
