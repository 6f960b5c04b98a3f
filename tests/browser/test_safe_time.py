"""The worker writes outside the safe times, in a real browser: the desk asks, and sends when the worker says so, by keyboard."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from playwright.async_api import Browser, expect

from bot.model.changes import Changes
from bot.model.message import Channel
from bot.model.safety import SafeTime, Safety
from tests.browser.desk_door import at_desk, comes_on, open_desk
from tests.browser.test_axe import found
from tests.desk_house import NOW
from tests.queueing import waiting

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_asked_before_it_is_sent(browser: Browser, valkey_url: str) -> None:
    async with open_desk(valkey_url) as house:
        [case] = await waiting(house.store, 1)
        talk = await house.store.reads.conversation(case.contact)
        assert talk
        safety = Safety(times=(SafeTime((0,), time(16), time(18)),))  # a Monday; the house's clock stands on a Friday
        texted = replace(talk, channel=Channel.SMS, address="+447700900123", last_in_at=NOW - timedelta(hours=1), safety=safety)
        await house.store.commit.commit(Changes(texted, case=replace(case, channel=Channel.SMS)))
        tam = await at_desk(browser, house, "Tam")
        await comes_on(tam)
        await tam.get_by_role("button", name="Take the next one").click()
        box, anyway = tam.get_by_label("Your message to the young person"), tam.get_by_role("button", name="Send anyway")
        await expect(anyway).to_be_hidden()
        await box.fill("How was today?")
        await tam.get_by_role("button", name="Send", exact=True).click()
        await expect(tam.get_by_role("alert")).to_contain_text("They said it is safe Monday, 4pm to 6pm.")
        await expect(box).to_have_value("How was today?")
        await expect(tam.locator(".line.worker")).to_have_count(0)
        assert await found(tam) == []
        await box.focus()
        for _ in range(12):
            await tam.keyboard.press("Tab")
            if await anyway.evaluate("(one) => one === document.activeElement"):
                break
        await tam.keyboard.press("Enter")
        await expect(tam.locator(".line.worker .said")).to_have_text(["How was today?"])
        await expect(box).to_have_value("")
        await expect(anyway).to_be_hidden()
        await box.fill("And tomorrow?")
        await tam.get_by_role("button", name="Send", exact=True).click()
        await expect(anyway).to_be_visible()
        await expect(tam.locator(".line.worker")).to_have_count(1)
        assert not [said for said in tam.complaints if "409" not in said], tam.complaints  # type: ignore[attr-defined]
        await tam.context.close()
