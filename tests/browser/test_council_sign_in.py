"""The council's own sign-in in a real Chromium, from the button over another site and back: strict cookie, CSP, axe, small phone."""

from datetime import UTC, datetime

import pytest
from playwright.async_api import Browser, expect

from bot.model.worker import Role
from tests.browser.desk_door import at_desk, open_desk
from tests.browser.test_axe import found
from tests.council_house import a_provider, known

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_there_and_back_over_another_site(browser: Browser, valkey_url: str) -> None:
    with a_provider() as provider:  # at localhost; the desk is at 127.0.0.1, which is another site
        async with open_desk(valkey_url, council=provider) as desk:
            desk.now = datetime.now(UTC)
            await known(desk, outside="sub ann")
            context = await browser.new_context(viewport={"width": 320, "height": 740})
            page = await context.new_page()
            await page.goto(f"{desk.url}/desk/sign-in")
            assert await found(page) == []
            await page.get_by_role("button", name="Sign in with Kernow").click()
            await page.locator("input[name=sub]").fill("ann")
            await page.get_by_role("button", name="Authorize", exact=True).click()
            await expect(page.get_by_role("heading", name="Cases")).to_be_visible()
            assert page.url == f"{desk.url}/desk"
            assert [one["name"] for one in await context.cookies(desk.url)] == ["lev_desk"]
            await context.clear_cookies()
            await page.goto(f"{desk.url}/desk/sign-in")
            await page.get_by_role("button", name="Sign in with Kernow").click()
            await page.locator("input[name=sub]").fill("a-very-long-number-" + "7" * 60)
            await page.get_by_role("button", name="Authorize", exact=True).click()
            await expect(page.get_by_role("heading", name="No account here is yours yet")).to_be_visible()
            assert await found(page) == []
            assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            await context.close()


async def test_an_administrator_writes_somebody_down(browser: Browser, valkey_url: str) -> None:
    with a_provider() as provider:
        async with open_desk(valkey_url, council=provider) as desk:
            worker = await known(desk, outside="")
            page = await at_desk(browser, desk, "Adi", Role.ADMINISTRATOR, 320)
            await page.goto(f"{desk.url}/desk/people")
            await page.get_by_text("Change Ann's account").click()
            await page.get_by_label("which is (empty: nobody)").fill("1234")
            assert await found(page) == []
            assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            await page.get_by_role("button", name="Keep it").click()
            await page.get_by_text("Change Ann's account").click()
            await expect(page.get_by_label("which is (empty: nobody)")).to_have_value("1234")
            kept = await desk.accounts.by_id(worker.id)
            assert kept
            assert kept.outside == "sub 1234"
            await page.context.close()
