"""What designers see and take away: whole fives of whole weeks, each with a table and a sentence, and the same each time."""

import csv
import io
import json
import re
from datetime import timedelta
from itertools import product

import pytest
from jsonschema import Draft202012Validator

from bot.model.changes import Changes, Count
from bot.model.conversation import Conversation
from bot.model.message import Channel
from bot.model.worker import Role
from bot.privacy.pseudonym import Pseudonyms
from bot.setting_checks import ROOT
from bot.store.keys import PUBLISHED
from bot.themes.calendar import weeks_in
from bot.themes.cubes import EVERYONE, PARTS, TOTAL
from bot.themes.tag import week_of
from tests.desk_house import NOW, House, house

__all__ = ["house"]

WEEK = week_of(NOW - timedelta(weeks=1))
QUARTER, TEXT = "2026-Q3", re.compile(r"<[^>]+>")


async def count(house: House, week: str, people: dict[str, int], cell: int = 0) -> None:
    """People with these themes, all in the same cell of each cube, spread over the lanes."""
    for number, (theme, many) in enumerate(people.items()):
        cells = [TOTAL, *((cube, cells[cell % len(cells)]) for cube, cells in PARTS.items())]
        counts = [Count(week, one, cube, name) for one, (cube, name) in product((theme, EVERYONE), cells) for _ in range(many)]
        contact = Pseudonyms(bytes(32)).contact(Channel.WEB, f"{week} {number} {cell}")
        await house.store.commit.commit(Changes(Conversation(contact, Channel.WEB, "x", NOW), counts=tuple(counts)))


def cells(page: str, heading: str) -> dict[str, list[str]]:
    """A section's table: each row's name and what stands in it."""
    section = page[page.index(f'id="h-{heading}"') :].partition("</section>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", section, re.S)[1:]
    found = [
        [TEXT.sub("", cell).replace("–too few to show", "–") for cell in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in rows
    ]
    return {name: figures for name, *figures in found}


async def test_a_week_is_shown_in_fives_when_it_is_over(house: House) -> None:
    await count(house, WEEK, {"rel.jealousy": 19, "rel.breakups": 4})
    await count(house, week_of(NOW), {"feel.low": 50})
    designer, _ = await house.person(Role.DESIGNER)
    page = (await designer.get("/themes", params={"period": WEEK})).text
    assert cells(page, "themes") == {"Jealousy and arguments": ["15"]}
    assert "Most people wrote about Jealousy and arguments (15)." in page
    assert (await designer.get("/themes", params={"period": week_of(NOW)})).status_code == 404, "it is not over"


async def test_what_was_shown_once_never_changes(house: House) -> None:
    await count(house, WEEK, {"rel.jealousy": 5})
    designer, _ = await house.person(Role.DESIGNER)
    first = (await designer.get(f"/themes/figures/{WEEK}.json")).content
    await count(house, WEEK, {"rel.jealousy": 20}, cell=1)
    assert (await designer.get(f"/themes/figures/{WEEK}.json")).content == first


async def test_a_quarter_is_split_each_way_and_everyone_is_in_twenties(house: House) -> None:
    for week in weeks_in(QUARTER):
        await count(house, week, {"rel.jealousy": 2}, cell=0)
        await count(house, week, {"rel.jealousy": 1}, cell=1)
    designer, _ = await house.person(Role.LEAD)
    page = (await designer.get("/themes", params={"period": QUARTER})).text
    assert cells(page, "age") == {"Everyone": ["20", "–", "–", "–", "–"], "Jealousy and arguments": ["25", "10", "–", "–", "–"]}
    assert cells(page, "themes") == {"Jealousy and arguments": ["35"]}
    assert page.count("<svg") == page.count('role="img"') == page.count("<title id=") >= 5
    month = (await designer.get("/themes", params={"period": "2026-M09"})).text
    assert "shown by the quarter" in month
    assert 'id="h-age"' not in month


async def test_two_periods_of_one_kind_are_compared(house: House) -> None:
    await count(house, "2026-W45", {"rel.jealousy": 10})
    await count(house, "2026-W46", {"rel.jealousy": 25, "feel.low": 5})
    designer, _ = await house.person(Role.DESIGNER)
    page = (await designer.get("/themes", params={"period": "2026-W46", "with": "2026-W45"})).text
    assert cells(page, "themes") == {"Jealousy and arguments": ["25", "10", "+15"], "Sad, anxious, lonely": ["5", "–", "+5"]}
    assert "The largest difference is Jealousy and arguments: 10 then, 25 now." in page
    assert (await designer.get("/themes", params={"period": "2026-W46", "with": "2026-M10"})).status_code == 404


async def test_downloads_hold_what_the_page_holds(house: House) -> None:
    for week in weeks_in(QUARTER):
        await count(house, week, {"rel.jealousy": 3, "harm.criminal": 1})
    designer, _ = await house.person(Role.DESIGNER)
    answer = await designer.get(f"/themes/figures/{QUARTER}.json")
    body = answer.json()
    Draft202012Validator(json.loads((ROOT / "docs" / "themes-schema.json").read_text())).validate(body)
    figures = {(line["theme"], line["split"], line["cell"]): line["people"] for line in body["figures"]}
    assert figures["rel.jealousy", None, None] == 35
    assert figures["harm.criminal", None, None] == 10
    assert figures["rel.jealousy", "age", "under_13"] == 35
    table = list(csv.DictReader(io.StringIO((await designer.get(f"/themes/figures/{QUARTER}.csv")).content.decode("utf-8-sig"))))
    in_table = {(row["theme"], row["split"] or None, row["cell"] or None): int(row["people"] or 0) or None for row in table}
    assert in_table == figures
    assert (await designer.get(f"/themes/figures/{QUARTER}.png")).content.startswith(b"\x89PNG")
    assert (await designer.get(f"/themes/figures/{QUARTER}.svg")).text.startswith("<svg")


@pytest.mark.parametrize("name", ["2026-W47.csv", "2026-Q3.exe", "x", "..%2Fthemes.css", "2026-Q3"])
async def test_there_is_nothing_else_to_take(house: House, name: str) -> None:
    designer, _ = await house.person(Role.DESIGNER)
    assert (await designer.get(f"/themes/figures/{name}")).status_code == 404


async def test_made_up_figures_say_so_everywhere(house: House) -> None:
    await count(house, WEEK, {"rel.jealousy": 19})
    await house.store.figures.mark_made_up(7)
    designer, _ = await house.person(Role.DESIGNER)
    assert "Made-up figures." in (await designer.get("/themes")).text
    assert (await designer.get(f"/themes/figures/{WEEK}.json")).json()["made_up"] is True
    answer = await designer.get(f"/themes/figures/{WEEK}.csv")
    assert "made up" in answer.text.splitlines()[1]
    for kind in ("csv", "json", "svg", "png"):
        answer = await designer.get(f"/themes/figures/{WEEK}.{kind}")
        assert "made-up" in answer.headers["content-disposition"]
    assert "Made-up figures" in (await designer.get(f"/themes/figures/{WEEK}.svg")).text


async def test_the_store_keeps_only_fives_of_what_was_published(house: House) -> None:
    for week in weeks_in(QUARTER):
        await count(house, week, {"rel.jealousy": 3})
    await house.store.figures.counts([WEEK])
    designer, _ = await house.person(Role.DESIGNER)
    await designer.get("/themes")
    kept = (await house.store.redis.hgetall(PUBLISHED)).values()
    numbers = [int(number) for body in kept for number in re.findall(rb": (\d+)", body)]
    assert numbers
    assert not [number for number in numbers if number % 5]


async def test_a_rising_theme_is_marked_from_what_is_shown(house: House) -> None:
    weeks = [week_of(NOW - timedelta(weeks=back)) for back in range(30, 0, -1)]
    for number, week in enumerate(weeks):
        await count(house, week, {"rel.jealousy": 10, "feel.low": 25 if number >= 26 else 5})
    designer, _ = await house.person(Role.DESIGNER)
    page = (await designer.get("/themes")).text
    rising = TEXT.sub("", page[page.index('id="h-rising"') :].partition("</section>")[0])
    assert "Sad, anxious, lonely: 100, where about 20 are usual" in rising
    assert "Jealousy" not in rising
