"""Each chart of the themes page by itself, and what is offered where a time is too short. Never a figure the page does not show."""

import csv
import io
import json
import re

from jsonschema import Draft202012Validator

from bot.model.worker import Role
from bot.setting_checks import ROOT
from bot.themes.calendar import weeks_in
from tests.desk_house import House, house
from tests.rooms.test_themes_page import QUARTER, cells, count

__all__ = ["house"]


async def test_a_theme_too_small_for_a_week_is_offered_in_a_longer_time(house: House) -> None:
    for week in weeks_in(QUARTER):
        await count(house, week, {"rel.jealousy": 6, "feel.low": 1})
    designer, _ = await house.person(Role.DESIGNER)
    week, month, quarter = [
        (await designer.get("/themes", params={"period": one})).text for one in ("2026-W28", "2026-M07", QUARTER)
    ]
    assert "Sad, anxious, lonely" not in cells(week, "themes")
    assert '<a href="/themes?period=2026-Q3">29 June to 27 September 2026</a>: Sad, anxious, lonely (10).' in week
    assert "Sad, anxious, lonely (10)" in month
    assert "Too few people in this time" not in quarter
    assert "the first table has the theme for all of Cornwall" in quarter
    assert "all of Cornwall" not in week


async def test_each_chart_can_be_taken_away_by_itself(house: House) -> None:
    for week in weeks_in(QUARTER):
        await count(house, week, {"rel.jealousy": 3})
    designer, _ = await house.person(Role.DESIGNER)
    page = (await designer.get("/themes", params={"period": QUARTER})).text
    taken = [(link, await designer.get(link)) for link in re.findall(r'href="(/themes/figures/[\w.-]+)"', page)]
    assert {answer.status_code for _, answer in taken} == {200}
    drawn = page.count('role="img"')
    assert sum(answer.content.startswith(b"\x89PNG") for _, answer in taken) == drawn + 1, "each, and the whole period"
    age = (await designer.get(f"/themes/figures/{QUARTER}.age.json")).json()
    Draft202012Validator(json.loads((ROOT / "docs" / "themes-chart-schema.json").read_text())).validate(age)
    assert {row["name"]: row["figures"] for row in age["rows"]} == {
        name: [None if one == "–" else int(one) for one in figures] for name, figures in cells(page, "age").items()
    }
    table = list(csv.reader(io.StringIO((await designer.get(f"/themes/figures/{QUARTER}.age.csv")).content.decode("utf-8-sig"))))
    assert table[0][:2] == ["theme", "Under 13"]
    assert ["Jealousy and arguments", "35", "", "", "", "", "no"] in table
    drawing = (await designer.get(f"/themes/figures/{QUARTER}.age.svg")).text
    assert "By age" in drawing
    assert "29 June to 27 September 2026" in drawing


async def test_a_chart_of_two_periods_is_taken_away_with_both(house: House) -> None:
    await count(house, "2026-W45", {"rel.jealousy": 10})
    await count(house, "2026-W46", {"rel.jealousy": 25})
    await house.store.figures.mark_made_up(7)
    designer, _ = await house.person(Role.DESIGNER)
    two = "/themes/figures/2026-W46.themes"
    body = (await designer.get(f"{two}.json", params={"with": "2026-W45"})).json()
    assert body["rows"] == [{"name": "Jealousy and arguments", "figures": [25, 10, 15]}]
    assert body["made_up"] is True
    drawing = await designer.get(f"{two}.svg", params={"with": "2026-W45"})
    assert "Made-up figures" in drawing.text
    for name in ("2026-W46.age.csv", "2026-W46.nothing.png", "2026-W46.themes.exe", "2026-W46.themes.x.csv", "2026-W46..csv"):
        assert (await designer.get(f"/themes/figures/{name}")).status_code == 404, name
    assert "made-up" in drawing.headers["content-disposition"]
    for wrong in ("2026-M10", "2026-W46", "2026-W01"):
        assert (await designer.get(f"{two}.json", params={"with": wrong})).status_code == 404
