"""A crawl of the desk as each role, in a real browser: every link, every form, each field full of hostile text. Nothing runs."""

import asyncio
from urllib.parse import urldefrag, urlsplit

import pytest
from playwright.async_api import Browser, Page, Response

from bot.model.case import Case, CaseState
from bot.model.changes import Changes
from bot.model.conversation import Conversation
from bot.model.message import Channel, Entry, Speaker
from bot.model.risk import Kind, Level
from bot.model.worker import Role
from tests.browser.desk_door import at_desk, open_desk
from tests.desk_house import ADA, NOW, House

MARK = "zq7"
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
RAW = ("<img src=x onerror", "<script>window.ran", "<svg onload")
MOST_PAGES, MOST_FORMS = 25, 40
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
        page.on("dialog", lambda dialog: asyncio.ensure_future(self._dialog(dialog)))
        page.on("response", self._answered)

    async def _dialog(self, dialog: object) -> None:
        self.bad.append("a dialog opened")
        await dialog.dismiss()  # type: ignore[attr-defined]

    def _answered(self, answer: Response) -> None:
        if answer.status >= 500:
            self.bad.append(f"{answer.status} from {answer.request.method} {urlsplit(answer.url).path}")

    async def walk(self, first: str) -> None:
        waiting = [first]
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
        name = str(await form.evaluate("form => form.getAttribute('action') + '|' + (form.elements.do?.value || '')"))
        if name in self.forms or name.startswith("/desk/sign-out") or len(self.forms) >= MOST_FORMS:
            return
        self.forms.add(name)
        text = HOSTILE[len(self.forms) % len(HOSTILE)]
        async with self.page.expect_navigation(wait_until="domcontentloaded"):
            await self.page.evaluate(FILL, [await form.element_handle(), text])
        await self._look(f"{at} after {name}")
        await self._open(at)

    async def _look(self, where: str) -> None:
        if await self.page.evaluate("window.ran"):
            self.bad.append(f"a script ran: {where}")
        if await self.page.evaluate("document.querySelectorAll('img[onerror], svg[onload], script:not([src])').length"):
            self.bad.append(f"markup of a stranger: {where}")
        if found := [raw for raw in RAW if raw in await self.page.content() and "<textarea" not in raw]:
            self.bad.append(f"{found} as it was written: {where}")


async def _with_hostile_talk(house: House) -> None:
    talk = Conversation(ADA, Channel.WEB, "ada", NOW, case_id="c1", highest=Level.HIGH)
    case = Case("c1", ADA, Channel.WEB, CaseState.WAITING, Level.HIGH, (Kind.HOME_HARM,), NOW, NOW)
    lines = tuple(Entry(NOW, Speaker.YOUNG_PERSON, text.replace("\0", ""), f"m{at}") for at, text in enumerate(HOSTILE))
    await house.store.commit.commit(Changes(talk, case=case, entries=lines))


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize(
    ("role", "first", "pages", "forms"),
    [(Role.SUPPORT_WORKER, "/desk", 2, 4), (Role.LEAD, "/desk", 4, 4), (Role.DESIGNER, "/themes", 2, 0)],
)
async def test_nothing_that_is_written_runs_or_breaks_a_page(
    valkey_url: str, browser: Browser, role: Role, first: str, pages: int, forms: int
) -> None:
    async with open_desk(valkey_url) as house:
        await _with_hostile_talk(house)
        page = await at_desk(browser, house, "Tam", role)
        crawl = Crawl(page, house.url)
        await crawl.walk(house.url + first)
        await page.context.close()
    assert not crawl.bad, crawl.bad
    assert len(crawl.seen) >= pages, crawl.seen
    assert len(crawl.forms) >= forms, crawl.forms
