"""Whom a council's own sign-in lets in, and whether Lev's second factor is asked for: a real provider, a real store."""

from dataclasses import replace

import pytest

from bench.second_factor import SECRET as FACTOR
from bot.model.worker import Role
from tests.council_house import desk, known, provider, there_and_back
from tests.desk_browser import Browser
from tests.desk_house import House, house

__all__ = ["desk", "house", "provider"]


@pytest.mark.parametrize(
    ("claims", "comes_in"),
    [
        ({"email": "Ann@Council.example", "email_verified": True}, True),
        ({"email": "ann@council.example", "email_verified": False}, False),
        ({"email": "ann@council.example", "email_verified": "yes"}, False),
        ({"email": "ann@council.example"}, False),
        ({"email": "bea@council.example", "email_verified": True}, False),
    ],
)
async def test_an_email_counts_only_when_the_provider_checked_it(desk: House, claims: dict[str, object], comes_in: bool) -> None:
    await known(desk, outside="email ann@council.example")
    ann = Browser(desk)
    assert (await there_and_back(ann, "777", **claims)).status_code == (200 if comes_in else 401)
    assert (await ann.get("/desk")).status_code == (200 if comes_in else 303)


async def test_who_is_on_no_open_account_is_told_so(desk: House) -> None:
    await known(desk, active=False)
    for sub in ("1234", "strange"):
        browser = Browser(desk)
        page = await there_and_back(browser, sub)
        assert page.status_code == 401
        assert "No account here is yours yet" in page.text
        assert f"<code>{sub}</code>" in page.text
        assert (await browser.get("/desk")).status_code == 303
    assert len(await desk.accounts.all()) == 1


async def test_two_accounts_with_one_person_on_them_open_neither(desk: House) -> None:
    ann = await known(desk)
    await desk.accounts.add(replace(ann, id="another", login="other"))
    assert (await there_and_back(Browser(desk))).status_code == 401


@pytest.mark.parametrize(
    ("claims", "then"),
    [({}, "/desk/code"), ({"amr": ["pwd"]}, "/desk/code"), ({"amr": ["pwd", "mfa"]}, ""), ({"acr": "mfa"}, "/desk/code")],
)
async def test_levs_own_second_factor_is_asked_for_unless_the_provider_did(
    desk: House, claims: dict[str, object], then: str
) -> None:
    await known(desk, Role.LEAD, factor=FACTOR)
    ann = Browser(desk)
    await there_and_back(ann, **claims)
    answer = await ann.get("/desk")
    assert (answer.status_code, answer.headers.get("location", "")) == ((303, then) if then else (200, ""))


async def test_a_lead_sets_up_a_code_all_the_same(desk: House) -> None:
    await known(desk, Role.LEAD)
    ann = Browser(desk)
    await there_and_back(ann, amr=["mfa"])
    assert (await ann.get("/desk")).headers["location"] == "/desk/second"
