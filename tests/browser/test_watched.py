"""Somebody else picks the phone up: what the browser still knows after quick exit and after hiding. Real history, real caches."""

import re
from base64 import urlsafe_b64decode
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from tests.browser.conftest import ARGS, CHROMIUM

pytestmark = pytest.mark.asyncio(loop_scope="session")
SECRET = "the canary sings at noon"
KEPT = """async () => JSON.stringify({
  session: {...sessionStorage}, local: {...localStorage}, cookies: document.cookie, databases: await indexedDB.databases(),
  caches: await caches.keys(), workers: (await navigator.serviceWorker.getRegistrations()).length, name: window.name})"""
NOTHING = '{"session":{},"local":{},"cookies":"","databases":[],"caches":[],"workers":0,"name":""}'


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def kept_pages() -> AsyncIterator[Browser]:
    """Playwright turns the back-forward cache off; a young person's browser has it."""
    async with async_playwright() as play:
        path = CHROMIUM if CHROMIUM.exists() else None
        browser = await play.chromium.launch(executable_path=path, args=ARGS, ignore_default_args=["--disable-back-forward-cache"])
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session", params=["with bfcache", "without"])
async def phone(request: pytest.FixtureRequest, browser: Browser, kept_pages: Browser) -> AsyncIterator[BrowserContext]:
    context = await (kept_pages if request.param == "with bfcache" else browser).new_context()
    await context.route(
        re.compile("^https://"), lambda route: route.fulfill(body="<title>Weather</title>rain", content_type="text/html")
    )
    yield context
    await context.close()


async def chatted(phone: BrowserContext, house) -> Page:
    page = await phone.new_page()
    await page.goto(house.url)
    await page.get_by_label("Your message").fill(SECRET)
    await page.keyboard.press("Enter")
    await expect(page.locator(".lev .words")).to_have_text(f"You said: {SECRET}")
    await page.get_by_role("link", name="Your privacy").click()
    await expect(page).to_have_title("Privacy")
    await page.get_by_role("link", name="Back to the chat").click()
    await expect(page.locator(".lev .words")).to_have_text(f"You said: {SECRET}")
    return page


async def history(page: Page) -> list[str]:
    told = await (await page.context.new_cdp_session(page)).send("Page.getNavigationHistory")
    return [entry["url"] + entry["title"] for entry in told["entries"]]


async def test_while_chatting_only_neutral_names_are_seen(phone: BrowserContext, house) -> None:
    page = await chatted(phone, house)
    assert await page.title() == "Chat"
    icon = await page.locator("link[rel=icon]").get_attribute("href")
    assert "icon.svg" in str(icon)
    assert page.url == house.url
    assert [SECRET in entry for entry in await history(page)] == [False, False]


async def test_quick_exit_leaves_nothing_behind(phone: BrowserContext, house) -> None:
    page = await chatted(phone, house)
    await page.get_by_role("button", name="Leave now").click()
    await expect(page).to_have_title("Weather")
    entries = await history(page)
    assert len(entries) == 2, "the blank tab and the weather: our pages took one another's place, and the weather took theirs"
    assert not [entry for entry in entries if "127.0.0.1" in entry]
    await page.go_back()
    assert SECRET not in await page.content()
    await page.goto(house.url)
    await expect(page.get_by_text("Before you start")).to_be_visible()
    assert await page.locator(".line").count() == 0
    other = await page.context.new_page()
    await other.goto(house.url.replace("/chat", "/privacy"))  # the same origin, and nothing of ours writes here
    assert await other.evaluate(KEPT) == NOTHING


async def test_a_page_the_browser_froze_is_never_seen_again(phone: BrowserContext, house) -> None:
    """Somebody types another address, then goes back: the talk is read afresh. After quick exit there is none to read."""
    page = await chatted(phone, house)
    await page.goto("https://elsewhere.example/")
    await page.go_back(wait_until="commit")
    await expect(page.locator(".lev .words")).to_have_text(f"You said: {SECRET}")
    await page.get_by_role("button", name="Leave now").click()
    await expect(page).to_have_title("Weather")
    for step in (page.go_forward, page.go_back, page.go_back):
        await step(wait_until="commit")  # a page that is thawed loads nothing
        assert SECRET not in await page.content()


async def test_each_talk_has_a_name_of_its_own_that_nobody_guesses(browser: Browser, house) -> None:
    names = []
    for scripts in (True, True, False, False):
        context = await browser.new_context(java_script_enabled=scripts)
        page = await context.new_page()
        await page.goto(house.url)
        handle = await page.locator("input[name=handle]").first.get_attribute("value")
        names.append(str(await page.evaluate("sessionStorage.getItem('t')")) if scripts else str(handle))
        await context.close()
    assert [len(urlsafe_b64decode(f"{name}=")) for name in names] == [32] * 4, "256 bits"
    assert len({*names}) == 4


async def test_hiding_forgets_the_handle_and_says_what_is_kept(phone: BrowserContext, house, hall) -> None:
    page = await chatted(phone, house)
    handle = str(await page.evaluate("sessionStorage.getItem('t')"))
    await page.get_by_role("button", name="Hide this conversation").click()
    await expect(page.get_by_role("heading", name="Your talk is off this page")).to_be_visible()
    await expect(page.get_by_text("We still have what you wrote")).to_be_visible()
    assert await page.evaluate(KEPT) == NOTHING
    while hall.lines:  # the server is told as well, without the page waiting for it
        await page.wait_for_timeout(20)
    assert handle not in hall.lines
    assert len(await history(page)) == 2
    await page.go_back()
    assert SECRET not in await page.content()
    await page.goto(house.url)
    assert await page.locator(".line").count() == 0
    assert await page.evaluate("sessionStorage.getItem('t')") != handle
