"""A whole shift in two real browsers at a real Lev: from the first sign-in with a phone's six digits to signing out.

`PICTURES=1` writes the docs' pictures of it; nothing else does.
"""

import asyncio
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.browser.shift_hands import Hand, hand, texts
from tests.browser.shift_paper import assesses, takes_the_pack
from tests.standins.twilio import TwilioStandIn
from tests.walks.people import Chatter
from tests.walks.running import ACCOUNT, TOKEN, Lev, free_port

pytestmark = pytest.mark.asyncio(loop_scope="session")
PICTURES = Path(__file__).parent.parent.parent / "docs" / "pictures"
NUMBER = "+447700900555"
HELD = "Your message to the young person"


@pytest.fixture
def twilio() -> Iterator[TwilioStandIn]:
    with TwilioStandIn(ACCOUNT, TOKEN) as standin:
        yield standin


@pytest.fixture
def lev(valkey_url: str, twilio: TwilioStandIn, tmp_path: Path) -> Iterator[Lev]:
    """Rasa is not there: the screen, the cases and the desk need none."""
    lev = Lev(tmp_path, valkey_url, f"http://127.0.0.1:{free_port()}", twilio.url, free_port())
    lev.settings["PUBLIC_URL"] = lev.url  # the browser's own address: forms are taken from there alone
    yield lev.start()
    lev.stop()


async def _takes(worker: Hand, says: str) -> str:
    """Takes the next one, answers, and goes back to the list; the address of the case."""
    await worker.page.goto(f"{worker.url}/desk")
    await worker.page.get_by_role("button", name="Take the next one").click()
    await worker.page.wait_for_url(re.compile("/desk/case/"))
    await worker.page.get_by_label(HELD).fill(says)
    await worker.page.get_by_role("button", name="Send", exact=True).click()
    await expect(worker.page.locator("#lines .worker .said", has_text=says)).to_be_visible()
    return worker.page.url


async def _closes(worker: Hand, place: str, outcome: str) -> None:
    page = worker.page
    await page.goto(place)
    await page.get_by_text("Close the case", exact=True).click()
    await page.get_by_label("How did it end?").select_option(outcome)
    await page.get_by_label("What was it about?").select_option(index=3)
    await page.get_by_role("button", name="Close", exact=True).click()
    await page.goto(place)
    await expect(page.get_by_text("This case is closed")).to_be_visible()


async def test_a_whole_shift(browser: Browser, lev: Lev, twilio: TwilioStandIn) -> None:
    pictures = PICTURES if os.environ.get("PICTURES") else None
    ann, bea = [await hand(browser, lev, pictures) for _ in range(2)]
    for worker, name in ((ann, "Ann"), (bea, "Bea")):
        await worker.joins(lev.link("support_worker"), name)
        await worker.signs_out()
        await worker.signs_in(name)
        await worker.comes_on()

    one, two = Chatter(lev), Chatter(lev)
    texts(lev, NUMBER, "im 15. he said he will post my pics if i dont send more")
    one.say("im 14 and my stepdad hits me when mum is at work")
    two.say("can i talk to a real person please")
    await expect(ann.page.locator("li.case")).to_have_count(3)  # the bell brings them: nobody loads the page again
    await ann.clean("queue")
    await ann.picture("shift-queue")

    first, second, third = [await _takes(ann, "Hi, I'm Ann. I have time for you.") for _ in range(3)]
    assert len({first, second, third}) == 3
    await asyncio.to_thread(one.hears, "Hi, I'm Ann.")
    await asyncio.to_thread(two.hears, "Hi, I'm Ann.")
    await asyncio.to_thread(twilio.wait_for, NUMBER, "Hi, I'm Ann.")
    await ann.page.goto(f"{lev.url}/desk")
    await expect(ann.page.get_by_text("You are full")).to_be_visible()
    await expect(ann.page.get_by_role("button", name="Take the next one")).to_be_disabled()

    # The first goes to Bea, warm: in her own browser she reads the note and accepts.
    await ann.page.goto(first)
    await ann.page.get_by_text("Hand over warm").click()
    await ann.page.get_by_label("To whom", exact=True).select_option(label="Bea, 0 of 3")
    await ann.page.get_by_label("What they must know").fill("Is at school until four. Please ask about the weekend.")
    await ann.clean("case")
    await ann.picture("shift-case")
    await ann.page.get_by_role("button", name="Offer it").click()
    await expect(bea.page.get_by_text("Ann offers it to you").first).to_be_visible()
    await bea.page.goto(first)
    await bea.page.get_by_role("button", name="Open the note").click()
    await expect(bea.page.get_by_text("at school until four").first).to_be_visible()
    await bea.clean("hand-over")
    await bea.picture("shift-hand-over")
    await bea.page.get_by_role("button", name="Take it over").click()
    await expect(bea.page.get_by_label(HELD)).to_be_visible()
    await expect(ann.page.get_by_text("Bea has this case. You can read along.")).to_be_visible()

    # The second is judged, its pack taken, referred, and closed; the third is closed.
    await assesses(ann, second)
    await ann.picture("shift-assessment", whole=False)
    assert (await takes_the_pack(ann, second)).startswith(b"%PDF-")
    await ann.page.goto(second)
    await ann.page.get_by_label("Record where you referred this to").select_option("maru")
    await ann.page.get_by_role("button", name="Record", exact=True).click()
    await expect(ann.page.locator("#private")).to_contain_text(re.compile("maru", re.IGNORECASE))
    await _closes(ann, second, "referred")
    await ann.clean("closed case")
    await _closes(ann, third, "advice")

    await ann.page.goto(f"{lev.url}/desk")
    await expect(ann.page.locator("li.case")).to_have_count(1)
    await expect(ann.page.locator("li.case")).to_contain_text("with Bea")
    await ann.signs_out()
    await ann.page.goto(second)
    await expect(ann.page.get_by_role("heading", name="Sign in")).to_be_visible()
    await expect(bea.page.locator("#facts")).to_contain_text("with you")
    for worker in (ann, bea):
        assert not worker.complaints, worker.complaints
        await worker.page.context.close()
