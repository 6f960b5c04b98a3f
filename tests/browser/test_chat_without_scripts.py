"""The chat as a browser without scripts has it: the same page, its forms, and nothing of the talk in an address."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.model.message import Speaker, Took

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def plain(browser: Browser, house) -> AsyncIterator[Page]:
    """The chat in a browser whose scripts are off, on the smallest phone."""
    context = await browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 568})
    page = await context.new_page()
    await page.goto(house.url)
    yield page
    await context.close()


async def say(page: Page, text: str) -> None:
    await page.get_by_label("Your message").fill(text)
    await page.get_by_role("button", name="Send").click()


async def test_a_talk(plain: Page, house, hall) -> None:
    await say(plain, "hello")
    await expect(plain.locator(".young_person .words")).to_have_text("hello")
    await expect(plain.locator(".lev .words")).to_have_text("You said: hello")
    await say(plain, "one\ntwo <b>")
    await expect(plain.locator(".lev .words").last).to_have_text("You said: one\ntwo <b>")
    assert [inbound.text for inbound in hall.taken] == ["hello", "one\ntwo <b>"]
    assert len({inbound.address for inbound in hall.taken}) == 1, "one talk"
    assert plain.url == house.url, "no handle and no word in the address"
    assert hall.taken[0].address not in "".join([plain.url, await plain.title()])
    assert await plain.context.cookies() == []


async def test_a_worker_answers_later(plain: Page, hall) -> None:
    await say(plain, "hello")
    hall.put(hall.taken[0].address, Speaker.WORKER, "Hi. Childline is 0800 1111.", name="Tam", choices=("Yes", "No thanks"))
    await plain.get_by_role("button", name="See new messages").click()
    await expect(plain.locator(".worker .words")).to_have_text("Hi. Childline is 0800 1111.")
    await expect(plain.get_by_text("Tam, support worker, is here. This is a real person.")).to_be_visible()
    await expect(plain.locator(".worker a")).to_have_attribute("href", "tel:08001111")
    await plain.get_by_label("Your message").fill("half a thought")
    await plain.get_by_role("button", name="No thanks").click()
    await expect(plain.locator(".young_person .words").last).to_have_text("No thanks")
    await expect(plain.get_by_label("Your message")).to_have_value("half a thought")
    assert [inbound.text for inbound in hall.taken] == ["hello", "No thanks"], "looking says nothing"


async def test_the_newest_line_is_in_sight_and_under_no_bar(plain: Page) -> None:
    for number in range(3):
        await say(plain, f"hello {number}")
    newest = plain.locator(".line").last
    await expect(newest).to_be_in_viewport(ratio=1)
    await expect(newest).to_be_focused()
    line, bar = await newest.bounding_box(), await plain.locator(".bottom").bounding_box()
    assert line and bar
    assert line["y"] + line["height"] <= bar["y"]


async def test_a_form_sent_twice_says_it_once(plain: Page, hall) -> None:
    """A reload, or a second press on a slow line, sends the same form again."""
    await say(plain, "hello")
    await expect(plain.locator(".young_person .words")).to_have_text("hello")  # the first page is here: no reload of one that goes
    await plain.reload()
    await expect(plain.locator(".young_person")).to_have_count(1)
    assert len({inbound.message_id for inbound in hall.taken}) == 1
    assert len(hall.taken) == 2


async def test_nothing_typed_is_lost(plain: Page, hall) -> None:
    hall.took = OSError("full")
    await say(plain, "hello")
    await expect(plain.locator("#status")).to_contain_text("did not reach us")
    await expect(plain.get_by_label("Your message")).to_have_value("hello")
    hall.took = Took.SPOOLED
    await plain.get_by_role("button", name="Send").click()
    await expect(plain.locator(".young_person .words")).to_have_text("hello")
    await expect(plain.locator(".lev .words")).to_contain_text("999")
    await expect(plain.get_by_label("Your message")).to_have_value("")


async def test_an_empty_form_says_so(plain: Page, hall) -> None:
    await say(plain, "  ")
    await expect(plain.locator("#status")).to_have_text("You have not written anything yet.")
    assert hall.taken == []


async def test_leaving_goes_to_the_weather_and_the_talk_stays_away(plain: Page, hall) -> None:
    await plain.context.route(
        re.compile("^https://"), lambda route: route.fulfill(body="<title>Weather</title>rain", content_type="text/html")
    )
    await say(plain, "hello")
    await plain.get_by_role("button", name="Leave now").click()
    await plain.wait_for_url("https://www.bbc.co.uk/weather")
    await plain.go_back()
    assert "hello" not in await plain.content()
    await plain.reload()  # and "send the form again" on top of it
    assert "You said" not in await plain.content(), "the server shows nothing that was hidden"


async def test_hiding_tells_what_is_true(plain: Page, house, hall) -> None:
    await say(plain, "hello")
    await plain.get_by_role("button", name="Hide this conversation").click()
    await expect(plain.get_by_role("heading", name="Your talk is off this page")).to_be_visible()
    await expect(plain.get_by_text("We still have what you wrote")).to_be_visible()
    assert plain.url == f"{house.url}/hidden"
    assert hall.lines == {}


async def test_a_script_that_comes_late_takes_the_talk_over(browser: Browser, house, hall) -> None:
    """The form was sent before the script ran: the script goes on with that talk, and shows each line once."""
    context = await browser.new_context()
    page = await context.new_page()
    await page.route("**/*.js", lambda route: route.abort())
    await page.goto(house.url)
    await say(page, "hello")
    await expect(page.locator(".young_person .words")).to_have_text("hello")
    await page.unroute("**/*.js")
    await say(page, "again")  # this answer's script runs
    await expect(page.locator(".young_person .words")).to_have_text(["hello", "again"])
    await expect(page.get_by_role("button", name="See new messages")).to_have_count(0)
    await page.reload()
    await expect(page.locator(".young_person .words")).to_have_text(["hello", "again"])
    assert len(hall.taken) == 2, "a reload sends nothing"
    await context.close()
