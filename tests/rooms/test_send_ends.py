"""How a text on its way out ends: receipts that cross, refusals, and alerts to people on duty."""

from datetime import UTC, datetime

import pytest

from bot.model.case import Case, CaseState
from bot.model.case_lines import Climb
from bot.model.changes import Changes
from bot.model.delivery import Delivery, Receipt
from bot.model.risk import Kind, Level
from bot.receipts import Receipts
from tests.rooms.sending import ADA, ON_CALL, PHONE, Way, a_case, store, text, twilio, way
from tests.standins.twilio import TwilioStandIn

__all__ = ["store", "twilio", "way"]


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
