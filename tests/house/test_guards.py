"""A guard on every route of the desk and the themes page, and what a hand-made request may not do."""

from dataclasses import replace

import httpx
import pytest
from starlette.routing import Route

from bot.desk.guards import Need
from bot.model.case import CaseState
from bot.model.worker import Role
from tests.desk_house import ADA, PLACE, URL, House, house

__all__ = ["house"]


def _path(route: Route) -> str:
    names = {
        "contact": ADA,
        "case_id": "c1",
        "move": "claim",
        "token": "x" * 43,
        "name": "desk.css",
        "month": "2026-11",
        "voice_id": "0",
        "worker": "w1",
        "turn": "0",
        "act": "claim",
        "part": "signs",
        "entry": "e1",
    }
    return route.path.replace(":str", "").format(**names)


async def test_every_route_is_in_the_table_and_keeps_strangers_out(house: House) -> None:
    needs = {(method, path): need for method, path, need, _ in house.desk.table()}
    assert len({*needs}) == len(needs)
    async with httpx.AsyncClient(transport=house.web, base_url=URL, headers={"Origin": URL}) as stranger:
        for route in house.routes:
            for method in sorted((route.methods or set()) - {"HEAD"}):
                need = needs.get((method, route.path), Need.THEMES)
                answer = await stranger.request(method, _path(route), data={"csrf": ""} if method == "POST" else None)
                label = f"{method} {route.path}"
                if need is Need.OPEN_TO_ALL or route.path in ("/themes/themes.css", "/voices", "/voices/voices.css"):
                    assert answer.status_code in (200, 401, 410), label
                else:
                    assert answer.status_code == (403 if method == "POST" else 303), label
    _, case = await house.store.reads.talk(ADA)
    assert case
    assert case.state is CaseState.WAITING, "nothing was changed"


@pytest.mark.parametrize(
    ("role", "cases", "themes"),
    [(Role.SUPPORT_WORKER, 200, 403), (Role.LEAD, 200, 200), (Role.DESIGNER, 403, 200), (Role.ADMINISTRATOR, 403, 403)],
)
async def test_roles_see_what_is_theirs(house: House, role: Role, cases: int, themes: int) -> None:
    client, _ = await house.person(role)
    assert (await client.get("/desk")).status_code == cases
    assert (await client.get(PLACE)).status_code == (200 if cases == 200 else 404), "not even whether there is such a case"
    assert (await client.get("/themes")).status_code == themes


@pytest.mark.parametrize(
    ("headers", "csrf"),
    [({}, "wrong"), ({}, ""), ({"Origin": "https://evil.example"}, None), ({"Origin": "null"}, None), ({"Origin": ""}, None)],
    ids=["wrong csrf", "no csrf", "foreign origin", "null origin", "no origin"],
)
async def test_a_forged_post_changes_nothing(house: House, headers: dict[str, str], csrf: str | None) -> None:
    client, right = await house.person(Role.LEAD)
    answer = await client.post(f"{PLACE}/claim", data={"csrf": right if csrf is None else csrf}, headers=headers)
    assert answer.status_code == 403
    _, case = await house.store.reads.talk(ADA)
    assert case
    assert case.state is CaseState.WAITING


async def test_an_ended_account_is_a_stranger(house: House) -> None:
    client, csrf = await house.person(Role.LEAD)
    worker = await house.accounts.by_login("tam.lead")
    assert worker
    await house.accounts.keep(replace(worker, active=False))
    assert (await client.get("/desk")).status_code == 303
    assert (await client.post(f"{PLACE}/claim", data={"csrf": csrf})).status_code == 403


async def test_what_was_written_is_shown_as_text_and_marked_where_it_was_found(house: House) -> None:
    client, _ = await house.person(Role.SUPPORT_WORKER)
    page = (await client.get(PLACE)).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 🙂 <mark" in page
    assert '<mark title="home harm">he hits me<' in page


async def test_every_page_carries_strict_headers(house: House) -> None:
    client, _ = await house.person(Role.LEAD)
    for path in ("/desk", "/desk/sign-in", PLACE, "/themes"):
        headers = (await client.get(path)).headers
        assert "default-src 'none'" in headers["content-security-policy"], path
        assert "unsafe" not in headers["content-security-policy"], path
        assert headers["cache-control"] == "no-store", path
