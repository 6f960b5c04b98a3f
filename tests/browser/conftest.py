"""A real browser, a real server, and doors made by hand that answer every text with an echo."""

import asyncio
import itertools
import socket
import threading
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
import uvicorn
from playwright.async_api import Browser, BrowserContext, Page, async_playwright
from starlette.applications import Starlette

from bot.content.papers import load_papers
from bot.content.words import Words
from bot.model.delivery import Receipt
from bot.model.message import Channel, Entry, Inbound, Speaker, Took
from channels.base import Doors
from channels.web_chat import WebChat

CHROMIUM = Path("/usr/bin/chromium")
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync"]  # fmt: skip


class EchoHall:
    """Keeps every line in memory. Used from the server's thread; a list's `append` is safe to read from the test's."""

    def __init__(self) -> None:
        self.lines: dict[str, list[Entry]] = {}
        self.taken: list[Inbound] = []
        self.took: Took | OSError = Took.STORED
        self.echoes = True
        self.holds = False  # takes the text in and then never answers, like a connection that drops
        self._ids = itertools.count(1)

    async def take_in(self, inbound: Inbound) -> Took:
        if isinstance(self.took, OSError):
            raise self.took
        seen = any((old.message_id, old.address) == (inbound.message_id, inbound.address) for old in self.taken)
        self.taken.append(inbound)
        if self.took is Took.SPOOLED or seen:
            return Took.REPEATED if seen else self.took
        self.put(inbound.address, Speaker.YOUNG_PERSON, inbound.text, message_id=inbound.message_id)
        if self.echoes:
            self.put(inbound.address, Speaker.LEV, f"You said: {inbound.text}")
        while self.holds:
            await asyncio.sleep(0.02)
        return Took.STORED

    def put(self, address: str, speaker: Speaker, text: str, *, message_id: str = "", name: str | None = None,
            choices: tuple[str, ...] = (), menu: str = "") -> None:  # fmt: skip
        number = next(self._ids)
        own = message_id or f"out-{number}"
        line = Entry(datetime.now(UTC), speaker, text, own, name=name, choices=choices, id=f"{number}-0", menu=menu)
        self.lines.setdefault(address, []).append(line)

    async def hide(self, channel: Channel, address: str) -> None:
        self.lines.pop(address, None)

    async def receipt(self, channel: Channel, receipt: Receipt) -> None:
        raise AssertionError("the web has no receipts")

    async def follow(self, channel: Channel, address: str, after: str) -> AsyncIterator[Entry]:
        last = int(after.partition("-")[0] or 0)
        while True:
            for line in list(self.lines.get(address, [])):
                if (number := int(line.id.partition("-")[0])) > last:
                    last = number
                    yield line
            await asyncio.sleep(0.02)


class House:
    """The web chat behind a real server on one port, which can go away and come back."""

    def __init__(self, hall: EchoHall) -> None:
        self.hall = hall
        doors = Doors(
            hall.take_in, hall.receipt, hall.follow, Words.load(Path("data/words")), load_papers(Path("data/pages")), hall.hide
        )
        self._app = Starlette(routes=list(WebChat(doors).routes()))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}/chat"

    def open(self) -> None:
        self._server = uvicorn.Server(uvicorn.Config(self._app, port=self.port, log_level="critical", lifespan="off"))
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            assert self._thread.is_alive(), "the server did not start"
            self._thread.join(0.01)

    def close(self) -> None:
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(10)
        assert not self._thread.is_alive()


@pytest.fixture
def hall() -> EchoHall:
    return EchoHall()


@pytest.fixture
def house(hall: EchoHall) -> Iterator[House]:
    house = House(hall)
    house.open()
    yield house
    hall.holds = False
    house.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as play:
        path = CHROMIUM if CHROMIUM.exists() else None
        browser = await play.chromium.launch(executable_path=path, args=ARGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(viewport={"width": 360, "height": 740}, locale="en-GB", has_touch=True)
    yield context
    await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def page(context: BrowserContext, house: House) -> AsyncIterator[Page]:
    """The chat, open. Anything the browser complains about fails the test, but for a network that a test took away."""
    complaints: list[str] = []
    page = await context.new_page()
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(house.url)
    yield page
    assert not [said for said in complaints if "Failed to load resource" not in said]
