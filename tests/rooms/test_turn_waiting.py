"""Turns over time: waiting, the age asked once, nights, and nobody coming."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.dialogue.ask import Answer
from bot.model.age import AgeBand
from bot.model.message import Channel
from bot.store.open import Store
from bot.timers.each import each_open_case
from bot.timers.overdue import overdue
from tests.rooms.turning import ADA, HOUSE, NOON, Rasa, said, store, turn

__all__ = ["store"]


async def test_while_waiting_a_burst_gets_one_word_not_ten(store: Store) -> None:
    rasa = Rasa(Answer(say=("hello",)))
    await turn(store, "my dad hits me", rasa)
    for number in range(5):
        await turn(store, f"its bad {number}", rasa, now=NOON + timedelta(seconds=10 + number))
    assert "I've added that" not in await said(store)
    await turn(store, "still here", rasa, now=NOON + timedelta(minutes=3))
    assert (await said(store)).count("I've added that") == 1
    assert rasa.asked == 0


async def test_the_age_is_asked_once_and_kept(store: Store) -> None:
    rasa = Rasa(Answer(say=("consent_what",)))
    await turn(store, "what is consent", rasa)
    await turn(store, "skip", rasa)
    await turn(store, "what is consent", rasa)
    assert (await said(store)).count("How old are you") == 1
    await turn(store, "btw im 16", rasa)
    talk, _ = await store.reads.talk(ADA)
    assert talk
    assert talk.age_band is AgeBand.FROM_16


async def test_out_of_hours_the_truth_is_said(store: Store) -> None:
    night = datetime(2026, 11, 20, 23, 0, tzinfo=UTC)
    await turn(store, "my dad hits me", Rasa(Answer()), now=night)
    heard = await said(store)
    assert "No one from our team is here until 9am on Monday" in heard
    assert "Childline 0800 1111" in heard
    assert "as soon as they can" not in heard


async def test_nobody_came_is_said_once_and_marked(store: Store) -> None:
    await turn(store, "my dad hits me", Rasa(Answer()))
    late = NOON + timedelta(minutes=11)

    async def told(now: datetime) -> int:
        return await each_open_case(store, lambda talk, case: overdue(talk, case, HOUSE, now))

    assert await told(NOON + timedelta(minutes=9)) == 0
    assert await told(late) == 1
    assert await told(late + timedelta(hours=1)) == 0
    _, case = await store.reads.talk(ADA)
    assert case
    assert case.overdue_at == late
    assert (await said(store)).count("No one has been able to join yet") == 1


@pytest.mark.parametrize("channel", [Channel.WEB, Channel.SMS])
async def test_the_word_privacy_brings_the_gist_and_the_address(store: Store, channel: Channel) -> None:
    rasa = Rasa(Answer(say=("hello",)))
    await turn(store, "Privacy", rasa, channel=channel)
    heard = await said(store)
    assert "30 days" in heard
    assert "/privacy" in heard
    assert rasa.asked == 0
