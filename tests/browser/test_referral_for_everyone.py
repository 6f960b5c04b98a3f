"""The referral page in a real browser: a way is chosen by hand, axe finds nothing, and nothing runs off a small phone."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.browser.desk_door import at_desk, comes_on, open_desk
from tests.browser.test_axe import found
from tests.queueing import waiting

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_referral_is_for_everyone(browser: Browser, valkey_url: str, tmp_path: Path) -> None:
    async with open_desk(valkey_url) as house:
        tam = await at_desk(browser, house, "Tam")
        await waiting(house.store, 1)
        await comes_on(tam)
        await tam.get_by_role("button", name="Take the next one").click()
        await tam.goto(f"{tam.url}/referral")
        await tam.get_by_role("button", name="Choose").first.click()
        await expect(tam.get_by_text("chosen", exact=True)).to_have_count(1)
        await tam.get_by_text("Not suggested: choose with your reason").click()
        for scheme in ("light", "dark"):
            await tam.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            for width in (1280, 320):
                await tam.set_viewport_size({"width": width, "height": 740})
                await tam.screenshot(path=tmp_path / f"{scheme}-{width}.png", full_page=True)
                assert await found(tam) == [], (scheme, width)
                assert not await tam.evaluate("document.documentElement.scrollWidth > innerWidth"), f"runs off the side at {width}"
        assert not tam.complaints, tam.complaints  # type: ignore[attr-defined]
        await tam.context.close()
