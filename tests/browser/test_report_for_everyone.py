"""The audit report as somebody opens it: axe finds nothing, and it fits a small phone and a sheet of paper, without a server."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser

from bot.content.profile import load_profile
from bot.content.themes import Themes
from bot.setting_checks import ROOT
from bot.store.open import open_store
from bot.themes.published import published
from bot.themes.report import report
from bot.themes.report_forms import as_report_html
from bot.themes.report_span import quarters_from
from bot.themes.simulate import simulate

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


async def written(valkey_url: str, folder: Path) -> str:
    themes, store = Themes.load(ROOT / "data" / "themes.yml"), open_store(valkey_url, bytes(32))
    await simulate(store.figures, themes, 3, NOW)
    found = await published(store.figures, themes, NOW)
    await store.close()
    profile = load_profile(ROOT / "data" / "profile.yml", themes)
    made = report(
        found,
        themes,
        profile,
        quarters_from("2026-04", 6),
        ["A made-up voice that is quite long, so that it must be broken into lines."],
    )
    path = folder / "report.html"
    path.write_bytes(as_report_html(made))
    return path.as_uri()


@pytest.mark.asyncio(loop_scope="session")
async def test_axe_finds_nothing_wrong_and_it_fits_a_phone(browser: Browser, valkey_url: str, tmp_path: Path) -> None:
    context = await browser.new_context(viewport={"width": 320, "height": 640})
    page = await context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(await written(valkey_url, tmp_path))
    found = await Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert await page.evaluate("document.documentElement.scrollWidth") <= 320
    assert await page.get_by_role("img").count() >= 5
    assert all(url.startswith("file:") for url in asked), "it reads by itself"
    await page.set_viewport_size({"width": 680, "height": 900})  # a sheet of A4 within its margins
    await page.emulate_media(media="print")
    wide = await page.evaluate("Math.max(...[...document.querySelectorAll('table')].map(one => one.scrollWidth))")
    assert wide <= 680, "no column is cut off on paper"
    await context.close()
