"""A young person's page and a worker's, on one store: each sees that the other is writing, never what, and not for long."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from bot.content.papers import load_papers
from bot.content.words import Words
from bot.house import DATA
from bot.intake import Intake
from bot.model.case import Case, CaseState
from bot.model.changes import Changes, Event
from bot.model.conversation import Conversation
from bot.model.message import Channel
from bot.model.risk import Kind, Level
from bot.privacy.pseudonym import Pseudonyms
from bot.store.open import Store
from bot.store.spool import Spool
from channels.base import Doors
from channels.web_chat import WebChat
from tests.browser.desk_door import at_desk, comes_on, open_desk
from tests.desk_house import NOW

pytestmark = pytest.mark.asyncio(loop_scope="session")
NAMES = Pseudonyms(bytes(32))


def _chat(store: Store, folder: Path) -> WebChat:
    intake = Intake(store, Spool(folder / "spool", store.codec), NAMES)
    words, papers = Words.load(DATA / "words"), load_papers(DATA / "pages")

    async def receipt(*_: object) -> None:
        raise AssertionError("the web has no receipts")

    return WebChat(Doors(intake.take_in, receipt, intake.follow, words, papers, intake.hide, intake.writes))


async def test_both_see_that_the_other_writes(browser: Browser, valkey_url: str, tmp_path: Path) -> None:
    async with open_desk(valkey_url, beside=lambda store: _chat(store, tmp_path).routes()) as house:
        phone = await browser.new_context(viewport={"width": 360, "height": 740}, locale="en-GB")
        young = await phone.new_page()
        sent: list[str | None] = []
        young.on("request", lambda asked: sent.append(asked.post_data) if asked.url.endswith("/chat/writing") else None)
        await young.goto(f"{house.url}/chat")
        here = str(await young.evaluate("sessionStorage.getItem('t')"))
        contact = NAMES.contact(Channel.WEB, here)
        talk = Conversation(contact, Channel.WEB, here, NOW, case_id="c1", highest=Level.HIGH)
        case = Case("c1", contact, Channel.WEB, CaseState.WAITING, Level.HIGH, (Kind.HOME_HARM,), NOW, NOW)
        await house.store.commit.commit(Changes(talk, case=case, events=(Event("case", contact, "c1"),)))
        ann = await at_desk(browser, house, "Ann")
        await comes_on(ann)
        await ann.get_by_role("button", name="Take the next one").click()
        box, theirs, ours = ann.get_by_label("Your message to the young person"), ann.locator("#writing"), young.locator("#writing")
        await expect(young.get_by_text("has joined")).to_be_visible()
        await expect(ann.locator("#writing")).to_be_attached()
        await ann.wait_for_timeout(1_000)  # her page has only just opened: what is told before it listens is not kept for it

        await young.get_by_label("Your message").press_sequentially("canary")
        await expect(theirs).to_have_text("They are writing.")
        assert "canary" not in await ann.content()
        assert sent == [None], "one word to the server for six keys, and nothing of what they are"
        await expect(theirs).to_have_text("", timeout=12_000)

        await box.press_sequentially("I am here")
        await expect(ours).to_have_text("A support worker is writing.")
        assert "I am here" not in await young.content()
        await ann.get_by_role("button", name="Send", exact=True).click()
        await expect(young.locator(".line.worker .words")).to_have_text("I am here")
        await expect(ours).to_have_text("", timeout=1_000)  # sooner than it would go by itself

        _, with_ann = await house.store.reads.talk(contact)
        assert with_ann
        talk = await house.store.reads.conversation(contact)
        assert talk
        gone = replace(with_ann, state=CaseState.WAITING, worker_id=None, worker_name=None)
        await house.store.commit.commit(Changes(talk, case=gone))  # without a bell: Ann's page does not know it yet
        await ann.wait_for_timeout(4_100)
        async with ann.expect_response("**/writing") as told:
            await box.press_sequentially("still")
        assert (await told.value).status == 400
        await expect(ours).to_have_text("")
        assert not [said for said in ann.complaints if "400" not in said], ann.complaints  # type: ignore[attr-defined]
        await ann.context.close()
        await phone.close()
