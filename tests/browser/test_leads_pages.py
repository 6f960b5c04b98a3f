"""Every page of the leads in a real browser: axe finds nothing, light and dark, and nothing runs off a small phone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.async_api import Browser, expect

from bot.model.case import CaseState
from bot.model.changes import AuditLine, Changes
from bot.model.leading import Debrief
from bot.model.rota import Turn
from bot.model.worker import Role
from tests.browser.desk_door import at_desk, open_desk
from tests.browser.test_axe import found
from tests.desk_house import NOW, House
from tests.queueing import waiting

pytestmark = pytest.mark.asyncio(loop_scope="session")
PAGES = ("leading", "reviews", "exposure", "rota", "blocks", "register", "debrief", "practice", "overview")


async def _filled(house: House) -> None:
    """Closed cases, one worker who bore them, a note and a turn on the rota."""
    [me] = await house.accounts.all()
    for case in await waiting(house.store, 12):
        at = house.now - timedelta(days=1)
        for state, worker in ((CaseState.WITH_WORKER, me.id), (CaseState.CLOSED, "w9")):
            talk = await house.store.reads.conversation(case.contact)
            assert talk
            closed = at if state is CaseState.CLOSED else None
            moved = replace(case, state=state, worker_id=worker, worker_name="Lee", closed_at=closed, outcome="advice")
            line = AuditLine(at, worker, state.value, case.contact, case.id)
            await house.store.commit.commit(Changes(talk, case=moved, audit=(line,)))
    await house.store.leading.keep_debrief(Debrief("a", f"{NOW:%Y-%m}", NOW, "w9", "Ann", "That one stayed with me."))
    await house.store.rota.keep(Turn("a", "on_call", "Kim", "+447700900111", NOW, NOW + timedelta(hours=18), "x"))


async def test_the_leads_pages_are_for_everyone(browser: Browser, valkey_url: str) -> None:
    async with open_desk(valkey_url) as house:
        lee = await at_desk(browser, house, "Lee", Role.LEAD)
        await _filled(house)
        await lee.goto(f"{house.url}/desk/reviews")
        await lee.get_by_role("button", name="Draw a sample").click()
        form = lee.locator("main details").first
        await form.locator("summary").click()
        for question in await form.locator("fieldset").all():
            await question.get_by_label("Partly").check()
        await form.get_by_role("button", name="Keep the review").click()
        await expect(lee.get_by_text("9 cases are still to be reviewed")).to_be_visible()
        for scheme in ("light", "dark"):
            await lee.emulate_media(color_scheme=scheme)
            for name in PAGES:
                await lee.set_viewport_size({"width": 1280, "height": 800})
                await lee.goto(f"{house.url}/desk/{name}")
                assert await found(lee) == [], (name, scheme)
                await lee.set_viewport_size({"width": 320, "height": 568})
                assert not await lee.evaluate("document.documentElement.scrollWidth > innerWidth"), f"{name} runs off the side"
        assert not lee.complaints, lee.complaints  # type: ignore[attr-defined]
        await lee.context.close()
