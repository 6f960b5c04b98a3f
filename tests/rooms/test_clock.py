"""The clock and times away on the assessment page, against a real store: entered by people, sealed, audited in codes, late by limits only."""

from datetime import timedelta

import pytest

from bot.model.assessment import Judgement
from bot.model.worker import Role
from tests.desk_house import ADA, PLACE, House, house

__all__ = ["house"]
PAGE = f"{PLACE}/assessment"
SECRET = "Auntie Morwenna at Penpol knows"
AWAY = {"away_at": "2026-11-18T20:00", "back_at": "2026-11-19T07:00", "talk": "offered"}


async def judged(house: House) -> Judgement:
    _, case = await house.store.reads.talk(ADA)
    assert case
    return case.judged or Judgement()


async def test_steps_are_entered_put_right_sealed_and_audited_in_codes(house: House) -> None:
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    await web.post(f"{PLACE}/claim", data={"csrf": csrf})
    house.now += timedelta(hours=1)
    told = {"csrf": csrf, "step": "told", "at": "2026-11-20T12:20", "whom": SECRET, "note": SECRET}
    assert (await web.post(f"{PAGE}/clock", data=told)).headers["location"].endswith("#clock")
    await web.post(f"{PAGE}/clock", data=told | {"at": "2026-11-20T12:30"})
    await web.post(f"{PAGE}/clock", data=told | {"step": "answered", "at": "2026-11-20T12:50"})
    assert [(tick.step, f"{tick.at:%H:%M}", tick.by.name) for tick in (await judged(house)).clock] == [
        ("told", "12:20", "Tam"),
        ("told", "12:30", "Tam"),
        ("answered", "12:50", "Tam"),
    ]
    page = (await web.get(PAGE)).text
    assert "put right later: Fri 20 Nov, 12:20" in page
    for key in [key async for key in house.store.redis.scan_iter("*")]:
        assert SECRET.encode() not in await house.store.redis.dump(key), key
    audit = [line for line in await house.store.subject.audit(ADA) if line["did"] == "assessed"]
    assert [(line["part"], line["step"]) for line in audit] == [("clock", "told"), ("clock", "told"), ("clock", "answered")]
    assert SECRET not in str(audit)


async def test_the_first_decision_stays_on_the_clock(house: House) -> None:
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    await web.post(f"{PLACE}/claim", data={"csrf": csrf})
    first, decide = house.now, {"csrf": csrf, "level": "high", "what": "support", "why": "x"}
    await web.post(f"{PAGE}/decision", data=decide)
    house.now += timedelta(hours=2)
    await web.post(f"{PAGE}/decision", data=decide | {"what": "refer"})
    assert [(tick.step, tick.at) for tick in (await judged(house)).clock] == [("decided", first)]


async def test_a_late_step_stands_on_the_queue_the_case_and_the_overview_until_it_is_entered(house: House) -> None:
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    lee, _ = await house.person(Role.LEAD, "Lee")
    places = ((web, "/desk"), (web, PLACE), (lee, "/desk/overview"))
    house.now += timedelta(minutes=10)
    for who, place in places:
        assert "late by" not in (await who.get(place)).text, place
    house.now += timedelta(minutes=2)
    for who, place in places:
        seen = "ate by 2 min: “Seen by a person” is not done. High: a worker within 10 minutes"
        assert seen in (await who.get(place)).text, place
    await web.post(f"{PLACE}/claim", data={"csrf": csrf})
    house.now += timedelta(minutes=60)
    for who, place in places:
        assert "late by" not in (await who.get(place)).text.lower(), place
    assert "A step is late" not in (await lee.get("/desk/overview")).text
    house.now += timedelta(minutes=2)
    for who, place in places:
        told = "ate by 2 min: “The agency was told” is not done. Tell the agency by phone within the hour"
        assert told in (await who.get(place)).text, place
    assert "A step is late" in (await lee.get("/desk/overview")).text
    assert (await web.get(PAGE)).text.count('<span class="mark">late</span>') == 2, "seen late stays late on the assessment"
    await web.post(f"{PAGE}/clock", data={"csrf": csrf, "step": "told", "at": "2026-11-20T13:00", "whom": "MARU"})
    for who, place in places:
        assert "late by" not in (await who.get(place)).text.lower(), place


async def test_a_time_away_is_written_put_right_and_its_talk_falls_due(house: House) -> None:
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    await web.post(f"{PLACE}/claim", data={"csrf": csrf})
    away = {"csrf": csrf, "where": SECRET, "harm": SECRET} | AWAY
    assert (await web.post(f"{PAGE}/episode", data=away)).headers["location"].endswith("#episode")
    assert "due by Sun 22 Nov, 07:00" in (await web.get(PAGE)).text
    early = {"number": "0", "away_at": "2026-11-16T20:00", "back_at": "2026-11-17T11:59"}
    await web.post(f"{PAGE}/episode", data=away | early)
    page = (await web.get(PAGE)).text.split('id="episode"')[1]
    assert '<span class="mark">late</span>' in page
    await web.post(f"{PAGE}/episode", data=away | early | {"talk": "declined"})
    page = (await web.get(PAGE)).text.split('id="episode"')[1]
    assert "due by" not in page
    assert [(one.where, one.talk) for one in (await judged(house)).episodes] == [(SECRET, "declined")]
    for key in [key async for key in house.store.redis.scan_iter("*")]:
        assert SECRET.encode() not in await house.store.redis.dump(key), key
    audit = [line for line in await house.store.subject.audit(ADA) if line["did"] == "assessed"]
    assert [(line["part"], line["number"], line["talk"]) for line in audit] == [
        ("episode", "0", "offered"),
        ("episode", "0", "offered"),
        ("episode", "0", "declined"),
    ]


async def test_three_times_away_in_ninety_days_say_refer(house: House) -> None:
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    await web.post(f"{PLACE}/claim", data={"csrf": csrf})
    for day in ("2026-08-01", "2026-10-01", "2026-11-01"):
        await web.post(f"{PAGE}/episode", data={"csrf": csrf, "away_at": f"{day}T10:00", "talk": "not_offered"})
    assert "in 90 days: refer" not in (await web.get(PAGE)).text, "the first is 92 days before the third"
    await web.post(f"{PAGE}/episode", data={"csrf": csrf, "away_at": "2026-11-10T10:00", "talk": "not_offered"})
    assert "3 or more times away in 90 days: refer" in (await web.get(PAGE)).text


@pytest.mark.parametrize(
    ("part", "form", "why"),
    [
        ("clock", {"step": "seen", "at": "2026-11-20T11:00", "whom": "x"}, "Choose the step"),
        ("clock", {"step": "told", "at": "2026-11-20T11:00"}, "Write who it was"),
        ("clock", {"step": "told", "at": "2026-11-20T13:00", "whom": "x"}, "still to come"),
        ("clock", {"step": "answered", "at": "2026-11-20T11:00", "whom": "x"}, "Enter first when the agency was told"),
        ("episode", AWAY | {"away_at": ""}, "Give the day"),
        ("episode", AWAY | {"back_at": "2026-11-17T10:00"}, "came back before they went"),
        ("episode", AWAY | {"talk": "perhaps"}, "whether the talk was offered"),
        ("episode", AWAY | {"done_at": "2026-11-19T10:00"}, "The talk is held after"),
        ("episode", AWAY | {"number": "1"}, "no such time away"),
        ("episode", AWAY | {"number": "-1"}, "no such time away"),
        ("wish", {}, "no such part"),
    ],
)
async def test_what_cannot_be_is_refused_in_a_sentence(house: House, part: str, form: dict[str, str], why: str) -> None:
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    await web.post(f"{PLACE}/claim", data={"csrf": csrf})
    answer = await web.post(f"{PAGE}/{part}", data={"csrf": csrf} | form)
    assert answer.status_code == 400
    assert why in answer.json()["error"]
    assert await judged(house) == Judgement()
