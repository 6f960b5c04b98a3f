"""A guard on every route of the desk and the themes page, and what a hand-made request may not do."""

import os
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from bot.app import DATA
from bot.content.themes import Themes
from bot.content.words import Words
from bot.desk.desk import Desk
from bot.desk.guards import Need
from bot.desk.sign_in import made
from bot.model.case import Case, CaseState
from bot.model.changes import Changes
from bot.model.conversation import Conversation
from bot.model.message import Channel, Entry, Speaker
from bot.model.risk import Finding, Kind, Level
from bot.model.worker import Role
from bot.privacy.pseudonym import Pseudonyms
from bot.store.accounts import Accounts
from bot.store.open import Store, open_store
from bot.themes.page import ThemesPage

URL = "https://lev.example"
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ADA = Pseudonyms(bytes(32)).contact(Channel.WEB, "ada")
TEXT = '<script>alert(1)</script> 🙂 he hits me & says "nothing"'
PLACE = f"/desk/case/{ADA}/c1"


class House:
    """A desk on a real store with one waiting case, and people to sign in as."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.desk = Desk(store, Words.load(DATA / "words"), public_url=URL, clock=lambda: NOW)
        self.accounts = Accounts(store.redis, store.codec)
        themes = ThemesPage(store, Themes.load(DATA / "themes.yml"), self.desk.guard_themes, lambda: NOW)
        self.routes = [route for route in (*self.desk.routes(), *themes.routes()) if isinstance(route, Route)]
        self.web = httpx.ASGITransport(Starlette(routes=self.routes))

    async def person(self, role: Role, name: str = "Tam") -> tuple[httpx.AsyncClient, str]:
        """A signed-in client with its CSRF token."""
        worker = await made(f"{name.lower()}.{role.value}", name, role, "three random words")
        await self.accounts.add(worker)
        token = await self.accounts.sign_in(worker, NOW)
        found = await self.accounts.signed_in(token, NOW)
        assert found
        headers = {"Origin": URL, "Cookie": f"__Host-lev_desk={token}", "Accept": "application/json"}
        return httpx.AsyncClient(transport=self.web, base_url=URL, headers=headers), found.csrf


@pytest.fixture
async def house(valkey_url: str) -> AsyncIterator[House]:
    store = open_store(valkey_url, os.urandom(32))
    start = TEXT.index("he hits me")
    finding = Finding(Kind.HOME_HARM, Level.HIGH, "he hits me", start, start + 10)
    talk = Conversation(ADA, Channel.WEB, "ada", NOW, case_id="c1", highest=Level.HIGH)
    case = Case("c1", ADA, Channel.WEB, CaseState.WAITING, Level.HIGH, (Kind.HOME_HARM,), NOW, NOW, findings=(finding,))
    line = Entry(NOW, Speaker.YOUNG_PERSON, TEXT, "m1", level=Level.HIGH, findings=(finding,))
    await store.commit.commit(Changes(talk, case=case, entries=(line,)))
    yield House(store)
    await store.close()


def _path(route: Route) -> str:
    names = {
        "contact": ADA,
        "case_id": "c1",
        "move": "claim",
        "token": "x" * 43,
        "name": "desk.css",
        "month": "2026-11",
        "voice_id": "0",
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
                if need is Need.OPEN_TO_ALL or route.path == "/themes/themes.css":
                    assert answer.status_code in (200, 401, 410), label
                else:
                    assert answer.status_code == (403 if method == "POST" else 303), label
    _, case = await house.store.reads.talk(ADA)
    assert case
    assert case.state is CaseState.WAITING, "nothing was changed"


@pytest.mark.parametrize(
    ("role", "cases", "themes"), [(Role.SUPPORT_WORKER, 200, 403), (Role.LEAD, 200, 200), (Role.DESIGNER, 403, 200)]
)
async def test_roles_see_what_is_theirs(house: House, role: Role, cases: int, themes: int) -> None:
    client, _ = await house.person(role)
    assert (await client.get("/desk")).status_code == cases
    assert (await client.get(PLACE)).status_code == cases
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


async def test_an_ended_account_and_an_old_sign_in_are_strangers(house: House) -> None:
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
