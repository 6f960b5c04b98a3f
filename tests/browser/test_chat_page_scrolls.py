"""What is in sight after something new has come: the end, unless somebody is reading further up."""

import pytest
from playwright.async_api import Page, expect

from bot.model.message import Speaker

pytestmark = pytest.mark.asyncio(loop_scope="session")
LONG = "This is a long answer with many words in it. " * 40


async def here(page: Page) -> str:
    return str(await page.evaluate("sessionStorage.getItem('t')"))


async def talk(page: Page, hall, lines: int) -> None:
    for number in range(lines):
        hall.put(await here(page), Speaker.LEV, f"Line {number} says a little more than one row on a small phone can hold.")
    await expect(page.locator(".line")).to_have_count(lines)


async def test_the_newest_line_and_its_choices_are_in_sight(page: Page, hall) -> None:
    await talk(page, hall, 10)
    hall.put(await here(page), Speaker.LEV, "Would you like to talk to a real person?", choices=("Yes", "No thanks"))
    for name in ("Yes", "No thanks"):
        await expect(page.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
    button = await page.get_by_role("button", name="Yes").bounding_box()
    bar = await page.locator(".bottom").bounding_box()
    assert button and bar and button["y"] + button["height"] <= bar["y"], "not under the box"


async def test_a_long_answer_is_read_from_its_top(page: Page, hall) -> None:
    await talk(page, hall, 6)
    hall.put(await here(page), Speaker.LEV, LONG)
    await expect(page.locator(".line")).to_have_count(7)
    name = await page.locator(".line .who").last.bounding_box()
    bars = await page.locator(".urgent").bounding_box()
    assert name and bars and bars["y"] + bars["height"] <= name["y"] < 300


async def test_a_reload_comes_back_to_the_end(page: Page, hall) -> None:
    hall.put(await here(page), Speaker.LEV, LONG)
    hall.put(await here(page), Speaker.LEV, LONG)
    hall.put(await here(page), Speaker.LEV, "The end.")
    await page.reload()
    await expect(page.locator("#log")).to_have_attribute("aria-busy", "false")
    await expect(page.get_by_text("The end.")).to_be_in_viewport(ratio=1)


async def test_who_reads_further_up_is_left_alone(page: Page, hall) -> None:
    await talk(page, hall, 12)
    await expect(page.locator("#log")).to_have_attribute("aria-busy", "false")
    await page.evaluate("window.scrollTo(0, 0)")
    hall.put(await here(page), Speaker.LEV, "Something new.")
    await expect(page.get_by_text("Something new.")).to_be_attached()
    assert await page.evaluate("window.scrollY") == 0
