"""The safety record on the case page in a real browser: filled in by keyboard alone; axe finds nothing, nothing runs off a phone."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from bot.model.changes import Changes
from bot.model.message import Channel
from tests.browser.desk_door import at_desk, comes_on, open_desk
from tests.browser.test_axe import found
from tests.queueing import waiting

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def _tab_to(page: Page, role: str, name: str) -> None:
    """Presses Tab until it stands there, as somebody without a mouse does."""
    there = page.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
    for _ in range(150):
        if await there.evaluate("(one) => one === document.activeElement"):
            return
        await page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never reaches {name}")


async def _open(page: Page, name: str) -> None:
    summary = page.locator("#safety summary", has_text=name)
    await summary.focus()
    await page.keyboard.press("Enter")


async def test_by_keyboard_and_for_everyone(browser: Browser, valkey_url: str, tmp_path: Path) -> None:
    async with open_desk(valkey_url) as house:
        [case] = await waiting(house.store, 1)
        talk = await house.store.reads.conversation(case.contact)
        assert talk
        texted = replace(talk, channel=Channel.SMS, address="+447700900123")
        await house.store.commit.commit(Changes(texted, case=replace(case, channel=Channel.SMS)))
        tam = await at_desk(browser, house, "Tam")
        await comes_on(tam)
        await tam.get_by_role("button", name="Take the next one").click()
        await tam.wait_for_url("**/desk/case/**")
        safety = tam.locator("#safety")

        await _open(tam, "Note whether it is safe here")
        await _tab_to(tam, "combobox", "Is it safe to write to them here?")
        await tam.keyboard.type("No")
        await _tab_to(tam, "button", "Keep it")
        await tam.keyboard.press("Enter")
        await expect(tam.get_by_text("Not safe to text them here")).to_be_visible()

        await _open(tam, "Add a safe time")
        for day in ("Monday", "Tuesday"):
            await _tab_to(tam, "checkbox", day)
            await tam.keyboard.press("Space")
        for name, at in (("From", "0400PM"), ("Until (earlier than “From” means: the day after)", "0630PM")):
            await safety.get_by_label(name, exact=True).focus()
            await tam.keyboard.type(at)
        await _tab_to(tam, "button", "Add it")
        await tam.keyboard.press("Enter")
        await expect(safety.get_by_text("Monday and Tuesday, 4pm to 6.30pm", exact=True)).to_be_visible()

        await _open(tam, "Set a code word")
        await _tab_to(tam, "textbox", "The word you agreed on (empty takes it out)")
        await tam.keyboard.type("purple kettle")
        await tam.keyboard.press("Enter")
        await expect(safety.get_by_text("purple kettle")).to_be_hidden()
        await _open(tam, "Show the word")
        await expect(safety.get_by_text("purple kettle")).to_be_visible()

        await safety.get_by_role("button", name="I have asked: is it still you?").focus()
        await tam.keyboard.press("Enter")
        await safety.get_by_role("button", name="The word did not match").focus()
        await tam.keyboard.press("Enter")
        await expect(tam.locator("#facts").get_by_text("The code word did not match")).to_be_visible()

        await tam.locator("#safety details").evaluate_all("(all) => all.forEach((one) => { one.open = true; })")
        for scheme in ("light", "dark"):
            await tam.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            for width in (1280, 360, 320):
                await tam.set_viewport_size({"width": width, "height": 740})
                await tam.screenshot(path=tmp_path / f"{scheme}-{width}.png", full_page=True)
                assert await found(tam) == [], (scheme, width)
                assert not await tam.evaluate("document.documentElement.scrollWidth > innerWidth"), f"runs off the side at {width}"
        assert not tam.complaints, tam.complaints  # type: ignore[attr-defined]
        await tam.context.close()
