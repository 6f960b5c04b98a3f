"""Every page of the desk at 200% and at 400% of a window of 1280 by 1024: nothing is cut, nothing runs off; axe finds nothing."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page

from bot.model.worker import Role
from tests.browser.desk_door import at_desk, open_desk
from tests.browser.desk_pages import LEFT_OUT, addresses, filled, gets
from tests.browser.test_axe import found

pytestmark = pytest.mark.asyncio(loop_scope="session")
ZOOMS = {200: {"width": 640, "height": 512}, 400: {"width": 320, "height": 256}}
HALF_IN = {"/desk/code", "/desk/second"}  # on the way in: see below

# What scrolls sideways by itself must be a table, and what stays in place must leave room for what is read.
_WRONG = """() => {
  const seen = [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility());
  const wide = document.documentElement.scrollWidth > innerWidth ? ["the page runs off the side"] : [];
  const sideways = seen.filter((one) => ["auto", "scroll"].includes(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth + 1);
  const scrolls = (one) => ["auto", "scroll"].includes(getComputedStyle(one).overflowY);
  const within = (one) => { while ((one = one.parentElement) && !scrolls(one)); return one; };  // a table's head stays within its own box
  const stays = new Set(seen.filter((one) => ["fixed", "sticky"].includes(getComputedStyle(one).position)).map((one) => one.closest("tr") ?? one));
  const high = [null, ...seen.filter((one) => scrolls(one) && one.scrollHeight > one.clientHeight)].flatMap((box) => {
    const sum = [...stays].filter((one) => within(one) === box).reduce((sum, one) => sum + one.offsetHeight, 0);
    return sum > Math.min(innerHeight, box?.clientHeight ?? innerHeight) / 2 ? ["what stays in place covers half of the window"] : [];
  });
  const cut = seen.filter((one) => one.matches("button, h1, h2, h3, label, summary, dt, dd, .tag") && one.scrollWidth > one.clientWidth + 1
    && getComputedStyle(one).overflowX !== "visible" && !one.matches(".hear, .sr"));
  const name = (one) => one.outerHTML.slice(0, 90);
  return [...wide, ...high, ...sideways.filter((one) => !one.querySelector("table")).map(name), ...cut.map(name)];
}"""


async def _look(page: Page, address: str, label: str, folder: Path) -> list[str]:
    """What is wrong with a page at both zooms."""
    wrong = []
    for zoom, size in ZOOMS.items():
        await page.set_viewport_size(size)  # type: ignore[arg-type]
        answer = await page.goto(address)
        assert answer and answer.status == 200, (label, answer and answer.status)
        await page.locator("main details").evaluate_all(
            "(all) => all.forEach((one) => { one.removeAttribute('name'); one.open = true; })"
        )
        await page.screenshot(path=folder / f"{label.strip('/').replace('/', '-')}-{zoom}.png", full_page=True)
        wrong += [f"{label} at {zoom}%: {one}" for one in (*await page.evaluate(_WRONG), *map(str, await found(page)))]
    return wrong


async def test_every_page_reflows(browser: Browser, valkey_url: str, tmp_path: Path) -> None:
    async with open_desk(valkey_url) as house:
        lee = await at_desk(browser, house, "Lee", Role.LEAD)
        case = await filled(house)
        pages = await addresses(house, case)
        assert {*LEFT_OUT} <= {*gets(house)}, "a reason for a page that is gone"
        await lee.goto(f"{house.url}/desk/practice")
        async with lee.expect_navigation():
            await lee.locator("main form button").first.click()  # a practice talk to look at
        wrong = [
            one
            for path, address in pages.items()
            if path not in HALF_IN
            for one in await _look(lee, house.url + address, re.sub(r"/?\{.*?\}", "", path), tmp_path)
        ]
        assert not wrong, "\n".join(wrong)
        await lee.context.close()


async def test_the_ways_in_and_the_answers_reflow(browser: Browser, valkey_url: str, tmp_path: Path) -> None:
    async with open_desk(valkey_url) as house:
        tam = await at_desk(browser, house, "Tam")
        lee = await at_desk(browser, house, "Lee", Role.LEAD)
        case = await filled(house)
        wrong = await _look(tam, f"{house.url}/desk/second", "second", tmp_path)
        worker = await house.accounts.by_login("lee")
        assert worker
        token = await house.accounts.sign_in(worker, house.now)
        await tam.context.add_cookies([{"name": "lev_desk", "value": token, "url": house.url}])
        wrong += await _look(tam, f"{house.url}/desk/code", "code", tmp_path)
        for zoom, size in ZOOMS.items():
            await lee.set_viewport_size(size)  # type: ignore[arg-type]
            for label in ("a number", "refused", "gone", "a link"):
                if label == "gone":
                    await lee.goto(f"{house.url}/desk/case/{case.contact}/nothing")
                elif label == "a link":
                    await lee.goto(f"{house.url}/desk/people")
                    async with lee.expect_navigation():  # until it is loaded: without its style a page is as wide as it likes
                        await lee.get_by_role("button", name="Make a link").click()
                else:
                    await lee.goto(f"{house.url}/desk/case/{case.contact}/{case.id}")
                    why = "emergency" if label == "a number" else ""
                    send = "(form, why) => { const one = form.elements.why; one.required = false; one.value = why; form.noValidate = true; form.submit(); }"
                    async with lee.expect_navigation():
                        await lee.locator("form[action$='/number']").evaluate(send, why)
                wrong += [f"{label} at {zoom}%: {one}" for one in (*await lee.evaluate(_WRONG), *map(str, await found(lee)))]
        assert not wrong, "\n".join(wrong)
        for page in (tam, lee):
            await page.context.close()


@pytest.mark.parametrize(
    ("wrong", "html"),
    [
        ("runs off the side", "<p style='width: 900px'>x</p>"),
        ("<div", "<div style='overflow-x: auto; width: 90px'><p style='width: 200px'>x</p></div>"),
        ("covers half of the window", "<p style='position: sticky; top: 0; height: 300px'>x</p>"),
        (
            "covers half",
            "<table style='display: block; overflow: auto; height: 9em'><tr><th style='position: sticky; top: 0; height: 6em'>x<tr><td style='height: 9em'>x</table>",
        ),
        ("<button", "<button style='width: 50px; overflow: hidden; white-space: nowrap'>much too long for it</button>"),
    ],
)
async def test_the_search_finds_what_is_wrong(browser: Browser, wrong: str, html: str) -> None:
    page = await browser.new_page(viewport=ZOOMS[200])  # type: ignore[arg-type]
    await page.set_content(html)
    [said] = await page.evaluate(_WRONG)
    assert wrong in said
    await page.set_content("<div style='overflow-x: auto; width: 90px'><table style='width: 200px'><tr><td>x</table></div>")
    assert await page.evaluate(_WRONG) == []
    await page.close()
