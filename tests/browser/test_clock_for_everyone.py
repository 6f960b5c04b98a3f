"""The clock and times away in a real browser: filled in by hand, axe finds nothing, light and dark, and nothing runs off a small phone."""

import pytest
from playwright.async_api import Browser, expect

from tests.browser.desk_door import at_desk, comes_on, open_desk
from tests.browser.test_axe import found
from tests.queueing import waiting

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_clock_and_times_away_are_for_everyone(browser: Browser, valkey_url: str) -> None:
    async with open_desk(valkey_url) as house:
        tam = await at_desk(browser, house, "Tam")
        await waiting(house.store, 1)
        await comes_on(tam)
        await tam.get_by_role("button", name="Take the next one").click()
        await tam.get_by_role("link", name="Assessment").click()
        clock = tam.get_by_role("region", name="Clock")
        await clock.get_by_label("Step").select_option("The agency was told")
        await clock.get_by_label("Who was told").fill("MARU, duty desk")
        await clock.get_by_role("button", name="Enter this step").click()
        await expect(clock.get_by_text("entered by Tam")).to_have_count(1)
        away = tam.get_by_role("region", name="Times away")
        await away.get_by_text("Write down a time away").click()
        await away.get_by_label("Away since").fill("2026-11-15T20:00")
        await away.get_by_label("Back since").fill("2026-11-16T07:00")
        await away.get_by_label("Return talk").select_option("Offered, no answer yet")
        await away.get_by_role("button", name="Keep this time away").click()
        await expect(away.get_by_text("due by Thu 19 Nov, 07:00")).to_be_visible()
        await expect(away.get_by_text("late", exact=True)).to_be_visible()
        for scheme in ("light", "dark"):
            await tam.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            for width in (1280, 320):
                await tam.set_viewport_size({"width": width, "height": 740})
                await tam.reload()
                await tam.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
                assert await found(tam) == [], (scheme, width)
                assert not await tam.evaluate("document.documentElement.scrollWidth > innerWidth"), f"runs off the side at {width}"
        assert not tam.complaints, tam.complaints  # type: ignore[attr-defined]
        await tam.context.close()
