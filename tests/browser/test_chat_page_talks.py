"""Saying something and reading the answer: order, reload, choices, who is speaking."""

import pytest
from playwright.async_api import Page, expect

from bot.model.message import Speaker

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def say(page: Page, text: str) -> None:
    await page.get_by_label("Your message").fill(text)
    await page.get_by_role("button", name="Send").click()


async def token(page: Page) -> str:
    return str(await page.evaluate("sessionStorage.getItem('t')"))


async def test_a_text_is_shown_at_once_then_sent_then_answered(page: Page, hall) -> None:
    await say(page, "hello there")
    own = page.locator(".young_person")
    await expect(own.locator(".words")).to_have_text("hello there")
    await expect(own.locator(".state")).to_have_text("Sent")
    answer = page.locator(".line.lev")
    await expect(answer.locator(".words")).to_have_text("You said: hello there")
    await expect(answer.locator(".who")).to_have_text("Lev (a computer program)")
    await expect(page.get_by_label("Your message")).to_have_value("")
    assert [inbound.address for inbound in hall.taken] == [await token(page)]
    assert page.url.endswith("/chat")


async def test_many_texts_keep_their_order(page: Page, hall) -> None:
    for number in range(8):
        await say(page, f"part {number}")
    await expect(page.locator(".line.lev")).to_have_count(8)
    assert [inbound.text for inbound in hall.taken] == [f"part {number}" for number in range(8)]
    await expect(page.locator(".young_person .words")).to_have_text([f"part {number}" for number in range(8)])


async def test_a_reload_restores_everything_once(page: Page, hall) -> None:
    await say(page, "first")
    await say(page, "second")
    await expect(page.locator(".line.lev")).to_have_count(2)
    before = await token(page)
    await page.reload()
    await expect(page.locator(".line.lev")).to_have_count(2)
    await expect(page.locator(".young_person .words")).to_have_text(["first", "second"])
    assert await token(page) == before
    assert await page.evaluate("sessionStorage.length") == 2
    assert await page.evaluate("sessionStorage.getItem('o')") == "[]"


async def test_two_tabs_are_two_people(page: Page, house) -> None:
    await say(page, "only here")
    await expect(page.locator(".line.lev")).to_have_count(1)
    other = await page.context.new_page()
    await other.goto(house.url)
    await expect(other.get_by_label("Your message")).to_be_visible()
    await expect(other.locator("#log")).to_have_attribute("aria-busy", "false")
    await expect(other.locator(".line")).to_have_count(0)
    assert await token(other) != await token(page)


async def test_choices_are_buttons_that_send_their_text(page: Page, hall) -> None:
    hall.put(await token(page), Speaker.LEV, "Do you want to talk to a person?", choices=("Yes", "No thanks"))
    choices = page.get_by_role("group", name="Ready-made answers").get_by_role("button")
    await expect(choices).to_have_text(["Yes", "No thanks"])
    await page.reload()
    await choices.first.click()
    await expect(page.locator(".young_person .words")).to_have_text("Yes")
    await expect(page.locator("#choices")).to_be_hidden()
    await expect(page.locator(".line.lev")).to_have_count(2)
    assert [inbound.text for inbound in hall.taken] == ["Yes"]


async def test_choices_say_their_language(page: Page, hall) -> None:
    here = await token(page)
    hall.put(here, Speaker.LEV, "Wybierz.", choices=("Rozmowa",), menu="pl")
    choices = page.get_by_role("group", name="Ready-made answers").get_by_role("button")
    await expect(choices).to_have_text(["Rozmowa"])
    assert await choices.first.get_attribute("lang") == "pl"
    hall.put(here, Speaker.LEV, "Pick one.", choices=("Talk",))
    await expect(choices).to_have_text(["Talk"])
    assert await choices.first.get_attribute("lang") is None


async def test_it_says_once_when_a_person_joins(page: Page, hall) -> None:
    here = await token(page)
    hall.put(here, Speaker.LEV, "Hello.")
    hall.put(here, Speaker.WORKER, "I've read what you wrote.", name="Tam")
    hall.put(here, Speaker.WORKER, "Take your time.", name="Tam")
    hall.put(here, Speaker.LEV, "Sam, a real person, is with you from now on.")
    hall.put(here, Speaker.WORKER, "Hi, I'm Sam.", name="Sam")
    await expect(page.locator("#log .line .who")).to_have_text(
        [
            "Lev (a computer program)",
            "Tam, support worker",
            "Tam, support worker",
            "Lev (a computer program)",
            "Sam, support worker",
        ]
    )
    await expect(page.locator("#log .change")).to_have_text(
        ["Tam, support worker, is here. This is a real person.", "Sam, support worker, is here. This is a real person."]
    )


async def test_words_are_never_markup(page: Page, hall) -> None:
    nasty = "<img src=x onerror=alert(1)> & <b>bold</b>"
    await say(page, nasty)
    await expect(page.locator(".young_person .words")).to_have_text(nasty)
    await expect(page.locator(".line.lev .words")).to_have_text(f"You said: {nasty}")
    assert await page.locator("#log img, #log b").count() == 0


async def test_phone_numbers_we_say_can_be_pressed(page: Page, hall) -> None:
    hall.put(await token(page), Speaker.LEV, "Call 999, 0800 1111, 01208 251300 or text SHOUT to 85258. I'm here 9-5, or at 0900.")
    links = page.locator(".line.lev .words a")
    await expect(links).to_have_text(["999", "0800 1111", "01208 251300", "SHOUT to 85258"])
    assert [await link.get_attribute("href") for link in await links.all()] == [
        "tel:999", "tel:08001111", "tel:01208251300", "sms:85258",
    ]  # fmt: skip
