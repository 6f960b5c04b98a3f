"""Two workers with a real browser each: they press at the same moment, and one hands over warm to the other by keyboard alone."""

import asyncio
import re

import pytest
from playwright.async_api import Browser, Page, expect

from bot.model.case import CaseState
from tests.browser.desk_door import at_desk, comes_on, ends, open_desk
from tests.queueing import waiting

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_two_who_press_at_once_never_get_the_same(browser: Browser, valkey_url: str) -> None:
    async with open_desk(valkey_url) as house:
        turn = await waiting(house.store, 12)
        ann, bea = await at_desk(browser, house, "Ann"), await at_desk(browser, house, "Bea")
        taken: list[str] = []
        for _ in range(6):
            await asyncio.gather(ann.goto(f"{house.url}/desk"), bea.goto(f"{house.url}/desk"))
            await asyncio.gather(*(page.get_by_role("button", name="Take the next one").click() for page in (ann, bea)))
            for page in (ann, bea):
                await page.wait_for_url(re.compile("/desk/case/"))
                taken.append(page.url.rsplit("/", 1)[1])
        assert sorted(taken) == sorted(case.id for case in turn), "each case once, and nobody went away empty"
        for page in (ann, bea):
            await page.context.close()


async def until_focus(page: Page, name: str) -> None:
    """Tab until a thing with this name has the focus."""
    for _ in range(80):
        await page.keyboard.press("Tab")
        if name in await page.evaluate("(document.activeElement.labels?.[0] || document.activeElement).textContent"):
            return
    raise AssertionError(f"no way to {name!r} by the Tab key")


async def test_a_warm_hand_over_by_keyboard(browser: Browser, valkey_url: str) -> None:
    async with open_desk(valkey_url) as house:
        [case] = await waiting(house.store, 1)
        ann, bea = await at_desk(browser, house, "Ann"), await at_desk(browser, house, "Bea")
        await comes_on(ann)
        await comes_on(bea)
        await until_focus(ann, "Take the next one")
        await ann.keyboard.press("Enter")
        await ann.wait_for_url(re.compile(case.id))
        await until_focus(ann, "Hand over warm")
        await ann.keyboard.press("Enter")
        await until_focus(ann, "To whom")
        await ann.keyboard.press("B")
        await until_focus(ann, "What they must know")
        await ann.keyboard.type("She is at school until four.")
        await until_focus(ann, "Offer it")
        await ann.keyboard.press("Enter")
        await expect(ann.get_by_text("the note is not opened yet")).to_be_visible()

        # Nobody loads Bea's page again: the bell brings the offer, and the alarm is in the title.
        await expect(bea.get_by_text("Ann offers it to you").first).to_be_visible()
        await expect(bea).to_have_title("(1) Desk")
        await bea.locator('a[href*="/desk/case/"]').first.focus()
        await bea.keyboard.press("Enter")
        await bea.wait_for_url(re.compile(case.id))
        await expect(bea.get_by_text("at school until four")).to_have_count(0)
        await until_focus(bea, "Open the note")
        await bea.keyboard.press("Enter")
        await expect(bea.get_by_text("at school until four")).to_be_visible()
        await expect(ann.get_by_text("the note is opened, no answer yet")).to_be_visible()
        await until_focus(bea, "Take it over")
        await bea.keyboard.press("Enter")
        await expect(bea.get_by_label("Your message to the young person")).to_be_visible()
        await expect(ann.get_by_text("Bea has this case. You can read along.")).to_be_visible()
        _, after = await house.store.reads.talk(case.contact)
        assert after
        assert (after.state, after.worker_name) == (CaseState.WITH_WORKER, "Bea")
        await ends(ann, bea)


async def test_the_sound_is_tried_once_a_shift(browser: Browser, valkey_url: str) -> None:
    async with open_desk(valkey_url) as house:
        ann = await at_desk(browser, house, "Ann")
        await comes_on(ann)
        await expect(ann.get_by_role("button", name="I heard it")).to_be_hidden()
        await ann.get_by_role("button", name="Play the alarm once").click()
        await expect(ann.get_by_role("button", name="Sound is on")).to_be_visible()
        await ann.get_by_role("button", name="I heard it").click()
        await expect(ann.get_by_text("You are on until")).to_be_visible()
        await expect(ann.get_by_text("Test the sound")).to_have_count(0)
        [presence] = (await house.store.present.all(house.now)).values()
        assert presence.sound_at == house.now
        await waiting(house.store, 3)
        await ann.reload()
        await expect(ann).to_have_title("(2) Desk")
        await ann.get_by_role("button", name="I have seen it").first.click()
        await ann.goto(f"{house.url}/desk")
        await expect(ann).to_have_title("(1) Desk")
        await ann.context.close()
