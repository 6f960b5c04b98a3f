"""Approved replies by shortcut, places of help, and the size of a text, in a real browser."""

import random

import pytest
from playwright.async_api import Browser, expect

from bot.desk.pages import FILES
from bot.model.segments import count_segments
from channels.sms_parts import pack
from tests.browser.desk_door import at_desk, comes_on, open_desk
from tests.queueing import waiting

pytestmark = pytest.mark.asyncio(loop_scope="session")
ALPHABET = "abc éà@\n€^{}[]~|\\\u2019\u201c\u2014\u2026\u00a0\u200b\u2022çŵ😀👩‍👩‍👧\f"


def texts() -> list[str]:
    chance = random.Random(6)
    many = ["".join(chance.choices(ALPHABET, k=chance.randrange(0, 400))) for _ in range(400)]
    edges = [
        letter * count
        for letter in ("a", "€", "ŵ", "😀", "\u2019")
        for count in (1, 34, 35, 36, 67, 70, 71, 76, 80, 81, 134, 153, 160, 161, 306, 307)
    ]
    return [*many, *edges, "a" * 152 + "€" + "b" * 20, "ŵ" * 66 + "😀" + "ŵ" * 10, ""]


async def test_the_counter_counts_as_the_sender_does(browser: Browser) -> None:
    page = await browser.new_page()
    await page.add_script_tag(content=(FILES / "segments.js").read_text(encoding="utf-8"))
    plain = await page.evaluate(
        "(all) => all.map((one) => { const s = countSegments(one); return [s.encoding, s.units, s.segments]; })", texts()
    )
    sent = await page.evaluate(
        "(all) => all.map((one) => { const s = packedSize(one); return [s.encoding, s.segments]; })", texts()
    )
    for text, counted, packed in zip(texts(), plain, sent, strict=True):
        size, goes = count_segments(text), pack(text)
        assert counted == [size.encoding, size.units, size.segments], ascii(text)
        assert packed == [goes.encoding, goes.segments], ascii(text)
    await page.close()


async def test_a_shortcut_by_keyboard_and_a_place_by_search(browser: Browser, valkey_url: str) -> None:
    async with open_desk(valkey_url) as house:
        await waiting(house.store, 1)
        ann = await at_desk(browser, house, "Ann")
        await comes_on(ann)
        await ann.get_by_role("button", name="Take the next one").click()
        await ann.wait_for_url("**/desk/case/**")  # loaded, its scripts too: what is typed before they run opens no list
        box = ann.get_by_label("Your message to the young person")
        await box.press_sequentially("Hi /he")
        await expect(ann.locator("#picks > li")).to_have_count(1)
        await expect(ann.locator("#picks > li")).to_contain_text("not signed off")
        await box.press("Enter")
        await expect(box).to_have_value(
            "Hi Hi, I'm Ann. I've read what you wrote. Thank you for telling us. You can go as slow as you like."
        )
        await box.fill("/")
        await expect(box).to_have_attribute("aria-activedescendant", "pick-0")
        await box.press("ArrowDown")
        await expect(box).to_have_attribute("aria-activedescendant", "pick-1")
        await box.press("Escape")
        await expect(ann.locator("#picks > li")).to_have_count(0)
        await expect(box).to_have_value("/")
        await box.fill("")
        await ann.get_by_text("Places of help", exact=True).click()
        await ann.get_by_label("Find by name, topic or area").fill("childline")
        await ann.get_by_role("button", name="Put in Childline").click()
        await expect(box).to_have_value("Childline 0800 1111, free, day and night")
        await expect(box).to_be_focused()
        assert not ann.complaints, ann.complaints  # type: ignore[attr-defined]
        await ann.context.close()
