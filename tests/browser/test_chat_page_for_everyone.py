"""Keyboard, screen reader, small and zoomed screens, no colour vision."""

import pytest
from playwright.async_api import Page, expect

from bot.model.message import Speaker

pytestmark = pytest.mark.asyncio(loop_scope="session")
LONG = "averyveryveryverylongwordwithoutanyspaceinsidethatmightpushthepagewiderthanaphone" * 2

CONTRAST = """() => {
  const light = (c) => { const [r, g, b] = c.map((v) => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; });
    return .2126 * r + .7152 * g + .0722 * b; };
  const parse = (c) => c.match(/[\\d.]+/g).map(Number);
  const behind = (e) => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c.slice(0, 3); } return [255, 255, 255]; };
  const poor = [];
  for (const e of document.querySelectorAll('body *')) {
    if (!e.offsetParent || ![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color).slice(0, 3)), light(behind(e))].sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < 4.5) poor.push([e.className || e.tagName, (a + .05) / (b + .05)]);
  }
  return poor;
}"""


async def fill_log(page: Page, hall) -> None:
    here = str(await page.evaluate("sessionStorage.getItem('t')"))
    hall.put(here, Speaker.YOUNG_PERSON, LONG)
    hall.put(here, Speaker.WORKER, f"{LONG} Call 0800 1111.", name="Tam")
    hall.put(
        here, Speaker.LEV, "Do you want to talk to a person?", choices=("Yes, I would like that very much please", "No thanks")
    )
    await expect(page.locator("#choices button")).to_have_count(2)
    await page.route("**/chat/say", lambda route: route.abort())
    await page.get_by_label("Your message").fill("hello")
    await page.get_by_label("Your message").press("Enter")
    await expect(page.locator(".failed")).to_have_count(1)


@pytest.mark.parametrize(
    ("width", "height"), [(320, 568), (320, 256), (360, 740), (1280, 800)], ids=["small", "zoomed", "phone", "wide"]
)
async def test_nothing_scrolls_sideways_and_the_way_out_stays(page: Page, hall, width: int, height: int) -> None:
    await page.set_viewport_size({"width": width, "height": height})
    await fill_log(page, hall)
    assert await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    await page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    await expect(page.get_by_role("button", name="Leave now")).to_be_in_viewport(ratio=1)
    if height > 400:
        await expect(page.get_by_role("link", name="999")).to_be_in_viewport(ratio=1)
        await expect(page.get_by_role("navigation").get_by_role("link", name="Childline")).to_be_in_viewport(ratio=1)
    else:  # zoomed to 400%: the box must be reachable, and not lie over what is read
        await page.evaluate("document.activeElement.blur()")  # what has the focus already is not brought into view again
        await page.get_by_label("Your message").focus()
        await expect(page.get_by_label("Your message")).to_be_in_viewport(ratio=1)


async def test_targets_are_big_enough(page: Page, hall) -> None:
    await fill_log(page, hall)
    for target in await page.locator("button:visible, .urgent a, .leave, textarea").all():
        size = await target.bounding_box()
        assert size and size["height"] >= 44 and size["width"] >= 44, await target.text_content()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_contrast(page: Page, hall, scheme: str) -> None:
    await page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    await fill_log(page, hall)
    assert await page.evaluate(CONTRAST) == []


async def test_with_the_keyboard_alone(page: Page, hall) -> None:
    here = str(await page.evaluate("sessionStorage.getItem('t')"))
    hall.put(here, Speaker.LEV, "Do you want to talk to a person?", choices=("Yes", "No thanks"))
    await expect(page.locator("#choices button")).to_have_count(2)
    reached = []
    for _ in range(9):
        await page.keyboard.press("Tab")
        reached.append(await page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))
        assert await page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert reached == ["skip", "leave", "In danger? Call 999", "Childline 0800\u00a01111", "Your privacy",
                       "If someone looks at your phone", "Yes", "No thanks", "box"]  # fmt: skip
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(page.locator(".young_person .words")).to_have_text("No thanks")
    await page.keyboard.press("Tab")
    await expect(page.get_by_label("Your message")).to_be_focused()
    await page.keyboard.type("one")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("two")
    await page.keyboard.press("Enter")
    await expect(page.locator(".young_person .words").last).to_have_text("one\ntwo")
    await expect(page.locator(".young_person").last).to_contain_text("Sent")  # shown at once, taken a moment later
    assert hall.taken[-1].text == "one\ntwo"


async def test_what_a_screen_reader_is_told(page: Page, hall) -> None:
    log = page.get_by_role("log", name="Messages")
    await expect(log).to_have_attribute("aria-live", "polite")
    await expect(log).to_have_attribute("aria-busy", "false")
    await fill_log(page, hall)
    await expect(page.locator("#status")).to_have_text("Your message was not sent.")
    await expect(page.locator(".failed .who")).to_have_text("You")
    assert await page.evaluate("document.documentElement.lang") == "en-GB"
    assert await page.locator("h1").all_text_contents() == ["Chat"]
