"""The young person writes while the worker types, and a reload in the middle, in a real browser."""

import pytest
from playwright.async_api import Browser, expect

from bot.model.changes import Changes, Event
from bot.model.message import Entry, Speaker
from tests.browser.desk_door import at_desk, comes_on, open_desk
from tests.desk_house import NOW, House
from tests.queueing import waiting

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def writes(house: House, case: object, text: str) -> None:
    contact = case.contact  # type: ignore[attr-defined]
    talk = await house.store.reads.conversation(contact)
    assert talk
    line = Entry(NOW, Speaker.YOUNG_PERSON, text, f"m-{text}")
    await house.store.commit.commit(Changes(talk, entries=(line,), events=(Event("transcript", contact),)))


async def test_behind_then_reload_then_sent_once(browser: Browser, valkey_url: str) -> None:
    async with open_desk(valkey_url) as house:
        [case] = await waiting(house.store, 1)
        ann = await at_desk(browser, house, "Ann")
        await comes_on(ann)
        await ann.get_by_role("button", name="Take the next one").click()
        box = ann.get_by_label("Your message to the young person")
        await writes(house, case, "are you there")
        await expect(ann.get_by_text("are you there")).to_be_visible()
        await box.fill("Yes, I am.")
        await writes(house, case, "he is coming home")
        await expect(ann.get_by_text("They wrote while you typed.", exact=True)).to_be_visible()
        await ann.get_by_role("button", name="Send", exact=True).click()
        await expect(ann.get_by_text("Read it first, then press Send again")).to_be_visible()
        await expect(box).to_have_value("Yes, I am.")
        await ann.reload()
        await expect(box).to_have_value("Yes, I am.")
        await ann.get_by_role("button", name="Send", exact=True).click()
        await expect(ann.locator(".line.worker .said")).to_have_text(["Yes, I am."])
        await expect(box).to_have_value("")
        await box.fill("Is the door shut?")
        async with ann.expect_response("**/draft"):
            pass
        await ann.reload()
        await expect(box).to_have_value("Is the door shut?")
        await ann.get_by_role("button", name="Send", exact=True).click()
        await expect(ann.locator(".line.worker .said")).to_have_text(["Yes, I am.", "Is the door shut?"])
        await ann.reload()
        await expect(box).to_have_value("")
        assert not [said for said in ann.complaints if "409" not in said], ann.complaints  # type: ignore[attr-defined]
        await ann.context.close()
