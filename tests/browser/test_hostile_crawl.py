"""Hostile text in every form of every page, as each role and as a stranger, in a real browser: nothing runs, nothing breaks."""

import asyncio
import re
import socket
from collections.abc import Sequence
from pathlib import Path

import pytest
import redis
import uvicorn
from playwright.async_api import Browser, BrowserContext
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.launch.valkey import EmbeddedValkey
from bot.model.case import Case, CaseState
from bot.model.changes import Changes
from bot.model.conversation import Conversation
from bot.model.message import Channel, Entry, Speaker
from bot.model.risk import Kind, Level
from bot.model.worker import Role
from tests.browser.crawl import HOSTILE, MARK, Crawl
from tests.browser.desk_door import at_desk, open_desk
from tests.browser.desk_pages import addresses, filled
from tests.desk_house import ADA, NOW, House

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(0)]


async def _with_hostile_talk(house: House) -> None:
    talk = Conversation(ADA, Channel.WEB, "ada", NOW, case_id="c1", highest=Level.HIGH)
    case = Case("c1", ADA, Channel.WEB, CaseState.WAITING, Level.HIGH, (Kind.HOME_HARM,), NOW, NOW)
    lines = tuple(Entry(NOW, Speaker.YOUNG_PERSON, text.replace("\0", ""), f"m{at}") for at, text in enumerate(HOSTILE))
    await house.store.commit.commit(Changes(talk, case=case, entries=lines))


@pytest.mark.parametrize(
    ("role", "pages", "forms"),
    [(Role.SUPPORT_WORKER, 30, 35), (Role.LEAD, 45, 60), (Role.DESIGNER, 20, 8), (Role.ADMINISTRATOR, 20, 14)],
)
async def test_nothing_that_is_written_runs_or_breaks_a_page(
    valkey_url: str, valkey_server: EmbeddedValkey, browser: Browser, role: Role, pages: int, forms: int
) -> None:
    _keeps_its_log_whole(valkey_server)
    async with open_desk(valkey_url) as house:
        lee = await at_desk(browser, house, "Lee", Role.LEAD)
        case = await filled(house)
        await lee.context.close()
        await _with_hostile_talk(house)
        first = [f"{house.url}{address}" for address in (await addresses(house, case)).values()]
        page = await at_desk(browser, house, "Tam", role)
        crawl = Crawl(page, house.url)
        await crawl.walk([house.url + f"/desk/case/{ADA}/c1", *first])
        answer = await page.goto(f"{house.url}/desk/me")
        assert answer and page.url.endswith("/desk/me"), "still signed in: what was crawled was not the way in"
        await page.context.close()
    assert not crawl.bad, crawl.bad
    print(f"{role.value}: {len(crawl.seen)} pages, {len(crawl.forms)} forms")
    assert len(crawl.seen) >= pages, crawl.seen
    assert len(crawl.forms) >= forms, crawl.forms
    assert not _written_openly(valkey_server, MARK), "whatever stood in any field of any form of the desk is sealed"


def _keeps_its_log_whole(valkey: EmbeddedValkey) -> None:
    """From now on every write stands in the append-only file as it was sent, not packed anew."""
    with redis.Redis.from_url(valkey.keeper_url) as keeper:
        keeper.config_set("auto-aof-rewrite-percentage", 0)
        keeper.setex("seen", 60, "openly written")
    assert _written_openly(valkey, "openly written"), "what is open is found"


def _written_openly(valkey: EmbeddedValkey, mark: str) -> list[str]:
    with redis.Redis.from_url(valkey.keeper_url) as keeper:
        folder = Path(keeper.config_get("dir")["dir"])
    written = [path.read_bytes() for path in folder.rglob("*.aof") if path.is_file()]
    parts = [part for text in written for part in text.split(b"\r\n")]
    return [repr(part[:80]) for part in parts if mark.encode() in part]


async def _strange(browser: Browser, *, scripts: bool) -> BrowserContext:
    context = await browser.new_context(java_script_enabled=scripts)
    await context.route(re.compile("^https://"), lambda route: route.fulfill(body="rain", content_type="text/html"))
    return context


async def test_nor_by_a_stranger_at_the_desk_s_door(valkey_url: str, browser: Browser) -> None:
    async with open_desk(valkey_url) as house:
        lee = await at_desk(browser, house, "Lee", Role.LEAD)
        first = await addresses(house, await filled(house))
        await lee.context.close()
        context = await _strange(browser, scripts=True)
        crawl = Crawl(await context.new_page(), house.url)
        ways: Sequence[str] = [address for path, address in first.items() if "{token" in path] + ["/desk/sign-in", "/voices"]
        await crawl.walk([house.url + way for way in ways])
        await context.close()
    assert not crawl.bad, crawl.bad
    assert len(crawl.forms) >= 3, crawl.forms


async def test_nor_on_the_page_of_a_young_person(browser: Browser, house, hall) -> None:
    """Without the page's own script, so that its forms are posted as they are; the hall says every text back."""
    context = await _strange(browser, scripts=True)
    await context.route(re.compile(r"/chat/assets/.*\.js$"), lambda route: route.abort())
    base = house.url.removesuffix("/chat")
    crawl = Crawl(await context.new_page(), base)
    await crawl.walk([house.url, f"{base}/privacy", f"{base}/private", f"{base}/chat/hidden"])
    await context.close()
    assert not crawl.bad, crawl.bad
    assert hall.taken, "something was said, and said back"
    assert len(crawl.forms) >= 3, crawl.forms


async def test_the_crawl_sees_what_runs(browser: Browser) -> None:
    async def careless(request: Request) -> Response:
        said = (await request.form()).get("text", "") if request.method == "POST" else ""
        return HTMLResponse(
            f"<form method=post action=/><input type=text name=text></form>{said}", 500 if "passwd" in str(said) else 200
        )

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    app = Starlette(routes=[Route("/", careless, methods=["GET", "POST"])])
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="critical", lifespan="off"))
    serving = asyncio.create_task(server._serve())
    while not server.started:
        await asyncio.sleep(0.01)
    context = await _strange(browser, scripts=True)
    crawl = Crawl(await context.new_page(), f"http://127.0.0.1:{port}")
    crawl.ends += 600
    await crawl.walk([f"http://127.0.0.1:{port}/"])
    await context.close()
    server.should_exit = server.force_exit = True
    await serving
    for told in ("a script ran", "markup of a stranger", "as it was written", "500 from POST"):
        assert any(told in one for one in crawl.bad), told
