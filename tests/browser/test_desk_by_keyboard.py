"""Every move with a case by keyboard alone, in two real browsers; and the alarm that goes on until somebody has seen the case.

Never a click: Tab, letters and Enter.
"""

import asyncio

import pytest
from playwright.async_api import Browser, Page, expect

from bot.model.risk import Level
from bot.model.worker import Role
from tests.browser.desk_door import at_desk, comes_on, ends, open_desk
from tests.browser.test_desk_two_workers import until_focus
from tests.desk_house import NOW
from tests.queueing import waiting

pytestmark = pytest.mark.asyncio(loop_scope="session")
_MOVES = {"acknowledge", "claim", "say", "note", "ask_lead", "look", "refer", "offer", "open_note", "decline", "release", "assign"}
_MOVES |= {"hand_over", "hand_back", "reopen", "close"}  # and `accept`: tests/browser/test_desk_two_workers.py
_SOUNDS = "window.sounds = 0; const start = OscillatorNode.prototype.start;"
_SOUNDS += "OscillatorNode.prototype.start = function (...when) { window.sounds += 1; return start.apply(this, when); }"


async def _enters(page: Page, name: str) -> None:
    """Comes to it with Tab and presses it."""
    await until_focus(page, name)
    await page.keyboard.press("Enter")


async def _fills(page: Page, field: str, words: str) -> None:
    """Comes to a field, writes or chooses, and goes on with Tab."""
    await until_focus(page, field)
    await page.keyboard.type(words)
    await page.keyboard.press("Tab")


async def _offers(ann: Page) -> None:
    await _enters(ann, "Hand over warm")
    await _fills(ann, "To whom", "L")
    await ann.keyboard.type("At school until four.")
    await _enters(ann, "Offer it")
    await expect(ann.get_by_text("Offered to Lee")).to_be_visible()


async def test_every_move(browser: Browser, valkey_url: str) -> None:
    async with open_desk(valkey_url) as house:
        _, case, *_ = await waiting(house.store, 2)
        ann, lee = await at_desk(browser, house, "Ann"), await at_desk(browser, house, "Lee", Role.LEAD)
        made: set[str] = set()
        for page in (ann, lee):
            page.on("request", lambda sent: made.add(sent.url.rsplit("/", 1)[1]) if sent.method == "POST" else None)
            await comes_on(page)
            await page.goto(f"{house.url}/desk/case/{case.contact}/{case.id}")
        held, closed = ann.get_by_label("Your message to the young person"), "This case is closed"

        await _enters(ann, "I have seen it")
        await expect(ann.get_by_role("button", name="I have seen it")).to_have_count(0)
        await _fills(ann, "Why this one before", "They")
        await ann.keyboard.type("They wrote to me before.")
        await ann.keyboard.press("Tab")
        await ann.keyboard.press("Enter")
        await expect(held).to_be_visible()
        await _fills(ann, "Your message", "Hi, I'm Ann.")
        await ann.keyboard.press("Enter")
        await expect(ann.locator("#lines .worker")).to_have_count(1)
        await _fills(ann, "Write a private note", "Calm now.")
        await ann.keyboard.press("Enter")
        await expect(ann.locator("#private").get_by_text("Calm now.")).to_be_visible()
        await _enters(ann, "Ask a lead to look")
        await _fills(ann, "What should the lead know", "Please look.")
        await ann.keyboard.press("Enter")
        await expect(ann.get_by_text("Ann has asked a lead to look")).to_be_visible()
        await _enters(lee, "I have looked")
        await expect(ann.get_by_text("Ann has asked a lead to look")).to_have_count(0)
        await _fills(ann, "Record where you referred", "MARU")
        await ann.keyboard.press("Enter")
        await expect(ann.locator("#private").get_by_text("Referred to: MARU")).to_be_visible()
        await _offers(ann)
        await _enters(ann, "Take the offer back")
        await expect(ann.get_by_text("Offered to Lee")).to_have_count(0)
        await _offers(ann)
        await _enters(lee, "Open the note")
        await expect(lee.get_by_text("Ann writes:")).to_be_visible()
        await _fills(lee, "Or say no", "No room.")
        await lee.keyboard.press("Enter")
        await expect(ann.get_by_text("Offered to Lee")).to_have_count(0)
        await _enters(ann, "Put back in the queue")
        await expect(ann.get_by_role("button", name="Claim this case")).to_be_visible()
        await _fills(lee, "Give this case to", "A")
        await lee.keyboard.press("Enter")
        await expect(held).to_be_visible()
        await _enters(ann, "Hand over at once")
        await _fills(ann, "To whom", "L")
        await ann.keyboard.press("Enter")
        await expect(ann.get_by_text("Lee has this case. You can read along.")).to_be_visible()
        await _enters(lee, "Hand back to Lev")
        await expect(lee.get_by_text(closed)).to_be_visible()
        await _enters(lee, "Open it again")
        await expect(lee.get_by_text(closed)).to_have_count(0)
        await _enters(lee, "Close the case")
        await until_focus(lee, "How did it end?")
        await lee.keyboard.press("ArrowDown")
        await until_focus(lee, "What was it about?")
        await lee.keyboard.press("ArrowDown")
        await lee.keyboard.press("Tab")
        await lee.keyboard.press("Enter")
        await expect(lee.get_by_text(closed)).to_be_visible()
        assert made >= _MOVES, _MOVES - made
        await ends(ann, lee)


async def test_the_alarm_goes_on_until_it_was_seen(browser: Browser, valkey_url: str) -> None:
    async with open_desk(valkey_url) as house:
        ann = await at_desk(browser, house, "Ann")
        await ann.add_init_script(_SOUNDS)
        await ann.goto(f"{house.url}/desk")
        await _enters(ann, "Sound is off")
        await expect(ann.get_by_role("button", name="Sound is on")).to_be_visible()
        await waiting(house.store, 1, NOW, Level.HIGH)
        await ann.reload()
        await expect(ann).to_have_title("(1) Desk")
        await ann.keyboard.press("Tab")  # a browser lets a page sound only after a key or a click
        async with asyncio.timeout(20):
            while await ann.evaluate("sounds") < 6:  # three times two tones
                await asyncio.sleep(0.2)
        await _enters(ann, "I have seen it")
        await ann.wait_for_url("**/desk/case/**")
        await ann.goto(f"{house.url}/desk")
        await expect(ann).to_have_title("Desk")
        await ann.keyboard.press("Tab")
        await expect(ann.get_by_role("button", name="Sound is on", exact=True)).to_be_visible()
        await asyncio.sleep(5)
        assert await ann.evaluate("sounds") == 0, "it goes on though somebody has seen it"
        await ann.context.close()
