"""The alert ladder on a real Valkey: step by step, until somebody looks; a drill wakes nobody."""

from dataclasses import replace

from bot.desk.told import climb_words
from bot.dialogue.ask import Answer
from bot.store.keys import lane_for
from bot.store.open import Store
from tests.rooms.ringing import NIGHT, after, alerts, move, ring, the_case
from tests.rooms.turning import ADA, HOUSE, Rasa, store, turn

__all__ = ["store"]


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


async def test_a_drill_wakes_nobody(store: Store) -> None:
    await turn(store, "my dad hits me", Rasa(Answer()))
    talk, case = await store.reads.talk(ADA)
    assert talk and case
    from bot.model.changes import Changes

    await store.commit.commit(Changes(talk, case=replace(case, practice=True)))
    await ring(store, after(600))
    assert (await the_case(store)).climbed == ()
