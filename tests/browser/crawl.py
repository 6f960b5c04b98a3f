"""Walks over pages in a real browser: every link, every form, each field full of hostile text. Addresses in, what should not have been out.

Never follows a link to anywhere else.
"""

import asyncio
import time
from collections.abc import Sequence
from urllib.parse import urldefrag, urlsplit

from playwright.async_api import Error, Page, Response

from tests.fuzz.rounds import SECONDS, SEED

MARK = "zq7hostile7qz"
HOSTILE = (
    f"<img src=x onerror=window.ran=1>{MARK}",
    f"\"'><script>window.ran=1</script>{MARK}",
    f"</textarea></title><svg onload=window.ran=1>{MARK}",
    f"javascript:window.ran=1//{MARK}",
    f"=HYPERLINK(\"http://x\")|cmd' /C calc'!A0 {MARK}",
    f"{{{{7*7}}}} ${{7*7}} {{% raw %}} <%= 7*7 %> {MARK}",
    f"/restart /desk/../../etc/passwd {MARK}",
    f"a\r\nSet-Cookie: evil=1\r\n\r\n{MARK}",
    f"\u202e{MARK}\u2066 \u0000 \ufffe \U0001f468\u200d\U0001f469 \u0301\u0301",
    MARK + "x" * 20_000,
)
STRANGE = "'img[onerror], svg[onload], script:not([src])'"
RAW = ("<img src=x onerror", "<script>window.ran", "<svg onload")
MOST_PAGES = 80
NAMED = "form => form.getAttribute('action') + '|' + (form.elements.do?.value || '')"
FILL = """([form, text]) => { for (const one of form.elements) {
  if (one.name === 'csrf' || one.name === 'nonce' || one.type === 'hidden' && one.name === 'do') continue;
  if (one.tagName === 'SELECT') { const free = [...one.options].filter(o => !o.disabled); if (free.length) one.value = free.at(-1).value; }
  else if (['radio', 'checkbox'].includes(one.type)) one.checked = true;
  else if (['text', 'textarea', 'search', 'password', 'hidden'].includes(one.type)) { one.removeAttribute('maxlength'); one.value = text; }
  } HTMLFormElement.prototype.submit.call(form); }"""


class Crawl:
    """Walks from a first page. `bad` is what should not have been."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.bad: list[str] = []
        self.seen: set[str] = set()
        self.forms: set[str] = set()
        self.ends = time.monotonic() + SECONDS  # until then (`make fuzz`) every form gets every text; the tests give each form one
        page.on("dialog", lambda dialog: asyncio.ensure_future(self._dialog(dialog)))
        page.on("response", self._answered)

    async def _dialog(self, dialog: object) -> None:
        self.bad.append("a dialog opened")
        await dialog.dismiss()  # type: ignore[attr-defined]

    def _answered(self, answer: Response) -> None:
        if answer.status >= 500:
            self.bad.append(f"{answer.status} from {answer.request.method} {urlsplit(answer.url).path}")

    async def walk(self, first: Sequence[str]) -> None:
        waiting = list(first)
        while waiting and len(self.seen) < MOST_PAGES:
            at = waiting.pop(0)
            if at in self.seen:
                continue
            self.seen.add(at)
            if not await self._open(at):
                continue
            links = await self.page.eval_on_selector_all("a[href]:not([download])", "all => all.map(one => one.href)")
            waiting += [urldefrag(link)[0] for link in links if link.startswith(self.base)]
            for number in range(await self.page.locator("form").count()):
                await self._try_form(at, number)

    async def _open(self, at: str) -> bool:
        try:
            await self.page.goto(at, wait_until="domcontentloaded")
        except Exception as error:
            if "Download is starting" in str(error):
                return False
            raise
        await self._look(at)
        return True

    async def _try_form(self, at: str, number: int) -> None:
        await self._open(at)
        form = self.page.locator("form").nth(number)
        if not await form.count():
            return
        name = str(await form.evaluate(NAMED))
        if name in self.forms or name.startswith("/desk/sign-out"):
            return
        self.forms.add(name)
        for turn in range(len(HOSTILE)):
            if turn and time.monotonic() > self.ends:
                return
            text = HOSTILE[(SEED + len(self.forms) + turn) % len(HOSTILE)]
            if turn:
                await self._open(at)
            form = self.page.locator("form").nth(number)
            if not await form.count() or await form.evaluate(NAMED) != name:
                return  # what it was about is done
            try:
                async with self.page.expect_navigation(wait_until="domcontentloaded"):
                    await self.page.evaluate(FILL, [await form.element_handle(), text])
            except Error as error:  # a file to take away, such as a report: the page stays
                if name.partition("|")[0] != "/themes/report" or "ERR_ABORTED" not in str(error):
                    raise
            await self._look(f"{at} after {name}")

    async def _look(self, where: str) -> None:
        try:
            ran, strange = await self.page.evaluate(
                "[window.ran, document.querySelectorAll(STRANGE).length]".replace("STRANGE", STRANGE)
            )
            shown = await self.page.content()
        except Error as error:  # a page that goes on by itself, as the one for leaving does
            if "navigati" not in str(error):
                raise
            await self.page.wait_for_load_state()
            await self._look(where)
            return
        if ran:
            self.bad.append(f"a script ran: {where}")
        if strange:
            self.bad.append(f"markup of a stranger: {where}")
        if found := [raw for raw in RAW if raw in shown]:
            self.bad.append(f"{found} as it was written: {where}")
