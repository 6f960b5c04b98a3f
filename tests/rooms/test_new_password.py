"""A lead or an administrator resets somebody's password: a link that works once, sign-ins ended, and the audit. A real store."""

import re

import httpx

from bot.model.worker import Role
from bot.store.audit_reads import Wanted, latest
from tests.desk_browser import Browser
from tests.desk_house import URL, House, house

__all__ = ["house"]
NEW = "four other random words"


async def reset(house: House, web: httpx.AsyncClient, csrf: str, login: str) -> tuple[int, str]:
    """The status, and the address of the link (without the house's)."""
    worker = await house.accounts.by_login(login)
    assert worker
    answer = await web.post(f"/desk/people/{worker.id}/reset_password", data={"csrf": csrf})
    link = re.search(rf"{URL}(/desk/password/[\w-]+)", answer.text)
    return answer.status_code, link[1] if link else ""


async def test_the_old_password_and_sign_ins_end_and_the_link_works_once(house: House) -> None:
    tam, _ = await house.person(Role.SUPPORT_WORKER)
    lee, csrf = await house.person(Role.LEAD, "Lee")
    _, link = await reset(house, lee, csrf, "tam.support_worker")
    assert (await tam.get("/desk")).status_code == 303, "signed out by it"
    assert (await Browser(house).sign_in("tam.support_worker")).status_code == 401, "the old one is over at once"
    browser = Browser(house, "192.0.2.8")
    assert "tam.support_worker" in (await browser.get(link)).text
    short = await browser.post(link, password="short")
    assert (short.status_code, "12 characters" in short.text) == (400, True)
    assert (await browser.post(link, password=NEW)).status_code == 303
    assert (await browser.get("/desk")).status_code == 200
    assert (await browser.post(link, password=NEW)).status_code == 410
    assert (await browser.get(link)).status_code == 410
    assert (await Browser(house, "192.0.2.9").sign_in("tam.support_worker", NEW)).status_code == 303
    tam_now = await house.accounts.by_login("tam.support_worker")
    assert tam_now
    did = [line.did for line in await latest(house.store.redis, Wanted())]
    assert {"account_reset_password", "password_changed"} <= {*did}


async def test_a_newer_link_replaces_the_older_and_an_ended_account_has_none(house: House) -> None:
    await house.person(Role.SUPPORT_WORKER)
    boss, csrf = await house.person(Role.ADMINISTRATOR, "Ada")
    _, first = await reset(house, boss, csrf, "tam.support_worker")
    _, second = await reset(house, boss, csrf, "tam.support_worker")
    browser = Browser(house)
    assert (await browser.get(first)).status_code == 410
    assert (await browser.get(second)).status_code == 200
    worker = await house.accounts.by_login("tam.support_worker")
    assert worker
    await boss.post(f"/desk/people/{worker.id}/off", data={"csrf": csrf})
    assert (await browser.post(second, password=NEW)).status_code == 410


async def test_a_lead_resets_those_below_only_and_the_second_factor_is_still_asked(house: House) -> None:
    lee, csrf = await house.person(Role.LEAD, "Lee")
    boss, boss_csrf = await house.person(Role.ADMINISTRATOR, "Ada")
    for login in ("ada.administrator", "lee.lead"):
        assert await reset(house, lee, csrf, login) == (404, "")
    assert await reset(house, boss, boss_csrf, "ada.administrator") == (404, ""), "nobody their own"
    _, link = await reset(house, boss, boss_csrf, "lee.lead")
    browser = Browser(house)
    await browser.get(link)
    assert (await browser.post(link, password=NEW)).status_code == 303
    page = await browser.get("/desk")
    assert (page.status_code, page.headers["location"]) == (303, "/desk/code"), "a link is not the second factor"


async def test_a_link_for_a_password_makes_no_account(house: House) -> None:
    await house.person(Role.SUPPORT_WORKER)
    lee, csrf = await house.person(Role.LEAD, "Lee")
    _, link = await reset(house, lee, csrf, "tam.support_worker")
    token = link.rsplit("/", 1)[1]
    browser = Browser(house)
    form = {"login": "eve", "first_name": "Eve", "password": NEW}
    assert (await browser.post(f"/desk/welcome/{token}", **form)).status_code == 410
    assert (await browser.get(link)).status_code == 200, "and is not used up by trying"
