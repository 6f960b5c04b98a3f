"""Quick exit in a real browser: blank first, then forget, then away, and no way back."""

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.walks.running import Lev
from tests.walks.test_web_walk import PHONE, browser, house

__all__ = ["browser", "house"]

# The browser tells of a navigation before it asks the network: what does the page look like just then?
NOTE = """navigation.addEventListener("navigate", () => console.info("leaving " + JSON.stringify({
  hidden: document.documentElement.hidden, text: document.body.textContent.trim(),
  kept: sessionStorage.length + localStorage.length})))"""
BLANK = {"hidden": True, "text": "", "kept": 0}


def _press(page: Page, way: str) -> None:
    if way == "pointer":
        page.locator("#leave").click()
    elif way == "keyboard":
        page.locator("#leave").focus()
        page.keyboard.press("Enter")
    else:
        page.locator("textarea").focus()
        for _ in range(3):
            page.keyboard.press("Shift")


@pytest.mark.parametrize("way", ["pointer", "keyboard", "three shifts"])
def test_leaving_is_blank_before_the_network_hears_of_it(house: Lev, browser: Browser, way: str) -> None:
    context = browser.new_context(viewport=PHONE)
    page, told, asked = context.new_page(), list[str](), list[str]()
    page.add_init_script(NOTE)
    page.goto(f"{house.url}/chat")
    page.locator("textarea").fill("hello there")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Hi, I'm Lev.")).to_be_visible()
    page.locator("textarea").fill("half a thought")
    page.on("console", lambda line: told.append(line.text))
    page.on("request", lambda request: asked.append(request.url))
    context.route(re.compile("^https://"), lambda route: route.fulfill(body="<title>Weather</title>rain", content_type="text/html"))
    _press(page, way)
    expect(page).to_have_title("Weather")
    assert json.loads(told[0].removeprefix("leaving ")) == BLANK
    assert asked == ["https://www.bbc.co.uk/weather"], "nothing else was asked"
    page.go_back()
    assert "hello there" not in page.content()
    page.goto(f"{house.url}/chat")
    expect(page.get_by_text("Before you start")).to_be_visible()
    assert page.get_by_text("hello there").count() == 0, "the talk cannot be found again"
    assert page.locator("textarea").input_value() == ""
    context.close()
