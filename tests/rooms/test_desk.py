"""The desk's moves and sign-in against a real store."""

import asyncio

import httpx
import pytest

from bot.model.case import CaseState
from bot.model.message import Speaker
from bot.model.worker import Role
from tests.desk_house import ADA, NOW, PLACE, URL, House, house

__all__ = ["house"]


async def test_of_ten_claims_at_once_one_wins_and_nine_see_who(house: House) -> None:
    people = [
        await house.person(Role.SUPPORT_WORKER, name)
        for name in ("Ann", "Bea", "Cat", "Dan", "Eve", "Fay", "Gus", "Hal", "Ida", "Jan")
    ]
    answers = await asyncio.gather(*(web.post(f"{PLACE}/claim", data={"csrf": csrf}) for web, csrf in people))
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 9
    _, case = await house.store.reads.talk(ADA)
    assert case
    assert all(answer.json()["error"] == f"{case.worker_name} has this case." for answer in answers if answer.status_code == 409)
    joined = [line for line in await house.store.reads.transcript(ADA) if "has joined" in line.text]
    assert len(joined) == 1


async def test_the_page_marks_the_claim_itself_and_when_no_worker_has_it_any_more(house: House) -> None:
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    await web.post(f"{PLACE}/claim", data={"csrf": csrf})
    claimed = (await web.get(PLACE)).text
    assert claimed.index("From here a person answers: Tam") < claimed.index("Tam, a real person, has joined")
    await web.post(f"{PLACE}/say", data={"csrf": csrf, "text": "I am here", "nonce": "abcdefgh"})
    await web.post(f"{PLACE}/release", data={"csrf": csrf})
    page = (await web.get(PLACE)).text
    assert page.count("From here a person answers") == 1, "the first words are no second mark"
    assert page.index("I am here") < page.index("From here no worker has it")


async def test_one_press_is_one_message_however_often_it_arrives(house: House) -> None:
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    await web.post(f"{PLACE}/claim", data={"csrf": csrf})
    press = {"csrf": csrf, "text": "Are you safe right now?", "nonce": "abcdefgh"}
    answers = await asyncio.gather(*(web.post(f"{PLACE}/say", data=press) for _ in range(5)))
    assert {answer.status_code for answer in answers} == {200}
    said = [line for line in await house.store.reads.transcript(ADA) if line.speaker is Speaker.WORKER]
    assert [(line.name, line.text) for line in said] == [("Tam", "Are you safe right now?")]


async def test_a_note_is_with_the_case_and_never_in_the_talk(house: House) -> None:
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    assert (await web.post(f"{PLACE}/note", data={"csrf": csrf, "text": "seen before"})).status_code == 200
    _, case = await house.store.reads.talk(ADA)
    assert case
    assert [note.text for note in case.notes] == ["seen before"]
    assert "seen before" not in str(await house.store.reads.transcript(ADA))


@pytest.mark.parametrize(
    ("move", "form", "status"),
    [
        ("say", {"text": "hi", "nonce": "abcdefgh"}, 400),
        ("release", {}, 400),
        ("close", {"outcome": "advice"}, 400),
        ("claim_it_all", {}, 400),
        ("note", {"text": "  "}, 400),
        ("acknowledge", {}, 200),
    ],
)
async def test_what_a_waiting_case_allows(house: House, move: str, form: dict[str, str], status: int) -> None:
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    assert (await web.post(f"{PLACE}/{move}", data={"csrf": csrf} | form)).status_code == status


async def test_a_colleague_cannot_act_but_a_lead_can_put_it_back(house: House) -> None:
    ann, ann_csrf = await house.person(Role.SUPPORT_WORKER, "Ann")
    bea, bea_csrf = await house.person(Role.SUPPORT_WORKER, "Bea")
    lead, lead_csrf = await house.person(Role.LEAD, "Lee")
    await ann.post(f"{PLACE}/claim", data={"csrf": ann_csrf})
    for move, form in (
        ("close", {"outcome": "advice"}),
        ("release", {}),
        ("hand_back", {}),
        ("say", {"text": "x", "nonce": "abcdefgh"}),
    ):
        assert (await bea.post(f"{PLACE}/{move}", data={"csrf": bea_csrf} | form)).status_code == 409, move
    assert (await lead.post(f"{PLACE}/release", data={"csrf": lead_csrf})).status_code == 200
    _, case = await house.store.reads.talk(ADA)
    assert case
    assert (case.state, case.worker_id, case.acknowledged_by) == (CaseState.WAITING, None, None)
    assert "Ann has to go now" in (await house.store.reads.transcript(ADA))[-1].text, "names who left, not who pressed"


async def test_signing_in_takes_the_right_password_and_not_many_wrong_ones(house: House) -> None:
    await house.person(Role.SUPPORT_WORKER)
    async with httpx.AsyncClient(transport=house.web, base_url=URL, headers={"Origin": URL}) as web:
        form = {"login": "tam.support_worker", "password": "three random words"}
        right = await web.post("/desk/sign-in", data=form)
        assert right.status_code == 303
        cookie = right.headers["set-cookie"]
        assert all(part in cookie for part in ("__Host-lev_desk=", "HttpOnly", "Secure", "SameSite=strict", "Path=/"))
        wrong = [await web.post("/desk/sign-in", data=form | {"password": "guess"}) for _ in range(6)]
        nobody = await web.post("/desk/sign-in", data={"login": "nobody", "password": "guess"})
        assert [answer.status_code for answer in wrong] == [401] * 5 + [429]
        assert nobody.text == wrong[0].text, "nobody learns which logins exist"
        assert (await web.post("/desk/sign-in", data=form)).status_code == 429, "a pause, for the right one too"


async def test_a_link_makes_one_account(house: House) -> None:
    token = await house.accounts.make_link(Role.SUPPORT_WORKER)
    async with httpx.AsyncClient(transport=house.web, base_url=URL, headers={"Origin": URL}) as web:
        form = {"first_name": "Jo", "login": "jo", "password": "three random words"}
        short = await web.post(f"/desk/welcome/{token}", data=form | {"password": "short"})
        assert (short.status_code, "12 characters" in short.text) == (400, True)
        tries = (web.post(f"/desk/welcome/{token}", data=form | {"login": f"jo{number}"}) for number in range(3))
        assert sorted(answer.status_code for answer in await asyncio.gather(*tries)) == [303, 410, 410]
    assert len(await house.accounts.all()) == 1


async def test_the_first_link_is_given_until_there_is_an_account(house: House) -> None:
    first, second = await house.desk.first_link(), await house.desk.first_link()
    assert first
    assert second
    assert await house.accounts.link_role(first.rsplit("/", 1)[1]) is None, "the newer one replaces it"
    assert await house.accounts.link_role(second.rsplit("/", 1)[1]) is Role.LEAD
    await house.person(Role.LEAD)
    assert await house.desk.first_link() is None


async def test_the_list_shows_the_most_urgent_first(house: House) -> None:
    web, _ = await house.person(Role.SUPPORT_WORKER)
    page = (await web.get("/desk")).text
    assert page.index("Waiting") < page.index("home harm") < page.index("With a worker")
    assert 'data-alarms="1"' in page
    assert NOW.strftime("%Y") not in page.split("<main")[0]
