"""Silences on a real Valkey: each told once, each gone when it is over."""

import pytest

from bot.desk.told import silence_words
from bot.dialogue.ask import Answer
from bot.model.message import Channel
from bot.store.open import Store
from tests.rooms.ringing import after, move, ring, the_case
from tests.rooms.turning import ADA, Rasa, store, turn

__all__ = ["store"]


@pytest.mark.parametrize("claimed", [False, True])
async def test_a_young_person_who_falls_silent_after_a_disclosure_is_told_once(store: Store, claimed: bool) -> None:
    await turn(store, "my dad hits me", Rasa(Answer()))
    if claimed:
        await move(store, "claim", after(1))
        await move(store, "say", after(2))
    for minutes in (9, 13, 14):
        await ring(store, after(minutes))
    told = (await the_case(store)).told
    assert [one.what for one in told] == ["young_silent"]
    assert silence_words(await the_case(store)) == ["the young person has been silent since before 12:13"]
    await turn(store, "sorry im here", Rasa(Answer()), now=after(15))
    await ring(store, after(15.1))
    assert (await the_case(store)).told == ()


async def test_a_worker_who_claimed_and_does_not_answer_is_told(store: Store) -> None:
    await turn(store, "my dad hits me", Rasa(Answer()))
    await move(store, "claim", after(1))
    await ring(store, after(11))
    assert "worker_silent" not in {one.what for one in (await the_case(store)).told}
    await ring(store, after(11.5))
    assert "worker_silent" in {one.what for one in (await the_case(store)).told}
    await move(store, "say", after(12))
    await ring(store, after(12.1))
    assert "worker_silent" not in {one.what for one in (await the_case(store)).told}
    await turn(store, "ok", Rasa(Answer()), now=after(20))
    await ring(store, after(30.5))
    assert "worker_silent" in {one.what for one in (await the_case(store)).told}, "they wrote again, and nobody answered"


async def test_a_case_nobody_closes_and_one_nobody_reads_are_told(store: Store) -> None:
    await turn(store, "my dad hits me", Rasa(Answer()))
    await move(store, "claim", after(1))
    await move(store, "say", after(2))
    await ring(store, after(24 * 60))
    assert "left_open" not in {one.what for one in (await the_case(store)).told}
    await ring(store, after(24 * 60 + 5))
    assert "left_open" in {one.what for one in (await the_case(store)).told}


async def test_silence_says_nothing_to_the_young_person(store: Store) -> None:
    await turn(store, "my dad hits me", Rasa(Answer()), channel=Channel.SMS)
    await move(store, "claim", after(1))
    before = len(await store.reads.transcript(ADA))
    await ring(store, after(600))
    assert len(await store.reads.transcript(ADA)) == before
