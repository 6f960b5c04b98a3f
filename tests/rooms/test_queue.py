"""The queue at a real desk: whose turn it is, who takes it, and what it costs to pass over others."""

import asyncio
import re
from datetime import timedelta

from bot.model.case import CaseState
from bot.model.risk import Level
from bot.model.worker import Role
from tests.desk_house import NOW, House, house
from tests.queueing import audit_of, waiting

__all__ = ["house"]


def _press(csrf: str, nonce: str) -> dict[str, str]:
    return {"csrf": csrf, "nonce": nonce}


async def test_the_next_one_is_the_most_urgent_and_longest_waiting(house: House) -> None:
    turn = await waiting(house.store, 7)
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    taken = [(await web.post("/desk/next", data=_press(csrf, f"press-no-{number}"))).json()["place"] for number in range(3)]
    assert [case.level for case in turn[:3]] == [Level.CRITICAL, Level.CRITICAL, Level.HIGH]
    # The house's own case waits at high as long as the first of these: equals go by their id.
    assert [place.rsplit("/", 1)[1] for place in taken] == [turn[0].id, turn[1].id, "c1"]


async def test_a_button_pressed_twice_takes_one(house: House) -> None:
    await waiting(house.store, 5)
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    answers = await asyncio.gather(*(web.post("/desk/next", data=_press(csrf, "the-same-press")) for _ in range(4)))
    assert len({answer.json()["place"] for answer in answers}) == 1, "all of them lead to the one case"
    with_me = [case for case in await house.store.reads.open_cases() if case.state is CaseState.WITH_WORKER]
    assert len(with_me) == 1


async def test_who_is_full_is_not_given_the_next(house: House) -> None:
    await waiting(house.store, 3)
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    assert (await web.post("/desk/on", data={"csrf": csrf, "until": "17:00", "room": "1"})).status_code == 303
    assert (await web.post("/desk/next", data=_press(csrf, "press-no-1"))).status_code == 200
    second = await web.post("/desk/next", data=_press(csrf, "press-no-2"))
    assert (second.status_code, "You have 1 of 1 cases" in second.text) == (409, True)
    assert "You are full" in (await web.get("/desk")).text


async def test_nobody_waiting_is_said(house: House) -> None:
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    await web.post("/desk/next", data=_press(csrf, "press-no-1"))
    last = await web.post("/desk/next", data=_press(csrf, "press-no-2"))
    assert (last.status_code, last.json()["error"]) == (404, "Nobody is waiting now.")


async def test_passing_over_others_needs_a_reason_that_is_kept(house: House) -> None:
    first, *_, last = await waiting(house.store, 4)
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    place = f"/desk/case/{last.contact}/{last.id}"
    assert "Why this one before the others" in (await web.get(place)).text
    refused = await web.post(f"{place}/claim", data={"csrf": csrf})
    assert (refused.status_code, "waited longer" in refused.text) == (400, True)
    unwritten = await web.post(f"{place}/claim", data={"csrf": csrf, "reason": "other"})
    assert (unwritten.status_code, "in a sentence" in unwritten.text) == (400, True)
    done = await web.post(f"{place}/claim", data={"csrf": csrf, "reason": "known", "why": "we spoke on Monday"})
    assert done.status_code == 200
    _, case = await house.store.reads.talk(last.contact)
    assert case
    assert "we spoke on Monday" in case.notes[-1].text
    claims = [line for line in await audit_of(house.store, last.contact) if line["did"] == "claimed"]
    assert [line["picked"] for line in claims] == ["known"]
    assert "Monday" not in str(claims), "what was written is sealed with the case"
    assert (await web.post(f"/desk/case/{first.contact}/{first.id}/claim", data={"csrf": csrf})).status_code == 200, "in turn"


async def test_the_list_says_why_and_shows_the_first_hundred(house: House) -> None:
    await waiting(house.store, 130)
    web, _ = await house.person(Role.SUPPORT_WORKER)
    page = (await web.get("/desk")).text
    assert len(re.findall('<li class="case', page)) == 100
    assert "And 31 more." in page
    for word in ("home harm", "“he hits me”", "First seen Fri 20 Nov, 12:00", "no messages since", "west Cornwall", "web chat"):
        assert word in page, word
    levels = re.findall('<li class="case ([a-z]+)', page)
    assert levels == sorted(levels, key=("critical", "high", "concern").index), "the most urgent first"


async def test_being_on_is_said_shown_and_runs_out(house: House) -> None:
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    lead, _ = await house.person(Role.LEAD, "Lee")
    for until, room in (("", "3"), ("25:00", "3"), ("00:30", "3"), ("17:00", "0"), ("17:00", "x")):
        answer = await web.post("/desk/on", data={"csrf": csrf, "until": until, "room": room})
        assert answer.status_code == 400, (until, room)
    await web.post("/desk/on", data={"csrf": csrf, "until": "17:00", "room": "2"})
    page = (await lead.get("/desk/overview")).text
    assert "<strong>Tam</strong> 0 of 2 cases" in page
    assert "has not tested the sound" in page
    await web.post("/desk/sound", data={"csrf": csrf})
    assert "has not tested the sound" not in (await lead.get("/desk/overview")).text
    house.now = NOW + timedelta(minutes=50)
    await web.get("/desk")
    house.now = NOW + timedelta(minutes=100)
    assert "Tam</strong>" in (await lead.get("/desk")).text, "using the desk keeps them on"
    house.now = NOW + timedelta(minutes=111)
    assert "Nobody has said that they are on" in (await lead.get("/desk")).text, "an hour without them"
    await web.get("/desk")
    house.now = NOW + timedelta(hours=5, minutes=1)
    assert "Nobody has said that they are on" in (await lead.get("/desk")).text, "past the time they named"


async def test_whoever_signs_out_is_not_on(house: House) -> None:
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    await web.post("/desk/on", data={"csrf": csrf, "until": "17:00", "room": "2"})
    assert await house.store.present.all(NOW)
    await web.post("/desk/sign-out", data={"csrf": csrf})
    assert await house.store.present.all(NOW) == {}
