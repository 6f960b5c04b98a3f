"""The attack on everything shown, with the audit report beside it: what the report adds up must not bring anybody closer."""

import json
import random

import pytest

from bot.content.profile import load_profile
from bot.content.themes import Themes
from bot.setting_checks import ROOT
from bot.themes.calendar import weeks_in
from bot.themes.published import Published
from bot.themes.report import report
from bot.themes.report_forms import as_report_json
from bot.themes.suppress import WIDTH, quarter_figures, step, week_figures
from tests.attacker import Attacker, by_fives
from tests.made_up_people import quarter, summed

THEMES = Themes.load(ROOT / "data" / "themes.yml")
PROFILE = load_profile(ROOT / "data" / "profile.yml", THEMES)
BUSY = ["online.sextortion", "online.strangers", "harm.exploitation", "harm.criminal", "abuse.control", "feel.low"]
LEAVES = [*BUSY, "online.nudes_shared", "abuse.violence", "rel.friends", "home.care", "rel.starting", "id.hate"]
NAME = "2026-Q3"


def _told(attacker: Attacker, body: dict, names: list[str]) -> int:
    """What the report's JSON says, as conditions on the true counts; how many of its figures were used."""
    sections, used = {one["id"]: one for one in body["sections"]}, 0
    headings = {one.id: [theme for theme in one.themes if theme in LEAVES] for one in PROFILE}
    for row in sections["profile"]["rows"]:
        for column, figure in zip(sections["profile"]["columns"], row["figures"], strict=True):
            cube, _, cell = column["id"].partition(".")
            if column["id"] == "before" or not (themes := headings[row["id"]]):
                continue
            parts = {(theme, cube, cell): 1.0 for theme in themes} if cell else {(t, name): 1.0 for t in themes for name in names}
            attacker.knows(parts, figure or 0, (figure or 0) + sum(step(theme) - 1 for theme in themes))
            used += 1
    for cube in ("outcome", "route", "helped"):
        for row in sections[cube]["rows"]:
            for column, figure in zip(sections[cube]["columns"], row["figures"], strict=True):
                attacker.knows({(row["id"], cube, column["id"]): 1.0}, figure or 0, float("inf"))
                used += 1
    return used


@pytest.mark.parametrize("seed", range(8))
def test_the_report_brings_nobody_closer_to_a_small_count(seed: int) -> None:
    weeks = quarter(seed, BUSY, weeks=len(weeks_in(NAME)), busiest=(3, 6, 12, 20)[seed % 4])
    shown: list[dict[str, int]] = []
    before: dict[str, int] = {}
    for number in range(len(weeks)):
        shown.append(week_figures(summed(weeks[: number + 1]), before))
        before = {theme: before.get(theme, 0) + shown[-1].get(theme, 0) for theme in {*before, *shown[-1]}}
    whole = quarter_figures(summed(weeks), before, LEAVES)
    found = Published(dict(zip(weeks_in(NAME), shown, strict=True)), {NAME: whole})
    body = json.loads(as_report_json(report(found, THEMES, PROFILE, (NAME,))))
    attacker = by_fives(shown, whole, LEAVES)
    assert _told(attacker, body, [f"w{number}" for number in range(len(weeks))]) > 30
    counts = summed(weeks)
    small = [name for name, people in counts.items() if 0 < people < step(name[0]) and name[1] != "total" and name[0] in LEAVES]
    for name in random.Random(0).sample(small, min(len(small), 10)):
        assert attacker.range_of(name).width >= WIDTH, name
