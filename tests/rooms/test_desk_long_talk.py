"""A talk of more lines than a page holds: what was said last is always on it, and what was said first can be reached."""

import re
from datetime import timedelta

from bot.desk.show import PAGE_LINES
from bot.model.changes import Changes
from bot.model.message import Entry, Speaker
from bot.model.worker import Role
from tests.desk_house import ADA, NOW, PLACE, House, house

__all__ = ["house"]
MORE = 2 * PAGE_LINES + 100


async def _write(house: House) -> None:
    talk = await house.store.reads.conversation(ADA)
    assert talk
    lines = [Entry(NOW + timedelta(seconds=n), Speaker.YOUNG_PERSON, f"line number {n} end", f"x{n}") for n in range(MORE)]
    await house.store.commit.commit(Changes(talk, entries=tuple(lines)))


def _said(page: str) -> list[int]:
    return [int(number) for number in re.findall(r"line number (\d+) end", page)]


async def test_the_newest_line_is_on_the_page(house: House) -> None:
    await _write(house)
    web, _ = await house.person(Role.SUPPORT_WORKER)
    assert _said((await web.get(PLACE)).text) == list(range(MORE - PAGE_LINES, MORE))
    assert _said((await web.get(f"{PLACE}?live=1")).text)[-1] == MORE - 1, "the live page too"


async def test_every_line_is_reached_by_going_back(house: House) -> None:
    await _write(house)
    web, _ = await house.person(Role.SUPPORT_WORKER)
    path, seen = PLACE, []
    while path:
        page = (await web.get(path)).text
        seen = _said(page) + seen
        assert ("case.js" in page) is (path == PLACE), "only the newest page is live: new lines must not follow old ones"
        earlier = re.search(r'href="([^"]+)">Earlier lines', page)
        path = earlier[1] if earlier else ""
    assert seen == list(range(MORE)), "each line once, in order"


async def test_a_strange_place_shows_no_lines(house: House) -> None:
    web, _ = await house.person(Role.SUPPORT_WORKER)
    for before in ("x", "1-1)", "9" * 40, "-", "+", "0-0", "000-0"):
        page = await web.get(PLACE, params={"before": before})
        assert page.status_code == 200
        assert '<li class="line' not in page.text


async def test_a_reply_pressed_twice_is_said_once_in_a_long_talk(house: House) -> None:
    await _write(house)
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    await web.post(f"{PLACE}/claim", data={"csrf": csrf})
    for _ in range(2):
        assert (
            await web.post(f"{PLACE}/say", data={"csrf": csrf, "text": "I am here", "nonce": "123456789012"})
        ).status_code == 200
    said = await house.store.reads.latest(ADA, 10)
    assert [line.text for line in said].count("I am here") == 1


async def test_an_old_line_can_be_marked(house: House) -> None:
    await _write(house)
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    [line] = (await house.store.reads.transcript(ADA, most=1))[:1]
    form = {"csrf": csrf, "line": line.id, "verdict": "wrong", "kind": "home_harm", "level": "high"}
    assert (await web.post(f"{PLACE}/mark", data=form)).status_code == 200
