"""The review of closed cases: drawn by chance and only so, answered once, by somebody who did not have the case."""

import json
from dataclasses import replace
from datetime import timedelta

from bot.desk.sample import check_of, sample
from bot.model.case import CaseState
from bot.model.changes import AuditLine, Changes
from bot.model.worker import Role
from bot.store.keys import all_lanes
from tests.desk_house import NOW, House, house
from tests.queueing import audit_of, waiting

__all__ = ["house"]

ANSWERS = {"level": "yes", "heard": "yes", "soon": "partly", "private": "no", "passed_on": "yes", "ended": "cannot_tell"}
SECRET = "the mother's name was in the note"


async def _closed(house: House, many: int, worker_id: str = "w9", **changes: object) -> None:
    for case in await waiting(house.store, many):
        talk, now = await house.store.reads.conversation(case.contact), house.now - timedelta(days=1)
        assert talk
        shut = replace(case, state=CaseState.CLOSED, closed_at=now, outcome="advice", worker_id=worker_id, **changes)  # type: ignore[arg-type]
        line = AuditLine(now, worker_id, "closed", case.contact, case.id)
        await house.store.commit.commit(Changes(talk, case=shut, audit=(line,)))


async def test_a_sample_can_be_drawn_again_from_its_seed_and_by_nobody_s_choice(house: House) -> None:
    await _closed(house, 30)
    lead, csrf = await house.person(Role.LEAD)
    forced = {"csrf": csrf, "seed": "0", "case": "q1", "most": "1"}
    assert (await lead.post("/desk/reviews", data=forced)).status_code == 303
    [draw] = await house.store.leading.draws([f"{NOW:%Y-%m}"])
    pool = await house.store.leading.closed(NOW, 30)
    assert (draw.pool, len(draw.cases), draw.seed != "0") == (30, 10, True)
    assert [one.case_id for one in draw.cases] == [case.id for case in sample(pool, draw.seed, 10)]
    assert draw.check == check_of(pool)
    [line] = [line for line in await audit_of(house.store, draw.cases[0].contact) if line["did"] == "drawn_for_review"]
    assert (line["seed"], line["pool"], line["check"]) == (draw.seed, "30", draw.check)


async def test_nobody_draws_until_a_sample_pleases(house: House) -> None:
    await _closed(house, 15)
    lead, csrf = await house.person(Role.LEAD)
    await lead.post("/desk/reviews", data={"csrf": csrf})
    again = await lead.post("/desk/reviews", data={"csrf": csrf})
    assert (again.status_code, "not done yet" in again.text) == (409, True)
    [draw] = await house.store.leading.draws([f"{NOW:%Y-%m}"])
    for one in draw.cases:
        place = f"/desk/reviews/{one.contact}/{one.case_id}"
        assert (await lead.post(place, data={"csrf": csrf, "do": "done", **ANSWERS})).status_code == 303
    house.now = NOW + timedelta(minutes=9)
    assert (await lead.post("/desk/reviews", data={"csrf": csrf})).status_code == 303
    newest, _ = await house.store.leading.draws([f"{NOW:%Y-%m}"])
    assert newest.pool == 5, "what was drawn once is not drawn again"
    page = (await lead.get("/desk/reviews")).text
    assert "10 reviewed" in page
    assert "5 cases are still to be reviewed" in page


async def test_a_review_is_given_once_sealed_and_in_the_audit(house: House) -> None:
    await _closed(house, 1)
    lead, csrf = await house.person(Role.LEAD)
    await lead.post("/desk/reviews", data={"csrf": csrf})
    [draw] = await house.store.leading.draws([f"{NOW:%Y-%m}"])
    [one] = draw.cases
    place = f"/desk/reviews/{one.contact}/{one.case_id}"
    some = await lead.post(place, data={"csrf": csrf, "do": "done", "level": "yes"})
    assert (some.status_code, "every question" in some.text) == (400, True)
    act = await lead.post(place, data={"csrf": csrf, "do": "done", "act": "yes", **ANSWERS})
    assert (act.status_code, "what must be done" in act.text) == (400, True)
    form = {"csrf": csrf, "do": "done", "act": "yes", "text": SECRET, **ANSWERS}
    assert (await lead.post(place, data=form)).status_code == 303
    twice = await lead.post(place, data=form | {"text": "better not"})
    assert (twice.status_code, "already" in twice.text) == (400, True)
    page = (await lead.get("/desk/reviews")).text
    assert "the mother&#39;s name was in the note" in page
    assert "somebody must act" in page
    lines = await audit_of(house.store, one.contact)
    assert [line["did"] for line in lines if line["did"] == "reviewed"] == ["reviewed"]
    assert SECRET not in json.dumps(lines)
    for lane in all_lanes():
        async for key in house.store.redis.scan_iter(lane.of("*")):
            assert SECRET.encode() not in await house.store.redis.dump(key)


async def test_nobody_reviews_their_own_case(house: House) -> None:
    lead, csrf = await house.person(Role.LEAD)
    me = await house.accounts.by_login("tam.lead")
    assert me
    await _closed(house, 1, me.id)
    await lead.post("/desk/reviews", data={"csrf": csrf})
    [draw] = await house.store.leading.draws([f"{NOW:%Y-%m}"])
    place = f"/desk/reviews/{draw.cases[0].contact}/{draw.cases[0].case_id}"
    own = await lead.post(place, data={"csrf": csrf, "do": "done", **ANSWERS})
    assert (own.status_code, "another lead" in own.text) == (400, True)
    other, csrf = await house.person(Role.LEAD, "Lee")
    assert (await other.post(place, data={"csrf": csrf, "do": "done", **ANSWERS})).status_code == 303


async def test_practice_and_open_cases_are_never_drawn(house: House) -> None:
    await _closed(house, 3, practice=True)
    lead, csrf = await house.person(Role.LEAD)
    none = await lead.post("/desk/reviews", data={"csrf": csrf})
    assert (none.status_code, "No case was closed" in none.text) == (409, True)


async def test_only_leads_review(house: House) -> None:
    worker, csrf = await house.person(Role.SUPPORT_WORKER)
    for path in ("/desk/leading", "/desk/reviews", "/desk/exposure", "/desk/register"):
        assert (await worker.get(path)).status_code == 403, path
    assert (await worker.post("/desk/reviews", data={"csrf": csrf})).status_code == 403
