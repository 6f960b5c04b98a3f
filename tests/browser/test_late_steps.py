"""A step that is late, in real browsers: it stands on the queue, on the case and in the lead's overview until it is entered; axe finds nothing."""

from datetime import timedelta

import pytest
from playwright.async_api import Browser, Page, expect

from bot.model.risk import Level
from bot.model.worker import Role
from tests.browser.desk_door import at_desk, comes_on, open_desk
from tests.browser.test_axe import found
from tests.desk_house import NOW, House
from tests.queueing import waiting

pytestmark = pytest.mark.asyncio(loop_scope="session")
SEEN = "late by 3 min: “Seen by a person” is not done. High: a worker within 10 minutes"
TOLD = "late by 3 min: “The agency was told” is not done. Tell the agency by phone within the hour"


async def _for_everyone(page: Page) -> None:
    """Axe finds nothing, and nothing runs off a small phone, light and dark."""
    for scheme in ("light", "dark"):
        await page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for width in (1280, 320):
            await page.set_viewport_size({"width": width, "height": 740})
            assert await found(page) == [], (page.url, scheme, width)
            assert not await page.evaluate("document.documentElement.scrollWidth > innerWidth"), f"runs off the side at {width}"
    await page.set_viewport_size({"width": 1280, "height": 740})


async def _overview(lee: Page, house: House, words: str) -> None:
    await lee.goto(f"{house.url}/desk/overview")
    await expect(lee.get_by_role("region", name="A step is late").get_by_text(words)).to_have_count(1)
    await _for_everyone(lee)


async def test_a_late_step_is_seen_by_the_worker_and_the_lead(browser: Browser, valkey_url: str) -> None:
    async with open_desk(valkey_url) as house:
        tam, lee = await at_desk(browser, house, "Tam"), await at_desk(browser, house, "Lee", Role.LEAD)
        await waiting(house.store, 1, NOW, Level.HIGH)
        await comes_on(tam)
        await expect(tam.get_by_text("late by")).to_have_count(0)
        house.now = NOW + timedelta(minutes=13)
        await tam.reload()
        await expect(tam.get_by_role("region", name="Waiting").get_by_text(SEEN)).to_have_count(1)
        await _for_everyone(tam)
        await _overview(lee, house, SEEN)
        await tam.get_by_role("button", name="Take the next one").click()
        await expect(tam.get_by_text("late by")).to_have_count(0)
        house.now += timedelta(minutes=63)
        await tam.reload()
        await expect(tam.get_by_text(TOLD, exact=False)).to_have_count(1)
        await _for_everyone(tam)
        await _overview(lee, house, TOLD)
        await tam.get_by_role("link", name="To the clock").click()
        clock = tam.get_by_role("region", name="Clock")
        await clock.get_by_label("Step").select_option("The agency was told")
        await clock.get_by_label("Who was told").fill("MARU, duty desk")
        await clock.get_by_role("button", name="Enter this step").click()
        await expect(clock.get_by_text("entered by Tam")).to_have_count(1)
        await lee.reload()
        await expect(lee.get_by_role("heading", name="Overview")).to_be_visible()
        await expect(lee.get_by_text("late by")).to_have_count(0)
        assert not [*tam.complaints, *lee.complaints]  # type: ignore[attr-defined]
        for page in (tam, lee):
            await page.context.close()
