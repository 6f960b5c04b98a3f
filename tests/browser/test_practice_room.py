"""A worker practises in a real browser, start to feedback; and nothing of it is anywhere but in their own place."""

import pytest
from playwright.async_api import Browser, expect

from bot.store.keys import all_lanes
from tests.browser.desk_door import at_desk, ends, open_desk
from tests.browser.test_axe import found

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_whole_practice_talk_leaves_nothing_behind(browser: Browser, valkey_url: str) -> None:
    async with open_desk(valkey_url) as house:
        ann = await at_desk(browser, house, "Ann")
        await ann.get_by_role("link", name="Practice").click()
        marked = ann.get_by_role("note").filter(has_text="PRACTICE")
        await expect(marked).to_be_visible()
        assert await found(ann) == []
        await ann.get_by_role("button", name="Practise: Sam and the picture").click()
        await expect(ann.get_by_text("says they will show everyone")).to_be_visible()
        await expect(ann.get_by_label("Your message")).to_have_count(0)
        await ann.get_by_role("button", name="Claim this case").click()
        await ann.get_by_role("button", name="Ask: is it safe").click()
        await expect(ann.get_by_text("my phone has a lock")).to_be_visible()
        await ann.get_by_label("Your message").fill("I'm glad you told me. It is not your fault.")
        await ann.get_by_role("button", name="Send in practice").click()
        await expect(ann.get_by_text("they want money by friday")).to_be_visible()
        await ann.get_by_label("Refer to").select_option("maru")
        await ann.get_by_role("button", name="Refer", exact=True).click()
        await expect(ann.get_by_text("will my mum have to know?")).to_be_visible()
        assert await found(ann) == []
        await ann.get_by_role("button", name="Close and read").click()
        await expect(ann.get_by_text("You asked whether it was safe to text")).to_be_visible()
        await expect(ann.get_by_text("Try this:")).to_have_count(0)
        await expect(marked).to_be_visible()
        await expect(ann).to_have_title("PRACTICE")
        assert await found(ann) == []
        for lane in all_lanes():
            assert [key async for key in house.store.redis.scan_iter(lane.of("*"))] == [], (
                "no talk, case, count, bell, text or audit line"
            )
        [place] = [key async for key in house.store.redis.scan_iter("{desk}:practice:*")]
        assert b"fault" not in await house.store.redis.dump(place)
        assert 0 < await house.store.redis.ttl(place) <= 12 * 60 * 60
        bea = await at_desk(browser, house, "Bea")
        await bea.goto(f"{house.url}/desk/practice/talk")
        await expect(bea).to_have_url(f"{house.url}/desk/practice"), "nobody reads a colleague's practice"
        await ends(ann, bea)
