"""Two workers' browsers at a running desk. A press in one, milliseconds until the other shows it out.

Never timed by the machine that presses alone: both pages read the same wall clock, inside the browser.
"""

import asyncio
import re
from datetime import UTC, datetime

from playwright.async_api import Browser, Page

from bench.served import Served
from bot.desk.sign_in import made
from bot.model.worker import Role
from bot.store.accounts import Accounts
from bot.store.open import Store

_WATCH = """([words, within]) => { window.benchSaw = new Promise((done) => {
  const look = () => [...document.querySelectorAll(within)].some((part) => part.textContent.includes(words));
  const found = () => { if (look()) { watch.disconnect(); done(performance.timeOrigin + performance.now()); } };
  const watch = new MutationObserver(found);
  watch.observe(document.body, { childList: true, subtree: true, characterData: true });
  found();
}); }"""
_PRESS = "(button) => { const at = performance.timeOrigin + performance.now(); button.click(); return at; }"


async def worker(browser: Browser, lev: Served, store: Store, name: str) -> Page:
    """A signed-in worker's browser at the list."""
    accounts = Accounts(store.redis, store.codec)
    person = await made(name.lower(), name, Role.SUPPORT_WORKER, "three random words")
    await accounts.add(person)
    token = await accounts.sign_in(person, datetime.now(UTC))
    context = await browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    await context.add_cookies([{"name": "lev_desk", "value": token, "url": lev.url}])
    page = await context.new_page()
    await page.goto(f"{lev.url}/desk")
    return page


async def take(ann: Page, bea: Page, url: str, case_id: str) -> float:
    """Ann presses "Take the next one"; until the list in Bea's browser says that she has this case."""
    await ann.goto(f"{url}/desk")
    await bea.evaluate(_WATCH, ["with Ann", f'li[data-case="{case_id}"]'])
    pressed = await ann.locator("#take").evaluate(_PRESS)
    shown = await asyncio.wait_for(bea.evaluate("window.benchSaw"), 10)
    await ann.wait_for_url(re.compile("/desk/case/"))
    return float(shown - pressed)


async def say(ann: Page, bea: Page, words: str) -> float:
    """Ann sends a message; until Bea, who reads along, sees it."""
    await bea.evaluate(_WATCH, [words, "#lines"])
    await ann.locator("#text").fill(words)
    pressed = await ann.locator("#reply button").last.evaluate(_PRESS)
    shown = await asyncio.wait_for(bea.evaluate("window.benchSaw"), 10)
    return float(shown - pressed)


async def opens(page: Page, url: str) -> float:
    """Milliseconds from asking for the list until it is there, read and laid out."""
    await page.goto(f"{url}/desk")
    return float(await page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"))


async def race(pages: list[Page], url: str, rounds: int) -> list[str]:
    """All press at the same moment, so many times; the ids of the cases they got."""
    taken = []
    for _ in range(rounds):
        await asyncio.gather(*(page.goto(f"{url}/desk") for page in pages))
        await asyncio.gather(*(page.locator("#take").evaluate("(button) => button.click()") for page in pages))
        for page in pages:
            await page.wait_for_url(re.compile("/desk/case/"))
            taken.append(page.url.rsplit("/", 1)[1])
    return taken
