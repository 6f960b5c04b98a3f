"""The rota: whose phone an alert wakes, whose texts are a colleague's, and who may fill it."""

from datetime import timedelta

from bot.desk.rota_page import gaps
from bot.dialogue.ask import Answer
from bot.model.rota import Turn
from bot.model.worker import Role
from bot.on_call import OnCall
from bot.store.keys import lane_for
from bot.store.open import Store
from bot.timers.round import Timers
from tests.desk_house import NOW, House, house
from tests.rooms.ringing import alerts, the_case
from tests.rooms.turning import ADA, HOUSE, NOON, Rasa, store, turn

__all__ = ["house", "store"]

LEE, SET = "+447700900111", "+447700900222"
FORM = {"role": "on_call", "name": "Lee", "number": "07700 900111", "begins": "2026-11-20T11:00", "ends": "2026-11-20T20:00"}


def _turn(begins: float, ends: float, number: str = LEE) -> Turn:
    return Turn(f"t{begins}", "on_call", "Lee", number, NOON + timedelta(hours=begins), NOON + timedelta(hours=ends), "w1")


async def test_whose_turn_it_is_is_texted_and_else_who_is_set(store: Store) -> None:
    clock = [NOON]
    on_call = OnCall({"on_call": SET}, store.rota, lambda: clock[0], texts=True)
    await store.rota.keep(_turn(1, 2))
    await on_call.look()
    assert on_call["on_call"] == SET
    clock[0] = NOON + timedelta(hours=1)
    assert on_call["on_call"] == LEE
    clock[0] = NOON + timedelta(hours=2)
    assert on_call.get("on_call") == SET
    assert "lead" not in on_call


async def test_a_number_is_a_colleague_s_for_its_turn_and_the_answers_to_it(store: Store) -> None:
    clock = [NOON]
    on_call = OnCall({}, store.rota, lambda: clock[0], texts=True)
    await store.rota.keep(_turn(1, 2))
    for hours, theirs in ((0, False), (1, True), (13, True), (14.1, False)):
        clock[0] = NOON + timedelta(hours=hours)
        await on_call.look()
        assert (LEE in on_call.numbers) is theirs, hours


async def test_an_alert_climbs_to_who_is_on_the_rota(store: Store) -> None:
    async for _ in store.lanes.left_over_outbound(lane_for(ADA)):
        raise AssertionError("a fresh store")
    await turn(store, "my dad hits me", Rasa(Answer()))
    later = NOON + timedelta(minutes=10)
    on_call = OnCall({}, store.rota, lambda: later, texts=True)
    timers = Timers(store, HOUSE, on_call, lambda: later)
    await store.rota.keep(_turn(0, 2))
    await on_call.look()
    await timers.look()
    [step] = (await the_case(store)).climbed
    assert step.outbound_id
    assert await alerts(store) == [("on_call", HOUSE.routes.alert)]


async def test_leads_fill_it_and_workers_see_no_numbers(house: House) -> None:
    lead, csrf = await house.person(Role.LEAD)
    worker, theirs = await house.person(Role.SUPPORT_WORKER, "Ann")
    assert (await worker.post("/desk/rota", data={"csrf": theirs, **FORM})).status_code == 403
    slips = (
        {"role": "x"},
        {"name": " "},
        {"number": "12"},
        {"ends": "2026-11-20T10:00"},
        {"begins": "x"},
        {"ends": "2026-12-20T10:00"},
    )
    for slip in slips:
        assert (await lead.post("/desk/rota", data={"csrf": csrf, **FORM, **slip})).status_code == 400, slip
    assert (await lead.post("/desk/rota", data={"csrf": csrf, **FORM})).status_code == 303
    twice = await lead.post("/desk/rota", data={"csrf": csrf, **FORM, "name": "Kim"})
    assert (twice.status_code, "Lee is the person on call in that time" in twice.text) == (400, True)
    [turn] = await house.store.rota.all(NOW)
    assert (turn.number, turn.holds(NOW)) == (LEE, True)
    page = (await worker.get("/desk/rota")).text
    assert "Lee" in page
    assert "111" not in page
    assert LEE not in (await lead.get("/desk/rota")).text
    body = await house.store.redis.dump("{desk}:rota")
    assert b"7700900111" not in body
    assert (await worker.post(f"/desk/rota/{turn.id}", data={"csrf": theirs})).status_code == 403
    await lead.post(f"/desk/rota/{turn.id}", data={"csrf": csrf})
    assert await house.store.rota.all(NOW) == []


async def test_old_turns_are_deleted(store: Store) -> None:
    await store.rota.keep(_turn(0, 1))
    assert await store.rota.all(NOON + timedelta(days=34))
    assert await store.rota.all(NOON + timedelta(days=36)) == []
    assert await store.redis.hlen("{desk}:rota") == 0


def test_times_without_anybody_are_told() -> None:
    since, until = NOON, NOON + timedelta(hours=10)
    turns = [_turn(4, 6), _turn(1, 3), _turn(2, 4)]
    hours = [((a - NOON) / timedelta(hours=1), (b - NOON) / timedelta(hours=1)) for a, b in gaps(turns, since, until)]
    assert hours == [(0, 1), (6, 10)]
    assert gaps([_turn(-1, 20)], since, until) == []
