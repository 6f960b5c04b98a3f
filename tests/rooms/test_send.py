"""The way out on a real Valkey and the real `twilio` package: tried, asked about, ended; never twice, never in silence."""

from datetime import UTC, datetime

import pytest

from bot.model.changes import Changes
from bot.model.delivery import Delivery
from bot.store.keys import lane_for
from channels import twilio_client
from tests.rooms.sending import ADA, PHONE, Way, store, text, twilio, way
from tests.standins.twilio import TwilioStandIn

__all__ = ["store", "twilio", "way"]


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
    sid = await way.door.voice.send(queued.outbound, PHONE)  # and here it died
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
