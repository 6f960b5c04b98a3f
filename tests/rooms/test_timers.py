"""What happens because time passed, on a real Valkey: the ladder and the silences, each once, each gone when it is over."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.desk import moves
from bot.desk.scene import Scene
from bot.desk.told import climb_words, silence_words
from bot.dialogue.ask import Answer
from bot.model.case import Case
from bot.model.message import Channel
from bot.model.worker import Role, Worker
from bot.store.keys import lane_for
from bot.store.open import Store
from bot.timers.round import Timers
from tests.rooms.turning import ADA, HOUSE, NOON, Rasa, store, turn

__all__ = ["store"]
TAM = Worker("w1", "tam", "Tam", Role.SUPPORT_WORKER, "")
NIGHT = datetime(2026, 11, 20, 23, 0, tzinfo=UTC)


def after(minutes: float, begun: datetime = NOON) -> datetime:
    return begun + timedelta(minutes=minutes)


async def ring(store: Store, now: datetime, staff: frozenset[str] = frozenset({"on_call", "lead"})) -> None:
    await Timers(store, HOUSE, staff, lambda: now).once()


async def the_case(store: Store) -> Case:
    _, case = await store.reads.talk(ADA)
    assert case
    return case


async def move(store: Store, act: str, now: datetime) -> None:
    talk, case = await store.reads.talk(ADA)
    assert talk and case
    scene = Scene(talk, case, TAM, now, HOUSE.words)
    changes = moves.say(scene, "I am here.", f"o{now}") if act == "say" else getattr(moves, act)(scene)
    await store.commit.commit(changes)


async def alerts(store: Store) -> list[tuple[str | None, str]]:
    return [(q.outbound.staff, q.outbound.text) async for q in store.lanes.new_outbound(lane_for(ADA))]


async def test_the_ladder_is_climbed_step_by_step_until_somebody_looks(store: Store) -> None:
    async for _ in store.lanes.left_over_outbound(lane_for(ADA)):
        raise AssertionError("a fresh store")
    await turn(store, "my dad hits me", Rasa(Answer()))
    for minutes in (9, 10, 11, 19):
        await ring(store, after(minutes))
    assert [step.who for step in (await the_case(store)).climbed] == ["on_call"]
    for minutes in (20, 21, 39):
        await ring(store, after(minutes))
    assert [step.who for step in (await the_case(store)).climbed] == ["on_call", "lead"]
    await move(store, "acknowledge", after(39.5))
    await ring(store, after(90))
    assert [step.who for step in (await the_case(store)).climbed] == ["on_call", "lead"]
    assert await alerts(store) == [("on_call", HOUSE.routes.alert), ("lead", HOUSE.routes.alert)]


async def test_a_step_without_a_number_is_written_down_and_the_next_one_comes(store: Store) -> None:
    await turn(store, "my dad hits me", Rasa(Answer()))
    await ring(store, after(10), frozenset())
    [step] = (await the_case(store)).climbed
    assert climb_words(step, {}) == "the person on call should be told: 12:10, and no number is set"


async def test_at_night_the_person_on_call_hears_of_it_at_once(store: Store) -> None:
    await turn(store, "my dad hits me", Rasa(Answer()), now=NIGHT)
    await ring(store, after(1, NIGHT))
    assert [step.who for step in (await the_case(store)).climbed] == ["on_call"]


async def test_a_concern_wakes_nobody(store: Store) -> None:
    await turn(store, "can i talk to a real person", Rasa(Answer()))
    await ring(store, after(600))
    assert (await the_case(store)).climbed == ()


async def test_put_back_in_the_queue_the_ladder_begins_anew(store: Store) -> None:
    await turn(store, "my dad hits me", Rasa(Answer()))
    await ring(store, after(10))
    await move(store, "claim", after(12))
    await move(store, "release", after(30))
    assert (await the_case(store)).climbed == ()
    await ring(store, after(39))
    assert (await the_case(store)).climbed == ()
    await ring(store, after(40))
    assert [step.who for step in (await the_case(store)).climbed] == ["on_call"]


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


async def test_a_drill_wakes_nobody(store: Store) -> None:
    await turn(store, "my dad hits me", Rasa(Answer()))
    talk, case = await store.reads.talk(ADA)
    assert talk and case
    from bot.model.changes import Changes

    await store.commit.commit(Changes(talk, case=replace(case, practice=True)))
    await ring(store, after(600))
    assert (await the_case(store)).climbed == ()
