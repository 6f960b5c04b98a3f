"""The designers' page in a real browser: axe finds nothing, light and dark; it fits a phone, and works by keyboard without script."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page

from bot.content.themes import Themes
from bot.setting_checks import ROOT
from bot.store.open import open_store
from bot.themes.page import ThemesPage
from bot.themes.simulate import simulate
from bot.themes.simulate_listening import listened
from tests.browser.routes_served import routes_served

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def address(valkey_url: str) -> Iterator[str]:
    """The page with a made-up year behind a real server, without the desk's guard."""
    themes, key = Themes.load(ROOT / "data" / "themes.yml"), os.urandom(32)

    async def fill() -> None:
        store = open_store(valkey_url, key)
        await simulate(store.figures, themes, 3, NOW)
        await listened(store, 3, NOW)
        await store.close()

    asyncio.run(fill())
    page = ThemesPage(open_store(valkey_url, key), themes, lambda handler, _: handler, lambda: NOW)
    with routes_served(page.routes()) as base:
        yield f"{base}/themes"


@pytest_asyncio.fixture(loop_scope="session", params=["light", "dark"])
async def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    """On a small phone, in both colours; whatever the browser complains about fails the test."""
    complaints: list[str] = []
    context = await browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=request.param, bypass_csp=True)
    page = await context.new_page()
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    await page.goto(address)
    yield page
    await context.close()
    assert not [said for said in complaints if "Failed to load resource" not in said]  # the test's server has no icon


@pytest.mark.asyncio(loop_scope="session")
async def test_axe_finds_nothing_wrong_and_it_fits_a_phone(page: Page) -> None:
    await page.select_option("#with", index=2)
    await page.get_by_role("button", name="Show").click()
    await page.get_by_text("Make the audit report").click()
    assert await page.get_by_role("heading", name="Questions Lev could not answer").count() == 1
    found = await Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert await page.evaluate("document.documentElement.scrollWidth") <= 360
    assert await page.get_by_role("img").count() >= 8


@pytest.mark.asyncio(loop_scope="session")
async def test_it_works_by_keyboard_and_without_script(browser: Browser, address: str) -> None:
    context = await browser.new_context(java_script_enabled=False)
    page = await context.new_page()
    await page.goto(address)
    before = await page.title()
    for _ in range(20):
        await page.keyboard.press("Tab")
        if await page.locator("#period").evaluate("one => one === document.activeElement"):
            break
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**period=*")
    assert await page.title() != before
    await context.close()


@pytest.mark.asyncio(loop_scope="session")
async def test_on_paper_nothing_is_cut_off_and_nothing_is_there_to_press(browser: Browser, address: str) -> None:
    context = await browser.new_context(viewport={"width": 680, "height": 900})  # a sheet of A4 within its margins
    page = await context.new_page()
    await page.goto(address)
    await page.emulate_media(media="print")
    cut = """[...document.querySelectorAll('.wide')].filter(one =>
        one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1).map(one => one.ariaLabel)"""
    assert await page.evaluate(cut) == []
    assert await page.evaluate("document.documentElement.scrollWidth") <= 680
    for pressed in ("form", ".get", ".bar"):
        assert not await page.locator(pressed).first.is_visible()
    assert await page.locator("svg").first.is_visible()
    await context.close()
