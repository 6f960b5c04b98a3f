"""When something is down: nothing said is lost, nothing is shown twice, the box never locks."""

import json

import pytest
from playwright.async_api import Page, Route, expect

from bot.model.message import Speaker, Took

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def say(page: Page, text: str) -> None:
    await page.get_by_label("Your message").fill(text)
    await page.get_by_role("button", name="Send").click()


async def test_the_server_goes_away_and_comes_back(page: Page, hall, house) -> None:
    await say(page, "before")
    await expect(page.locator(".line.lev")).to_have_count(1)
    token = hall.taken[0].address
    house.close()
    await expect(page.locator("#status")).to_contain_text("connection is lost", timeout=10_000)
    await say(page, "during")
    await expect(page.locator(".failed .state")).to_contain_text("Not sent yet.")
    await expect(page.get_by_role("button", name="Try again")).to_be_in_viewport(ratio=1)
    await expect(page.get_by_label("Your message")).to_be_enabled()
    hall.put(token, Speaker.LEV, "Said while you were away.")
    house.open()
    await expect(page.locator(".line.lev")).to_have_count(2, timeout=20_000)
    await page.get_by_role("button", name="Try again").click()
    await expect(page.locator(".line.lev .words")).to_have_text(
        ["You said: before", "Said while you were away.", "You said: during"]
    )
    await expect(page.locator(".young_person .words")).to_have_text(["before", "during"])
    await expect(page.locator(".failed")).to_have_count(0)
    assert [inbound.text for inbound in hall.taken] == ["before", "during"]


async def test_a_text_that_arrived_without_an_answer_is_not_doubled(page: Page, hall, house) -> None:
    hall.holds = True
    await say(page, "did this arrive")
    await expect(page.locator(".young_person .state")).to_have_text("Sent")  # its line in the feed is the proof
    house.close()
    hall.holds = False
    house.open()
    hall.put(hall.taken[0].address, Speaker.LEV, "Still here.")
    await expect(page.locator(".line.lev .words")).to_have_text(["You said: did this arrive", "Still here."], timeout=10_000)
    await expect(page.locator(".young_person")).to_have_count(1)
    await expect(page.locator(".failed")).to_have_count(0)


async def test_trying_again_sends_the_same_id(page: Page, hall) -> None:
    ids: list[str] = []

    async def fail_once(route: Route) -> None:
        ids.append(json.loads(route.request.post_data or "")["id"])
        await (route.abort() if len(ids) == 1 else route.continue_())

    await page.route("**/chat/say", fail_once)
    await say(page, "hello")
    await page.get_by_role("button", name="Try again").click()
    await expect(page.locator(".young_person .state")).to_have_text("Sent")
    await expect(page.locator(".line.lev")).to_have_count(1)
    await expect(page.locator("#status")).to_have_text("")
    assert len(ids) == 2
    assert len(set(ids)) == 1


async def test_an_unsent_text_survives_a_reload(page: Page, hall) -> None:
    await page.route("**/chat/say", lambda route: route.abort())
    await say(page, "please keep me")
    await expect(page.locator(".failed")).to_have_count(1)
    await page.unroute("**/chat/say")
    await page.reload()
    await expect(page.locator(".failed .words")).to_have_text("please keep me")
    await page.get_by_role("button", name="Try again").click()
    await expect(page.locator(".line.lev .words")).to_have_text("You said: please keep me")


async def test_the_store_is_away_and_the_disk_keeps_it(page: Page, hall) -> None:
    hall.took = Took.SPOOLED
    await say(page, "i am scared")
    await expect(page.locator(".line.lev .words")).to_contain_text("999")
    await expect(page.locator(".young_person .state")).to_have_text("Sent")
    await say(page, "hello?")
    await expect(page.locator(".young_person .state")).to_have_text(["Sent", "Sent"])
    await expect(page.locator(".line.lev")).to_have_count(1)  # the safe words are said once, not after every text
    await page.reload()
    await expect(page.locator(".young_person .words")).to_have_text(["i am scared", "hello?"])
    await expect(page.locator(".young_person .state")).to_have_text(["Sent", "Sent"])


async def test_nothing_could_keep_it(page: Page, hall) -> None:
    hall.took = OSError("full")
    await say(page, "i am scared")
    await expect(page.locator(".failed .state")).to_contain_text("did not reach us")
    await expect(page.locator(".failed .state")).to_contain_text("999")
    hall.took = Took.STORED
    await page.get_by_role("button", name="Try again").click()
    await expect(page.locator(".line.lev .words")).to_have_text("You said: i am scared")


async def test_a_text_that_is_too_long_goes_back_into_the_box(page: Page, hall) -> None:
    text = "a " * 33_000
    await say(page, text)
    await expect(page.locator(".failed .state")).to_contain_text("too long")
    await page.get_by_label("Your message").fill("and more")
    await page.get_by_role("button", name="Change it").click()
    await expect(page.get_by_label("Your message")).to_have_value(f"{text}\nand more")
    await expect(page.locator(".line")).to_have_count(0)
    assert hall.taken == []


async def test_the_network_of_the_phone_goes_and_comes(page: Page, hall) -> None:
    await say(page, "one")
    await expect(page.locator(".line.lev")).to_have_count(1)
    await page.context.set_offline(True)
    await expect(page.locator("#status")).to_contain_text("connection is lost", timeout=10_000)
    hall.put(hall.taken[0].address, Speaker.LEV, "two")
    await page.context.set_offline(False)
    await expect(page.locator(".line.lev .words")).to_have_text(["You said: one", "two"], timeout=10_000)
