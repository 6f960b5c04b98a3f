"""A worker judges a case and takes its referral pack as paper. A worker's browser at a case in, the PDF out.

Never fills in what a person would not: each part is kept by its own button, as on the page.
"""

import re
import subprocess
from pathlib import Path

from playwright.async_api import expect

from tests.browser.shift_hands import Hand

_SCALE = "900"  # pixels across: enough to read, small enough for the docs


async def _keeps(worker: Hand, part: str) -> None:
    form = worker.page.locator(f"form[action$='/assessment/{part}']")
    async with worker.page.expect_navigation():
        await form.get_by_role("button", name="Keep this part").click()


async def assesses(worker: Hand, place: str) -> None:
    """Every part of the assessment, for a child who is hit at home."""
    page = worker.page
    await page.goto(place)
    await page.get_by_role("link", name="Assessment").click()
    await worker.clean("assessment")
    for sign in await page.locator("#signs + .hint + form details[open] fieldset").all():
        await sign.get_by_label("Yes", exact=True).check()
    await _keeps(worker, "signs")
    await page.get_by_label("Who and what else").fill("A form tutor she trusts.")
    await page.get_by_label("An adult they trust").check()
    await _keeps(worker, "strengths")
    await page.locator("input[name=quote]").first.check()
    await page.get_by_label("What they want to happen").fill("I want it to stop.")
    await page.get_by_label("What they are afraid of").fill("That mum gets in trouble.")
    await _keeps(worker, "own_words")
    await expect(page.get_by_label("Which words")).to_have_value(re.compile("We will try to tell you first"))
    await _keeps(worker, "promise")  # filled in from what they saw
    await page.get_by_label("What they said", exact=True).select_option("agreed")
    await _keeps(worker, "consent")
    await page.get_by_label("Level, as you judge it").select_option("high")
    await page.get_by_label("What is done").select_option("refer")
    await page.get_by_label("Why", exact=True).fill("A child is hit at home and has told us so.")
    await _keeps(worker, "decision")
    await expect(page.get_by_text("Every part is written")).to_be_visible()
    await worker.clean("assessment, written")


async def takes_the_pack(worker: Hand, place: str) -> bytes:
    """Chooses who is told, and takes the pack as PDF; its first sheet goes to the docs when pictures are asked for."""
    page = worker.page
    await page.goto(f"{place}/referral")
    await page.get_by_role("button", name="Choose MARU").click()
    await expect(page.get_by_text("chosen", exact=True)).to_have_count(1)
    await worker.clean("referral")
    async with page.expect_download() as coming:
        await page.get_by_role("link", name="Take the pack as PDF").click()
    pack = Path(await (await coming.value).path())
    if worker.pictures:
        picture = ["pdftoppm", "-png", "-singlefile", "-f", "1", "-scale-to-x", _SCALE, "-scale-to-y", "-1"]
        subprocess.run([*picture, pack, worker.pictures / "referral-pack"], check=True)
    return pack.read_bytes()
