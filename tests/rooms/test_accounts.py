"""Second factor, roles, pauses and open sign-ins at the desk, against a real store."""

import re
from datetime import timedelta

import pytest

from bench.second_factor import code, secret_on
from bot.desk.sign_in import made
from bot.model.worker import Role
from bot.store.tries import ACCOUNT
from tests.desk_browser import WORDS, Browser
from tests.desk_house import NOW, PLACE, House, house

__all__ = ["house"]


async def _lead_with_phone(house: House) -> tuple[Browser, str, list[str]]:
    await house.accounts.add(await made("lee", "Lee", Role.LEAD, WORDS))
    lee = Browser(house)
    await lee.sign_in("lee")
    secret = secret_on((await lee.get("/desk/second")).text)
    done = await lee.post("/desk/second", code=code(secret, NOW.timestamp()))
    assert done.status_code == 200
    return lee, secret, re.findall(r"<code>([a-z0-9]{5}-[a-z0-9]{5})</code>", done.text)


@pytest.mark.parametrize("role", [Role.LEAD, Role.ADMINISTRATOR])
async def test_who_needs_a_second_factor_can_do_nothing_before(house: House, role: Role) -> None:
    await house.accounts.add(await made("lee", "Lee", role, WORDS))
    lee = Browser(house)
    assert (await lee.sign_in("lee")).status_code == 303
    for path in ("/desk", PLACE, "/themes", "/desk/people", "/desk/me", "/desk/overview"):
        answer = await lee.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, "/desk/second"), path
    await lee.get("/desk/second")
    assert (await lee.post(f"{PLACE}/claim")).status_code == 403
    assert (await lee.post("/desk/people", role="lead")).status_code == 403
    assert (await lee.post("/desk/second", code="000000")).status_code == 400


async def test_a_code_is_asked_for_and_works_once(house: House) -> None:
    lee, secret, recovery = await _lead_with_phone(house)
    assert (await lee.get("/desk")).status_code == 200
    assert len({*recovery}) == 10
    other = Browser(house)
    await other.sign_in("lee")
    assert (await other.get("/desk")).headers["location"] == "/desk/code"
    await other.get("/desk/code")
    assert (await other.post(f"{PLACE}/claim")).status_code == 403, "the password alone opens nothing"
    now = NOW.timestamp()
    assert (await other.post("/desk/code", code=code(secret, now))).status_code == 401, "it was used to set it up"
    assert (await other.post("/desk/code", code=code(secret, now + 60))).status_code == 401, "two steps off"
    assert (await other.post("/desk/code", code=code(secret, now + 30))).status_code == 303, "one step off"
    assert (await other.get("/desk")).status_code == 200


async def test_a_recovery_code_works_once(house: House) -> None:
    _, _, recovery = await _lead_with_phone(house)
    for status in (303, 401):
        lost = Browser(house)
        await lost.sign_in("lee")
        await lost.get("/desk/code")
        assert (await lost.post("/desk/code", code=recovery[0].upper())).status_code == status
    kept = [
        body async for key in house.store.redis.scan_iter("{desk}:recovery:*") for body in await house.store.redis.smembers(key)
    ]
    assert len(kept) == 9
    assert not any(one.encode() in kept for one in recovery), "only hashes"


async def test_pauses_grow_and_tell_nothing(house: House) -> None:
    await house.accounts.add(await made("tam", "Tam", Role.SUPPORT_WORKER, WORDS))
    said: dict[str, list[tuple[int, str]]] = {}
    for login in ("tam", "nobody"):
        here = Browser(house, address=f"192.0.2.{len(login)}")
        answers = [await here.sign_in(login, "guess") for _ in range(ACCOUNT.free + 2)]
        said[login] = [(answer.status_code, answer.text) for answer in answers]
    assert said["tam"] == said["nobody"], "nobody learns which logins exist"
    assert [status for status, _ in said["tam"]] == [401] * ACCOUNT.free + [429] * 2
    tam = Browser(house, "192.0.2.9")
    assert (await tam.sign_in("tam")).status_code == 429, "from anywhere"
    house.now = NOW + timedelta(seconds=ACCOUNT.first + 1)
    assert (await tam.sign_in("tam", "guess")).status_code == 401
    house.now += timedelta(seconds=ACCOUNT.first + 1)
    assert (await tam.sign_in("tam")).status_code == 429, "twice as long"
    house.now += timedelta(seconds=ACCOUNT.first + 1)
    assert (await tam.sign_in("tam")).status_code == 303


async def test_many_accounts_from_one_address_are_guessing_too(house: House) -> None:
    here, elsewhere = Browser(house), Browser(house, "198.51.100.1")
    answers = [(await here.sign_in(f"name{number}", "guess")).status_code for number in range(52)]
    assert answers[:50] == [401] * 50
    assert answers[50:] == [429] * 2
    assert (await elsewhere.sign_in("name99", "guess")).status_code == 401


async def test_sign_ins_are_listed_and_ended(house: House) -> None:
    await house.accounts.add(await made("tam", "Tam", Role.SUPPORT_WORKER, WORDS))
    one, two, three = Browser(house), Browser(house), Browser(house)
    for browser in (one, two, three):
        await browser.sign_in("tam")
    page = (await one.get("/desk/me")).text
    assert page.count("Firefox on Windows") == 3
    await one.post("/desk/me/end", name=re.findall(r'name="name" value="([0-9a-f]{12})"', page)[0])
    gone = [browser for browser in (two, three) if (await browser.get("/desk")).status_code == 303]
    assert len(gone) == 1
    assert (await one.post("/desk/me/password", password=WORDS, new="four other random words")).status_code == 303
    assert [(await browser.get("/desk")).status_code for browser in (one, two, three)] == [200, 303, 303]
    assert (await two.sign_in("tam")).status_code == 401
