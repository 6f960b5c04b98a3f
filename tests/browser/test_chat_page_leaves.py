"""Quick exit: blank first, then forget, then away, and no way back."""

import asyncio

import pytest
from playwright.async_api import CDPSession, Page, Request, Route, expect

pytestmark = pytest.mark.asyncio(loop_scope="session")
AWAY = "https://www.bbc.co.uk/**"
STATE = """({hidden: document.documentElement.hidden, text: document.body.textContent, title: document.title,
  kept: sessionStorage.length + localStorage.length, shown: getComputedStyle(document.documentElement).display})"""
BLANK = {"hidden": True, "text": "", "title": "Weather", "kept": 0, "shown": "none"}


async def peek(tools: CDPSession) -> object:
    """The page's state by way of the debugger, since Playwright itself waits while a page is on its way out."""
    answer = await tools.send("Runtime.evaluate", {"expression": STATE, "returnByValue": True})
    return answer["result"]["value"]


@pytest.fixture(params=["pointer", "keyboard", "three shifts"])
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


async def leave(page: Page, way: str) -> None:
    if way == "pointer":
        await page.get_by_role("link", name="Leave now").click(no_wait_after=True)
    elif way == "keyboard":
        await page.get_by_role("link", name="Leave now").focus()
        await page.keyboard.press("Enter")
    else:
        await page.get_by_label("Your message").focus()
        for _ in range(3):
            await page.keyboard.press("Shift")


async def test_blank_first_then_away_and_no_way_back(page: Page, house, way: str) -> None:
    start = await page.context.new_page()
    await start.goto("about:blank#start")
    await start.goto(house.url)
    await start.get_by_label("Your message").fill("private words")
    await start.get_by_role("button", name="Send").click()
    await expect(start.locator(".line.lev")).to_have_count(1)
    await start.get_by_label("Your message").fill("half a thought")
    tools = await start.context.new_cdp_session(start)
    seen: list[object] = []
    asked: list[str] = []
    arrived = asyncio.Event()

    async def weather(route: Route) -> None:
        seen.append(await peek(tools))  # the old page is still there while the new one is on its way
        await route.fulfill(body="<title>Weather</title>rain", content_type="text/html")
        arrived.set()

    await start.context.route(AWAY, weather)

    def note(request: Request) -> None:
        asked.append(request.url)
        assert "Referer" not in request.headers

    start.on("request", note)
    await leave(start, way)
    await asyncio.wait_for(arrived.wait(), 5)
    await start.wait_for_url(AWAY)
    assert seen == [BLANK]
    assert asked == ["https://www.bbc.co.uk/weather"]  # nothing at all was asked before the page was blank
    await start.go_back()
    assert start.url == "about:blank#start"
    assert "private words" not in await start.content()


async def test_it_is_blank_before_the_press_has_ended(page: Page) -> None:
    await page.route(AWAY, lambda route: route.fulfill(body="rain"))
    await page.get_by_label("Your message").fill("half a thought")
    state = await page.evaluate(f"() => {{ document.getElementById('leave').click(); return {STATE}; }}")
    assert state == BLANK


async def test_it_works_while_nothing_else_does(page: Page, house) -> None:
    await page.route(AWAY, lambda route: route.fulfill(body="rain"))
    house.close()
    await leave(page, "pointer")
    await page.wait_for_url(AWAY)
    house.open()


async def test_a_late_answer_writes_nothing_after_leaving(page: Page, hall) -> None:
    tools = await page.context.new_cdp_session(page)
    go = asyncio.Event()

    async def slow_weather(route: Route) -> None:
        await go.wait()
        await route.fulfill(body="rain")

    await page.route(AWAY, slow_weather)
    hall.holds = True
    await page.get_by_label("Your message").fill("slow")
    await page.keyboard.press("Enter")
    await expect(page.locator(".young_person")).to_have_count(1)
    await tools.send("Runtime.evaluate", {"expression": "document.getElementById('leave').click()"})
    hall.holds = False
    await asyncio.sleep(0.3)
    assert await peek(tools) == BLANK
    go.set()
    await page.wait_for_url(AWAY)


async def test_a_page_brought_back_frozen_stays_blank_or_is_read_afresh(page: Page) -> None:
    frozen = "window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"
    async with page.expect_navigation():
        await page.evaluate(frozen)
    assert page.url.endswith("/chat")
    away = asyncio.Event()

    async def weather(route: Route) -> None:
        away.set()
        await route.fulfill(body="rain")

    await page.route(AWAY, weather)
    state = await page.evaluate(f"() => {{ document.getElementById('leave').click(); {frozen}; return {STATE}; }}")
    assert state == BLANK
    await asyncio.wait_for(away.wait(), 5)


async def test_typing_capitals_does_not_leave(page: Page) -> None:
    box = page.get_by_label("Your message")
    await box.focus()
    for letter in "SOS":
        await page.keyboard.press(f"Shift+{letter}")
    await page.keyboard.press("Shift")
    await page.keyboard.press("Shift")
    await asyncio.sleep(1.6)
    await page.keyboard.press("Shift")
    await expect(box).to_have_value("SOS")
    assert page.url.endswith("/chat")


async def test_the_skip_link_adds_nothing_to_the_history(page: Page) -> None:
    before = await page.evaluate("history.length")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Your message")).to_be_focused()
    assert await page.evaluate("history.length") == before
