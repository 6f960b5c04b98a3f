"""The pages of accounts and the audit: axe finds nothing, and nothing is wider than a small phone."""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from bot.model.worker import Role
from tests.browser.desk_door import at_desk, open_desk
from tests.browser.test_axe import found

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("width", [320, 1280])
async def test_they_are_clean_and_fit(browser: Browser, valkey_url: str, width: int, tmp_path: Path) -> None:
    async with open_desk(valkey_url) as house:
        lee = await at_desk(browser, house, "Lee", Role.LEAD, width)
        tam = await at_desk(browser, house, "Tam", width=width)
        for page, path in ((lee, "people"), (lee, "me"), (lee, "audit"), (tam, "second"), (tam, "me"), (tam, "sign-in")):
            await page.goto(f"{house.url}/desk/{path}")
            await page.screenshot(path=tmp_path / f"{path}.png", full_page=True)
            assert await found(page) == [], path
            assert await page.evaluate("document.documentElement.scrollWidth") <= width, path
        for page in (lee, tam):
            await page.context.close()
