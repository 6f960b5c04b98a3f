"""The way about the desk in a real browser: at most two rows on a phone, by keyboard alone, without scripts, and clean for axe."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from bot.model.worker import Role
from tests.browser.desk_door import at_desk, ends, open_desk
from tests.browser.test_axe import found

pytestmark = pytest.mark.asyncio(loop_scope="session")
HOME = {Role.LEAD: "overview", Role.SUPPORT_WORKER: "rota", Role.DESIGNER: "words", Role.ADMINISTRATOR: "people"}
_CUT = """() => [...document.querySelectorAll("details[open] > ul a")].filter((door) => {
  const at = door.getBoundingClientRect();
  return at.left < 0 || at.right > innerWidth || !door.contains(document.elementFromPoint(at.left + 4, at.top + at.height / 2));
}).map((door) => door.textContent)"""


@pytest.mark.parametrize("role", HOME)
async def test_it_is_calm_at_every_width(browser: Browser, valkey_url: str, role: Role, tmp_path: Path) -> None:
    async with open_desk(valkey_url) as house:
        page = await at_desk(browser, house, "Lee", role)
        await page.goto(f"{house.url}/desk/{HOME[role]}")
        page.complaints.clear()  # type: ignore[attr-defined]  # a designer has no list of cases to begin at
        await expect(page.get_by_role("navigation", name="Desk").locator("[aria-current=page]")).to_have_count(1)
        for scheme in ("light", "dark"):
            await page.emulate_media(color_scheme=scheme)
            for width in (320, 360, 1280):
                await page.set_viewport_size({"width": width, "height": 740})
                high = await page.locator("header.bar").evaluate("(bar) => bar.getBoundingClientRect().height")
                assert high <= (70 if width == 1280 else 112), f"{high} px at {width}"
                for drawer in ("Leading", "Figures") if role is Role.LEAD else ("",):
                    if drawer:
                        await page.locator("summary", has_text=drawer).click()
                    await page.screenshot(path=tmp_path / f"{role.value}-{drawer}-{scheme}-{width}.png")
                    assert await found(page) == [], (scheme, width)
                    assert await page.evaluate(_CUT) == [], "a door lies outside, or under something"
                    assert await page.evaluate("document.documentElement.scrollWidth") <= width
                    if drawer:
                        await page.locator("summary", has_text=drawer).click()
        await ends(page)


async def _tab_to(page: Page, words: str) -> None:
    for _ in range(20):
        await page.keyboard.press("Tab")
        if (await page.evaluate("document.activeElement.textContent")).strip() == words:
            return
    raise AssertionError(f"no way to {words!r} by the Tab key")


@pytest.mark.parametrize("scripts", [True, False])
async def test_a_drawer_by_keyboard_alone(browser: Browser, valkey_url: str, scripts: bool) -> None:
    """Tabbing is asked of the browser, not of a script of ours: it goes the same with scripts turned off."""
    async with open_desk(valkey_url) as house:
        lee = await at_desk(browser, house, "Lee", Role.LEAD, 360)
        if not scripts:
            await lee.route("**/*.js", lambda route: route.abort())
        await lee.goto(f"{house.url}/desk")
        await _tab_to(lee, "Leading")
        await lee.keyboard.press("Enter")
        await _tab_to(lee, "Audit")
        await lee.keyboard.press("Enter")
        await lee.wait_for_url("**/desk/audit")
        await expect(lee.get_by_role("link", name="Audit", include_hidden=True)).to_have_attribute("aria-current", "page")
        await expect(lee.locator("summary.in")).to_have_text("Leading")
        await lee.locator("summary", has_text="Leading").click()
        await expect(lee.get_by_role("link", name="People")).to_be_visible()
        await lee.context.close()


async def test_an_open_drawer_hides_nothing_that_has_the_focus(browser: Browser, valkey_url: str) -> None:
    async with open_desk(valkey_url) as house:
        lee = await at_desk(browser, house, "Lee", Role.LEAD, 360)
        await lee.locator("summary", has_text="Figures").click()
        await expect(lee.get_by_role("link", name="Themes")).to_be_visible()
        for _ in range(8):
            await lee.keyboard.press("Tab")
        assert await lee.evaluate("document.querySelector('main').contains(document.activeElement)")
        await expect(lee.get_by_role("link", name="Themes")).to_be_hidden()
        await lee.context.close()
