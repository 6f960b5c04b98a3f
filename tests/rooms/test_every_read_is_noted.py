"""Every read and every move at the desk leaves a line in the audit: each route is walked with a case, on a real store."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import httpx
import pytest

from bot.content.themes import Themes
from bot.house import DATA
from bot.model.changes import Changes
from bot.model.message import Channel
from bot.model.rota import Turn
from bot.model.worker import Role
from bot.setting_checks import ROOT
from bot.store.keys import all_lanes
from bot.themes.simulate import simulate
from tests.desk_house import ADA, NOW, PLACE, House, house
from tests.queueing import audit_of
from tests.rooms.desk_walk import MOVES, NOTED, SILENT, SILENT_MOVES, WALKED_ELSEWHERE, Asked, Form

__all__ = ["house"]
LEAF = next(iter(Themes.load(DATA / "themes.yml").leaves())).id
WALK = [(label, asked) for label, some in NOTED.items() for asked in some]


async def lines(house: House) -> int:
    return sum([await house.store.redis.xlen(lane.of("audit")) for lane in all_lanes()])


async def begun(web: httpx.AsyncClient, path: str) -> int:
    """The status of an answer that does not end: a bell rings on until its page goes."""
    status: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def send(message: Mapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            status.set_result(message["status"])

    async def receive() -> dict[str, str]:
        await asyncio.Event().wait()
        return {"type": "http.disconnect"}

    headers = [(name.lower(), value) for name, value in web.headers.raw]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": headers, "scheme": "https"}
    door = cast(httpx.ASGITransport, web._transport)
    ringing = asyncio.create_task(door.app(scope, receive, send))
    try:
        return await status
    finally:
        ringing.cancel()


class Walker:
    """A lead and a worker who are both on."""

    async def come(self, house: House) -> None:
        self.house = house
        self.people = {"lee": await house.person(Role.LEAD, "Lee"), "tam": await house.person(Role.SUPPORT_WORKER, "Tam")}
        await house.on("lee.lead")
        self.tam = await house.on("tam.support_worker")
        talk, case = await house.store.reads.talk(ADA)
        assert talk and case
        texted = replace(talk, channel=Channel.SMS, address="+447700900123", last_in_at=NOW)
        await house.store.commit.commit(Changes(texted, case=replace(case, channel=Channel.SMS)))
        later = NOW + timedelta(days=1)
        await house.store.rota.keep(Turn("t1", "lead", "Lee", "+447700900111", later, later + timedelta(hours=1), self.tam))
        [line] = await house.store.reads.transcript(ADA)
        self.known = {"TAM": self.tam, "LINE": line.id, "THEME": LEAF}

    async def ask(self, who: str, path: str, form: Form | None) -> httpx.Response:
        web, csrf = self.people[who]
        path = path.replace("TAM", self.tam)
        if form is None:
            return httpx.Response(await begun(web, path)) if path.endswith("/live") else await web.get(path)
        known = {name: self.known.get(value, value) if isinstance(value, str) else value for name, value in form.items()}
        return await web.post(path, data={"csrf": csrf} | known)


@pytest.mark.parametrize(("label", "asked"), WALK, ids=[f"{label} {asked.path.rsplit('/', 1)[1]}" for label, asked in WALK])
async def test_it_leaves_a_line(house: House, label: str, asked: Asked) -> None:
    walker = Walker()
    await walker.come(house)
    if "/themes" in asked.path:
        await simulate(house.store.figures, Themes.load(DATA / "themes.yml"), 3, NOW)  # there is none without figures
    for name, form in asked.before:
        done = await walker.ask("tam" if name == "open_note" else "lee", name if name[0] == "/" else f"{PLACE}/{name}", form)
        assert done.status_code in (200, 303), (name, done.text)
    before = await lines(house)
    answer = await walker.ask(asked.who, asked.path, asked.form if label.startswith("POST") else None)
    assert answer.status_code in (200, 303), label
    assert await lines(house) > before, f"{label} leaves no line in the audit: note it, or say in tests/rooms/desk_walk.py why not"


def test_every_route_and_every_move_is_walked_or_has_a_reason(house: House) -> None:
    assert {path for _, path, _, _ in house.desk.table()} < {route.path for route in house.routes}
    table = {f"{method} {route.path}" for route in house.routes for method in (route.methods or set()) - {"HEAD"}}
    assert table == {*NOTED, *SILENT}
    assert not {*NOTED} & {*SILENT}
    hands = {*house.desk._acts._hands.moves}
    plain = set(re.findall(r'case "(\w+)":', (ROOT / "bot" / "desk" / "acts.py").read_text()))
    assert hands | plain == {*SILENT_MOVES, *WALKED_ELSEWHERE} | {asked.path.rsplit("/", 1)[1] for asked in MOVES}


async def test_an_open_page_that_reads_on_has_one_line_and_no_address_goes_round_it(house: House) -> None:
    walker = Walker()
    await walker.come(house)

    async def opened(path: str) -> int:
        assert (await walker.ask("lee", path, None)).status_code == 200
        return len([line for line in await audit_of(house.store, ADA) if line["did"] == "case_opened"])

    assert await opened(f"{PLACE}?live=1") == 1, "asked for as an open page would, but no page was open"
    assert await opened(f"{PLACE}?live=1") == 1
    assert await opened(f"{PLACE}/live") == 1
    assert await opened(PLACE) == 2, "opened again by hand"
    house.now = NOW.replace(minute=1)
    assert await opened(f"{PLACE}?live=1") == 3, "the page was away for a minute"
