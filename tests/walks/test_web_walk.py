"""The web walk in a real browser: a young person on a small phone, a worker at the desk, and pictures of both for the docs."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from bench.second_factor import sets_up_phone
from tests.walks.running import ROOT, Lev

CHROMIUM = Path("/usr/bin/chromium")
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]
PICTURES = ROOT / "docs" / "pictures"
PHONE, WIDE = {"width": 360, "height": 740}, {"width": 1280, "height": 800}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        launched = play.chromium.launch(executable_path=CHROMIUM if CHROMIUM.exists() else None, args=ARGS)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def house(lev: Lev) -> Iterator[Lev]:
    """Seen where it listens, so that a browser can post to it: PUBLIC_URL is its own address."""
    lev.stop()
    lev.settings |= {"PUBLIC_URL": f"http://localhost:{lev.port}"}
    lev.url = lev.settings["PUBLIC_URL"]
    lev.start()
    yield lev


def _watched(context: BrowserContext) -> tuple[Page, list[str]]:
    page, problems = context.new_page(), list[str]()
    page.on("console", lambda line: problems.append(line.text) if line.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda request: problems.append(request.url) if "localhost" not in request.url else None)
    return page, problems


def _say(page: Page, text: str) -> None:
    page.locator("textarea").fill(text)
    page.keyboard.press("Enter")


def _picture(page: Page, name: str) -> None:
    if os.environ.get("PICTURES"):  # `PICTURES=1 pytest tests/walks/test_web_walk.py` takes the docs' pictures anew
        PICTURES.mkdir(exist_ok=True)
        if name == "desk-case":
            page.evaluate("document.querySelector('#lines mark').scrollIntoView({block: 'center'}); scrollTo(0, 0)")
        page.screenshot(path=PICTURES / f"{name}.png")


def test_a_young_person_and_a_worker_talk(house: Lev, browser: Browser) -> None:
    chat, chat_problems = _watched(browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2))
    desk, desk_problems = _watched(browser.new_context(viewport=WIDE))
    chat.goto(f"{house.url}/")
    expect(chat.get_by_text("whose job is to keep children safe")).to_be_visible()
    desk.goto(house.first_link())
    desk.get_by_label("First name").fill("Tam")
    desk.get_by_label("Login").fill("tam")
    desk.get_by_label("Password").fill("three random words")
    desk.get_by_role("button", name="Make my account").click()
    sets_up_phone(desk)
    expect(desk.get_by_role("heading", name="Cases")).to_be_visible()

    _say(chat, "what is consent")
    expect(chat.get_by_text("Your body is yours")).to_be_visible()
    chat.get_by_role("button", name="13 to 15").click()
    expect(chat.get_by_text("Consent is when you both choose it")).to_be_visible()
    _picture(chat, "chat-advice")
    _say(chat, "he said he will post my pics if i dont send more")
    expect(chat.get_by_text("not in trouble with us")).to_be_visible()

    expect(desk.locator("li.case.alarm")).to_contain_text("sextortion", ignore_case=True)
    expect(desk).to_have_title(re.compile(r"^\(1\)"))
    _picture(desk, "desk-list")
    desk.locator("li.case a").click()
    expect(desk.locator("mark").first).to_contain_text("said he will post")
    desk.get_by_role("button", name="Claim this case").click()
    expect(chat.get_by_text("Tam, a real person, has joined.")).to_be_visible()
    desk.get_by_label("Your message to the young person").fill("Hi, I'm Tam. I've read what you wrote. Are you safe right now?")
    desk.get_by_role("button", name="Send").click()
    expect(chat.get_by_text("Hi, I'm Tam.")).to_be_visible()
    _say(chat, "yeah im in my room")
    expect(desk.locator("#lines")).to_contain_text("yeah im in my room")
    _picture(chat, "chat-phone")
    _picture(desk, "desk-case")

    desk.get_by_label("Your message to the young person").fill("half a sent")
    _say(chat, "r u still there")
    expect(desk.locator("#lines")).to_contain_text("r u still there")
    expect(desk.get_by_label("Your message to the young person")).to_have_value("half a sent")
    chat.reload()
    expect(chat.get_by_text("r u still there")).to_have_count(1)
    desk.set_viewport_size(PHONE)
    assert desk.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], "no sideways scrolling on a phone"
    _picture(desk, "desk-phone")
    assert (chat_problems, desk_problems) == ([], [])
