"""Care for workers: what they had to bear is counted with every hand-over, a pause is suggested, notes are theirs and the leads'."""

from datetime import timedelta

import pytest

from bot.model.risk import Level
from bot.model.worker import Role
from tests.desk_house import NOW, PLACE, House, house
from tests.queueing import waiting

__all__ = ["house"]


@pytest.fixture(autouse=True)
def _read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.desk.care._KNOWN_SECONDS", 0.0)


async def test_a_pause_is_suggested_after_so_many_of_high_harm_in_one_shift(house: House) -> None:
    await waiting(house.store, 3, level=Level.HIGH)
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    lead, _ = await house.person(Role.LEAD, "Lee")
    await house.on("tam.support_worker", 10)
    for number in range(2):
        await web.post("/desk/next", data={"csrf": csrf, "nonce": f"press-no-{number}"})
    assert "Take a break" not in (await web.get("/desk")).text
    await web.post("/desk/next", data={"csrf": csrf, "nonce": "press-no-3"})
    page = (await web.get("/desk")).text
    assert "Take a break if you can" in page
    assert "So far: 3 of high or critical harm" in page
    assert "pause suggested" in (await lead.get("/desk/exposure")).text
    assert (await web.post("/desk/next", data={"csrf": csrf, "nonce": "press-no-4"})).status_code == 200, "it is no bar"
    assert "Take a break" not in (await lead.get("/desk")).text


async def test_concerns_count_for_nothing_and_a_new_shift_begins_at_none(house: House) -> None:
    cases = await waiting(house.store, 4, level=Level.CONCERN)
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    for case in cases:
        await web.post(f"/desk/case/{case.contact}/{case.id}/claim", data={"csrf": csrf, "reason": "known"})
    assert await house.store.leading.borne(NOW, 1) == {}
    await web.post(f"{PLACE}/claim", data={"csrf": csrf})
    assert "You had 1 case of" in (await web.get("/desk/debrief")).text
    house.now = NOW + timedelta(hours=14)
    token = await house.accounts.sign_in((await house.accounts.all())[0], house.now, proved=True)
    web.headers["Cookie"] = f"__Host-lev_desk={token}"
    assert "You had 0 cases of" in (await web.get("/desk/debrief")).text


async def test_a_hand_over_counts_for_both(house: House) -> None:
    ann, csrf = await house.person(Role.SUPPORT_WORKER, "Ann")
    await house.person(Role.SUPPORT_WORKER, "Bea")
    bea = await house.on("bea.support_worker")
    await ann.post(f"{PLACE}/claim", data={"csrf": csrf})
    assert (await ann.post(f"{PLACE}/hand_over", data={"csrf": csrf, "to": bea})).status_code == 200
    [day] = (await house.store.leading.borne(NOW, 1)).values()
    assert {worker: len(cases) for worker, cases in day.items()} == {
        bea: 1,
        (await house.accounts.by_login("ann.support_worker")).id: 1,
    }  # type: ignore[union-attr]


async def test_a_debrief_note_is_read_by_its_worker_and_leads_alone(house: House) -> None:
    ann, csrf = await house.person(Role.SUPPORT_WORKER, "Ann")
    bea, _ = await house.person(Role.SUPPORT_WORKER, "Bea")
    lead, _ = await house.person(Role.LEAD, "Lee")
    assert (await ann.post("/desk/debrief", data={"csrf": csrf, "text": " "})).status_code == 400
    assert (await ann.post("/desk/debrief", data={"csrf": csrf, "text": "That one <b>stayed</b> with me"})).status_code == 303
    said = "That one &lt;b&gt;stayed&lt;/b&gt; with me"
    assert said in (await ann.get("/desk/debrief")).text
    assert said not in (await bea.get("/desk/debrief")).text
    assert said in (await lead.get("/desk/exposure")).text
    for key in [key async for key in house.store.redis.scan_iter("{desk}:debriefs:*")]:
        assert b"stayed" not in await house.store.redis.dump(key)
        assert await house.store.redis.ttl(key) > 0
