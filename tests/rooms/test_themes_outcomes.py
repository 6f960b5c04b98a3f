"""Who called for a worker, who was reached, who waited too long, who left: counted in the same commit as the step itself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model.case import Case
from bot.model.changes import Changes
from bot.model.worker import Role
from bot.store.open import Store
from bot.themes.tag import week_of
from bot.timers.each import each_open_case
from bot.timers.overdue import overdue
from tests.desk_house import ADA, NOW, PLACE, House, house
from tests.rooms.turning import HOUSE, NOON, saying, store, turn

__all__ = ["house", "store"]


async def happened(store: Store, week: str) -> dict[tuple[str, str], int]:
    counts = (await store.figures.counts([week]))[week]
    return {(theme, cell): people for (theme, cube, cell), people in counts.items() if cube in ("outcome", "route")}


async def test_a_call_for_a_worker_and_a_wait_are_counted_once(store: Store) -> None:
    await turn(store, "my dad hits me", saying("hello"))
    _, case = await store.reads.talk((await store.reads.open_cases())[0].contact)
    assert isinstance(case, Case)
    called = {("home.unsafe", "fetched"): 1, ("all", "fetched"): 1}
    assert await happened(store, week_of(NOON)) == called
    late = NOON + timedelta(hours=2)
    for _ in range(2):
        await each_open_case(store, lambda talk, case: overdue(talk, case, HOUSE, late))
    assert await happened(store, week_of(NOON)) == called | {("home.unsafe", "waited"): 1, ("all", "waited"): 1}


@pytest.mark.parametrize(("wrote_since", "left"), [(False, 1), (True, 0)])
async def test_a_claim_reaches_and_who_wrote_nothing_since_has_left(house: House, wrote_since: bool, left: int) -> None:
    worker, csrf = await house.person(Role.SUPPORT_WORKER)
    week = week_of(NOW)
    assert (await worker.post(f"{PLACE}/claim", data={"csrf": csrf})).status_code == 200
    assert await happened(house.store, week) == {("home.unsafe", "reached"): 1, ("all", "reached"): 1}
    if wrote_since:
        talk = await house.store.reads.conversation(ADA)
        assert talk
        await house.store.commit.commit(Changes(replace(talk, last_in_at=NOW + timedelta(minutes=1))))
    await worker.post(f"{PLACE}/refer", data={"csrf": csrf, "to": "police_101"})
    await worker.post(f"{PLACE}/close", data={"csrf": csrf, "outcome": "left", "theme": "home.unsafe"})
    found = await happened(house.store, week)
    assert found.get(("all", "left"), 0) == left
    assert found["home.unsafe", "police"] == 1


async def test_a_second_claim_of_the_same_week_counts_nobody_twice(house: House) -> None:
    worker, csrf = await house.person(Role.SUPPORT_WORKER)
    for move in ("claim", "release", "claim"):
        assert (await worker.post(f"{PLACE}/{move}", data={"csrf": csrf})).status_code == 200
    assert (await happened(house.store, week_of(NOW)))["all", "reached"] == 1


async def test_a_wait_and_a_wait_for_words_are_counted_in_the_same_commit(house: House) -> None:
    worker, csrf = await house.person(Role.SUPPORT_WORKER)
    house.now = NOW + timedelta(minutes=7)
    assert (await worker.post(f"{PLACE}/claim", data={"csrf": csrf})).status_code == 200
    house.now = NOW + timedelta(minutes=61)
    for words in ("Hello, I am here.", "Take your time."):
        assert (
            await worker.post(f"{PLACE}/say", data={"csrf": csrf, "text": words, "nonce": f"{len(words):032x}"})
        ).status_code == 200
    counts = (await house.store.figures.counts([week_of(NOW)]))[week_of(NOW)]
    waits = {(theme, cube, cell): people for (theme, cube, cell), people in counts.items() if cube in ("seen", "answered")}
    assert waits == {(theme, cube, cell): 1 for theme in ("all",) for cube, cell in (("seen", "under_15"), ("answered", "longer"))}


async def test_waits_add_up_to_those_who_were_reached(house: House) -> None:
    """Claimed twice in a week after different waits: one person, one wait."""
    worker, csrf = await house.person(Role.SUPPORT_WORKER)
    for move, minutes in (("claim", 1), ("release", 2), ("claim", 50)):
        house.now = NOW + timedelta(minutes=minutes)
        assert (await worker.post(f"{PLACE}/{move}", data={"csrf": csrf})).status_code == 200
    counts = (await house.store.figures.counts([week_of(NOW)]))[week_of(NOW)]
    assert [cell for (theme, cube, cell) in counts if (theme, cube) == ("all", "seen")] == ["under_5"]
