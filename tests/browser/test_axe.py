"""axe-core over every page a young person sees: with scripts and without, empty and mid-talk, light and dark."""

from importlib.resources import files

import pytest
from playwright.async_api import Browser, Page, expect

from bot.model.message import Speaker

pytestmark = pytest.mark.asyncio(loop_scope="session")
AXE = (files("axe_playwright_python") / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


async def found(page: Page) -> list[tuple[str, list[str]]]:
    await page.evaluate(AXE)
    result = await page.evaluate("tags => axe.run({runOnly: tags})", RULES)
    return [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in result["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "/hidden", "/../privacy", "/../private"])
async def test_a_fresh_page_is_clean(page: Page, house, path: str, scheme: str) -> None:
    await page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    await page.goto(f"{house.url}{path}")
    assert await found(page) == []


async def test_a_talk_is_clean(page: Page, hall) -> None:
    here = str(await page.evaluate("sessionStorage.getItem('t')"))
    hall.put(here, Speaker.WORKER, "Hi. Childline is 0800 1111.", name="Tam")
    hall.put(here, Speaker.LEV, "Do you want to talk to a person?", choices=("Yes", "No thanks"))
    await expect(page.locator("#choices button")).to_have_count(2)
    assert await found(page) == []


async def test_a_talk_without_scripts_is_clean(browser: Browser, house, hall) -> None:
    """axe is a script itself, so the page's own are kept from loading instead: it stays as it came."""
    context = await browser.new_context(viewport={"width": 320, "height": 568})
    page = await context.new_page()
    await page.route("**/*.js", lambda route: route.abort())
    await page.goto(house.url)
    assert await found(page) == []
    await page.get_by_label("Your message").fill("hello")
    await page.get_by_role("button", name="Send").click()
    hall.put(hall.taken[0].address, Speaker.WORKER, "Hi.", name="Tam", choices=("Yes", "No thanks"))
    await page.get_by_role("button", name="See new messages").click()
    await expect(page.get_by_role("button", name="No thanks")).to_be_visible()
    assert await found(page) == []
    await context.close()


async def test_the_search_finds_what_is_wrong(page: Page) -> None:
    await page.evaluate("document.querySelector('label[for=box]').remove()")
    assert "label" in [rule for rule, _ in await found(page)]
