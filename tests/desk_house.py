"""A desk on a real store with one waiting case, and people to sign in as. A Valkey in, a house to visit out."""

import os
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from bench.second_factor import SECRET
from bot.content.desk_lists import DeskLists
from bot.content.hours import Hours
from bot.content.routes import Routes
from bot.content.services import Services
from bot.content.themes import Themes
from bot.content.vocabulary import Vocabulary
from bot.content.words import Words
from bot.desk.desk import Desk
from bot.desk.shelf import Shelf
from bot.desk.sign_in import made
from bot.house import DATA
from bot.measure.metrics import Metrics
from bot.model.case import Case, CaseState
from bot.model.changes import Changes
from bot.model.conversation import Conversation
from bot.model.message import Channel, Entry, Speaker
from bot.model.presence import Presence
from bot.model.risk import Finding, Kind, Level, Mark, Rule
from bot.model.worker import Role
from bot.privacy.pseudonym import Pseudonyms
from bot.setting_checks_oidc import Provider
from bot.store.accounts import Accounts
from bot.store.open import Store, open_store
from bot.themes.page import ThemesPage
from bot.you_said.page import VoicesPage

URL = "https://lev.example"
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ADA = Pseudonyms(bytes(32)).contact(Channel.WEB, "ada")
TEXT = '<script>alert(1)</script> 🙂 he hits me & says "nothing"'
PLACE = f"/desk/case/{ADA}/c1"


class House:
    """A desk on a real store with one waiting case, and people to sign in as. `now` is what its clock says."""

    def __init__(
        self,
        store: Store,
        metrics: Metrics | None = None,
        url: str = URL,
        council: Provider | None = None,
        *,
        hooked: bool = False,
    ) -> None:
        self.store, self.now, self.url = store, NOW, url
        words, services, themes = Words.load(DATA / "words"), Services.load(DATA / "services"), Themes.load(DATA / "themes.yml")
        vocabulary = Vocabulary.load(DATA, words)
        self.desk = Desk(
            store,
            words,
            services,
            themes,
            vocabulary,
            DeskLists.load(DATA / "desk.yml"),
            Routes.load(DATA / "routes.yml"),
            public_url=url,
            clock=lambda: self.now,
            metrics=metrics,
            shelf=Shelf.load(DATA, Hours.load(DATA / "hours.yml"), services),
            council=council,
            hooked=hooked,
        )
        self.accounts = Accounts(store.redis, store.codec)
        figures = ThemesPage(store, themes, self.desk.guard_themes, lambda: NOW)
        self.routes = [
            route
            for route in (*self.desk.routes(), *figures.routes(), *VoicesPage(store, words).routes())
            if isinstance(route, Route)
        ]
        self.web = httpx.ASGITransport(Starlette(routes=self.routes))

    async def person(self, role: Role, name: str = "Tam") -> tuple[httpx.AsyncClient, str]:
        """A signed-in client with its CSRF token."""
        worker = await made(f"{name.lower()}.{role.value}", name, role, "three random words")
        worker = replace(worker, factor=SECRET if worker.must_set_up else None)
        await self.accounts.add(worker)
        token = await self.accounts.sign_in(worker, NOW, proved=True)
        found = await self.accounts.signed_in(token, NOW)
        assert found
        headers = {"Origin": URL, "Cookie": f"__Host-lev_desk={token}", "Accept": "application/json"}
        return httpx.AsyncClient(transport=self.web, base_url=URL, headers=headers), found.csrf

    async def on(self, login: str, room: int = 3) -> str:
        """Puts somebody on until the evening; their id."""
        worker = await self.accounts.by_login(login)
        assert worker
        shift = Presence(worker.id, worker.first_name, self.now + timedelta(hours=8), room, self.now)
        await self.store.present.come(shift, self.now)
        return worker.id


@pytest.fixture
async def house(valkey_url: str) -> AsyncIterator[House]:
    store = open_store(valkey_url, os.urandom(32))
    start = TEXT.index("he hits me")
    finding = Finding(Kind.HOME_HARM, Level.HIGH, "he hits me", start, start + 10, Rule.PHRASE, 0.9, (Mark.LONG_AGO,))
    talk = Conversation(ADA, Channel.WEB, "ada", NOW, case_id="c1", highest=Level.HIGH)
    case = Case("c1", ADA, Channel.WEB, CaseState.WAITING, Level.HIGH, (Kind.HOME_HARM,), NOW, NOW, findings=(finding,))
    line = Entry(NOW, Speaker.YOUNG_PERSON, TEXT, "m1", level=Level.HIGH, findings=(finding,))
    await store.commit.commit(Changes(talk, case=case, entries=(line,)))
    yield House(store)
    await store.close()
