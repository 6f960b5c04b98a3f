"""How much a phone must load before it shows the chat, and that all of it fits the smallest screen at any zoom."""

import pytest
from playwright.async_api import Browser, Page, expect

from bot.model.message import Speaker

pytestmark = pytest.mark.asyncio(loop_scope="session")
MOST = 20_000  # bytes as sent, headers included: two seconds on the slowest mobile network that is still common
LONG = "averyveryveryverylongwordwithoutanyspaceinsidethatmightpushthepagewiderthanaphone" * 2
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
ASKED = "performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'))"
PAINTED = "performance.getEntriesByName('first-contentful-paint').map((paint) => paint.startTime)[0]"


async def loaded(page: Page, *, before: bool) -> tuple[int, list[str]]:
    """Bytes on the wire and names of what was asked for: all of it, or what was asked before the first paint."""
    await page.wait_for_function(f"() => {PAINTED} !== undefined")  # a bare expression is evaluated, which our pages forbid
    limit = PAINTED if before else "Infinity"
    asked = await page.evaluate(f"{ASKED}.filter((one) => one.startTime < ({limit})).map((one) => [one.name, one.transferSize])")
    return sum(size for _, size in asked), [name for name, _ in asked]


async def test_the_first_paint_is_under_twenty_kilobytes(browser: Browser, house) -> None:
    context = await browser.new_context()
    page = await context.new_page()
    await page.goto(house.url)
    await expect(page.get_by_label("Your message")).to_be_visible()
    size, names = await loaded(page, before=True)
    assert any(name.endswith(".css") for name in names), "the style is counted"
    assert 1_000 < size < MOST, names
    await expect(page.locator(".plain")).to_have_count(0)  # the scripts have run
    whole, names = await loaded(page, before=False)
    assert any(name.endswith("send.js") for name in names), "the scripts are counted"
    assert whole < MOST, "so is the whole page, scripts and all"
    await context.close()


@pytest.mark.parametrize(("width", "height"), [(320, 568), (320, 256)], ids=["smallest phone", "zoomed to 400%"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
async def test_nothing_scrolls_sideways(browser: Browser, house, hall, width: int, height: int, scripts: bool) -> None:
    """1280 by 1024 at 400% is 320 by 256."""
    context = await browser.new_context(viewport={"width": width, "height": height})
    page = await context.new_page()
    if not scripts:
        await page.route("**/*.js", lambda route: route.abort())
    for path in ("/hidden", "/../privacy", "/../private", ""):
        await page.goto(f"{house.url}{path}")
        assert await page.evaluate(SIDEWAYS) == 0, path
    await page.get_by_label("Your message").fill(LONG)
    await page.get_by_role("button", name="Send").click()
    await expect(page.locator(".lev .words")).to_contain_text(LONG)
    hall.put(hall.taken[0].address, Speaker.WORKER, LONG, name="Tam", choices=("Yes, I would like that very much please", "No"))
    if not scripts:
        await page.get_by_role("button", name="See new messages").click()
    await expect(page.get_by_role("button", name="Yes, I would like that very much please")).to_be_visible()
    assert await page.evaluate(SIDEWAYS) == 0
    await expect(page.get_by_role("button", name="Leave now")).to_be_in_viewport(ratio=1)
    await context.close()


async def test_without_scripts_the_keyboard_reaches_everything_in_order(browser: Browser, house, hall) -> None:
    context = await browser.new_context()
    page = await context.new_page()
    await page.route("**/*.js", lambda route: route.abort())
    await page.goto(house.url)
    reached = []
    for _ in range(9):
        await page.keyboard.press("Tab")
        reached.append(await page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))
        assert await page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert reached == ["skip", "leave", "In danger? Call 999", "Childline 0800\u00a01111", "Your privacy",
                       "If someone looks at your phone", "box", "Send", "See new messages"]  # fmt: skip
    await page.get_by_label("Your message").focus()
    await page.keyboard.type("hello")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.locator(".lev .words")).to_have_text("You said: hello")
    await context.close()
