"""One phone or page that sends very much: kind words once, nothing lost, and a disclosure is heard all the same."""

from datetime import timedelta

import pytest

from bot.decide.before import FLOOD
from bot.dialogue.ask import Unavailable
from bot.model.case import CaseState
from bot.model.message import Channel, Speaker
from bot.store.open import Store
from tests.rooms.turning import ADA, NOON, Rasa, said, saying, store, turn

__all__ = ["store"]


@pytest.mark.parametrize("channel", [Channel.WEB, Channel.SMS])
async def test_a_flood_is_kept_answered_once_and_never_hides_a_disclosure(store: Store, channel: Channel) -> None:
    rasa = saying("hello")
    for number in range(FLOOD + 3):
        await turn(store, f"hi {number}", rasa, now=NOON + timedelta(seconds=number), channel=channel)
    assert (await said(store)).count("I'll wait a minute") == 1
    assert rasa.asked == FLOOD - 1, "Rasa is left to others"
    theirs = [line for line in await store.reads.transcript(ADA) if line.speaker is Speaker.YOUNG_PERSON]
    assert len(theirs) == FLOOD + 3, "every text is kept"
    await turn(store, "my dad hits me", rasa, now=NOON + timedelta(seconds=30), channel=channel)
    _, case = await store.reads.talk(ADA)
    assert case
    assert case.state is CaseState.WAITING


async def test_after_a_pause_it_is_a_talk_again(store: Store) -> None:
    for number in range(FLOOD):
        await turn(store, f"hi {number}", saying("hello"), now=NOON + timedelta(seconds=number))
    rasa = saying("hello")
    await turn(store, "sorry", rasa, now=NOON + timedelta(minutes=2))
    assert rasa.asked == 1


async def test_a_wish_for_a_person_in_a_flood_fetches_one(store: Store) -> None:
    away = Rasa(Unavailable("resting"))
    for number in range(FLOOD):
        await turn(store, f"hi {number}", away, now=NOON + timedelta(seconds=number))
    await turn(store, "i want to talk to a real person", away, now=NOON + timedelta(seconds=20))
    _, case = await store.reads.talk(ADA)
    assert case
    assert case.state is CaseState.WAITING
