"""A desk on a real store behind a real server, and workers' browsers at it. A Valkey and a browser in, pages out."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

import uvicorn
from playwright.async_api import Browser, Page
from sse_starlette.sse import AppStatus
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bench.second_factor import SECRET
from bot.desk.sign_in import made
from bot.model.worker import Role
from bot.setting_checks_oidc import Provider
from bot.store.open import Store, open_store
from tests.desk_house import NOW, House


@asynccontextmanager
async def open_desk(
    valkey_url: str,
    host: str = "127.0.0.1",
    council: Provider | None = None,
    beside: Callable[[Store], Sequence[BaseRoute]] = lambda _: (),
    *,
    hooked: bool = False,
) -> AsyncIterator[House]:
    """An empty desk, listening; its live bells ring. `beside` are routes that are served beside it, on the same store;
    `hooked`: a case system takes packs.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    AppStatus.should_exit = False  # a server that a signal ended in a test before this one would end our streams at once
    store = open_store(valkey_url, os.urandom(32))
    house = House(store, url=f"http://{host}:{port}", council=council, hooked=hooked)
    config = uvicorn.Config(Starlette(routes=[*house.routes, *beside(store)]), port=port, log_level="critical", lifespan="off")
    server = uvicorn.Server(config)
    tasks = [asyncio.create_task(server._serve()), asyncio.create_task(store.bell.run())]
    while not server.started:
        assert not tasks[0].done(), "the server did not start"
        await asyncio.sleep(0.01)
    yield house
    server.should_exit = server.force_exit = True
    await tasks[0]
    tasks[1].cancel()
    with suppress(asyncio.CancelledError):
        await tasks[1]
    await store.close()


async def at_desk(browser: Browser, house: House, name: str, role: Role = Role.SUPPORT_WORKER, width: int = 1280) -> Page:
    """A new browser with this worker signed in, at the list. What the page complains about is kept in `page.complaints`."""
    worker = await made(name.lower(), name, role, "three random words")
    worker = replace(worker, factor=SECRET if worker.must_set_up else None)
    await house.accounts.add(worker)
    token = await house.accounts.sign_in(worker, NOW, proved=True)
    context = await browser.new_context(viewport={"width": width, "height": 800 if width > 500 else 844}, locale="en-GB")
    await context.add_cookies([{"name": "lev_desk", "value": token, "url": house.url}])
    page = await context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: _keep(complaints, said.type, said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.complaints = complaints  # type: ignore[attr-defined]
    await page.goto(f"{house.url}/desk")
    return page


async def ends(*pages: Page) -> None:
    """None of them complained of anything; their browsers are closed."""
    for page in pages:
        assert not page.complaints, page.complaints  # type: ignore[attr-defined]
        await page.context.close()


async def comes_on(page: Page, until: str = "17:00", room: str = "3") -> None:
    """The worker says that they are on."""
    await page.get_by_label("I am on until").fill(until)
    await page.get_by_label("with room for").select_option(room)
    await page.get_by_role("button", name="I am on").click()
    await page.get_by_text("You are on until").wait_for()


def _keep(complaints: list[str], kind: str, text: str) -> None:
    if kind in ("error", "warning") and "404" not in text:  # a browser asks for a picture of the site, and there is none
        complaints.append(text)
