"""The public page in a real browser, without script: axe finds nothing in light and dark, and it fits a phone."""

import asyncio
import os
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser

from bot.content.words import Words
from bot.model.you_said import YouSaid
from bot.setting_checks import ROOT
from bot.store.open import open_store
from bot.store.you_said import YouSaidStore
from bot.you_said.page import VoicesPage
from tests.browser.routes_served import routes_served

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
SAID = "Buses stop before the clinic opens, so those of us who live far away can never go."


@pytest.fixture
def address(valkey_url: str) -> Iterator[str]:
    """The page with one entry and one draft behind a real server."""
    key = os.urandom(32)

    async def fill() -> None:
        store = open_store(valkey_url, key)
        entries = YouSaidStore(store.redis, store.codec)
        await entries.keep(YouSaid("a", SAID, "A later bus runs on clinic days.", "w1", NOW, "w2", NOW))
        await entries.keep(YouSaid("b", "A draft", "Not yet", "w1", NOW))
        await store.close()

    asyncio.run(fill())
    page = VoicesPage(open_store(valkey_url, key), Words.load(ROOT / "data" / "words"))
    with routes_served(page.routes()) as base:
        yield f"{base}/voices"


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("wide", [320, 1280])
async def test_anybody_can_read_it(browser: Browser, address: str, colours: str, wide: int) -> None:
    context = await browser.new_context(viewport={"width": wide, "height": 740}, color_scheme=colours, bypass_csp=True)  # type: ignore[arg-type]
    page = await context.new_page()
    await page.goto(address)
    assert await page.get_by_role("heading", level=2).all_inner_texts() == [f"You said\n{SAID}"]
    assert "A draft" not in await page.inner_text("main")
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert await page.evaluate("document.scripts.length") == 0
    found = await Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.className") == "skip"
    await context.close()
