"""The part "Packs to the case system" in a real browser: waiting, refused, sent again by keyboard, tried in vain, taken; axe finds nothing."""

from datetime import timedelta

import pytest
from playwright.async_api import Browser, Page, expect

from bot.case_system import CaseSystem
from bot.post import Post
from bot.setting_checks_hook import Hook
from tests.browser.desk_door import at_desk, comes_on, open_desk
from tests.browser.test_axe import found
from tests.queueing import waiting
from tests.standins.case_system import CaseSystemStandIn

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def _says(page: Page, words: str) -> None:
    """The part says so without being loaded anew, to everyone: light and dark, on a wide page and on a small phone."""
    part = page.get_by_role("region", name="Packs to the case system")
    await expect(part.get_by_text(words)).to_have_count(1)
    for scheme, width in (("light", 1280), ("dark", 1280), ("dark", 320), ("light", 320)):
        await page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        await page.set_viewport_size({"width": width, "height": 740})
        assert await found(page) == [], (words, scheme, width)
        assert not await page.evaluate("document.documentElement.scrollWidth > innerWidth"), f"runs off the side at {width}"


async def test_what_became_of_a_pack_is_for_everyone(browser: Browser, valkey_url: str) -> None:
    with CaseSystemStandIn() as theirs:
        async with open_desk(valkey_url, hooked=True) as house:
            system = CaseSystem(Hook(theirs.url, "a secret of theirs and ours alone"))
            post = Post(house.store, system, lambda: house.now)

            async def tries(mood: int | None = None) -> None:
                theirs.moods = [] if mood is None else [mood]
                house.now += timedelta(minutes=1)
                [parcel] = await post.due()
                await post.one(parcel)

            tam = await at_desk(browser, house, "Tam")
            await waiting(house.store, 1)
            await comes_on(tam)
            await tam.get_by_role("button", name="Take the next one").click()
            await tam.get_by_label("Record where you referred this to (it sends the pack to the case system)").select_option("maru")
            await tam.get_by_role("button", name="Record", exact=True).click()
            await _says(tam, "Waiting to be taken, since")
            await tries(422)
            await _says(tam, "they refused it with code 422")
            again = tam.get_by_role("button", name="Send again to")
            await again.focus()
            await tam.keyboard.press("Enter")
            await _says(tam, "Waiting to be taken, since")
            await expect(again).to_have_count(0)
            await tries(503)
            await _says(tam, "tried once, they answered 503; Lev goes on trying")
            await tries()
            await _says(tam, "their reference is MARU/2026-117")
            assert [came.id for came in theirs.came[1:]] == [theirs.came[1].id] * 2, "the same pack until it is taken"
            assert not tam.complaints, tam.complaints  # type: ignore[attr-defined]
            await tam.context.close()
            await system.close()
