"""The audit pack: one command and one button, the same bytes twice, and nothing in it that was not published."""

import json
import os
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from bot.content.themes import Themes
from bot.model.changes import Changes
from bot.model.conversation import Conversation
from bot.model.listening import Voice
from bot.model.message import Channel
from bot.model.worker import Role
from bot.privacy.pseudonym import Pseudonyms
from bot.setting_checks import ROOT
from bot.store.open import Store, open_store
from bot.themes.cubes import EVERYONE
from bot.themes.published import published
from bot.themes.report_made import FORMS, made_report
from bot.themes.report_now import write
from bot.themes.report_span import quarters_from
from bot.themes.simulate import simulate
from tests.desk_house import NOW as AT_DESK
from tests.desk_house import House, house

__all__ = ["house"]

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
THEMES = Themes.load(ROOT / "data" / "themes.yml")
HALF = quarters_from("2026-04", 6)


@pytest.fixture
async def store(valkey_url: str) -> AsyncIterator[Store]:
    """A made-up year, and two voices of which one was passed on."""
    store = open_store(valkey_url, os.urandom(32))
    await simulate(store.figures, THEMES, 3, NOW)
    talk = Conversation(Pseudonyms(bytes(32)).contact(Channel.WEB, "ada"), Channel.WEB, "ada", NOW)
    raw = Voice("0", "2026-05", "13_15", "west", "I live in Porthbean and nobody comes")
    passed = Voice("1", "2026-08", "13_15", "west", "as it was said", shared="Waiting is <b>hard</b> – tell us 🙂", shared_by="w")
    outside = Voice("2", "2026-11", "13_15", "west", "x", shared="From another half year", shared_by="w")
    await store.commit.commit(Changes(talk, voices=(raw, passed, outside)))
    yield store
    await store.close()


async def test_the_same_figures_are_the_same_bytes_whenever_it_is_made(store: Store) -> None:
    first = {ending: form(await made_report(store, THEMES, HALF, NOW)) for ending, (_, form) in FORMS.items()}
    time.sleep(1.1)  # a clock inside a PDF has seconds
    later = {ending: form(await made_report(store, THEMES, HALF, NOW + timedelta(hours=1))) for ending, (_, form) in FORMS.items()}
    assert first == later
    assert first["pdf"].startswith(b"%PDF-")


async def test_it_holds_every_part_and_follows_its_schema(store: Store) -> None:
    body = json.loads(FORMS["json"][1](await made_report(store, THEMES, HALF, NOW)))
    Draft202012Validator(json.loads((ROOT / "docs" / "report-schema.json").read_text())).validate(body)
    sections = {one["id"]: one for one in body["sections"]}
    assert all(one["rows"] for one in sections.values()), "a made-up year fills every part"
    for name in (
        "themes",
        "seen",
        "answered",
        "told",
        "council",
        "came_of_it",
        "outcome",
        "route",
        "helped",
        "profile",
        "district",
    ):
        assert any(figure for row in sections[name]["rows"] for figure in row["figures"]), name
    for one in sections.values():
        assert all(len(row["figures"]) == len(one["columns"]) for row in one["rows"]), one["id"]
    assert body["method"]
    assert body["suppression"]
    assert body["compared_with"] == ["2025-Q4", "2026-Q1"]
    assert body["made_up"] is True


async def test_only_voices_that_were_passed_on_stand_in_it_as_text(store: Store) -> None:
    made = await made_report(store, THEMES, HALF, NOW)
    assert made.voices == ("Waiting is <b>hard</b> – tell us 🙂",)
    page = FORMS["html"][1](made).decode()
    assert "Waiting is &lt;b&gt;hard&lt;/b&gt; – tell us 🙂" in page
    assert "Porthbean" not in page
    assert "as it was said" not in page


async def test_its_figures_are_sums_of_what_was_published_and_of_nothing_else(store: Store) -> None:
    found = await published(store.figures, THEMES, NOW)
    made = await made_report(store, THEMES, HALF, NOW)
    sections = {one.id: one for one in made.sections}
    for row in sections["themes"].rows:
        assert (row.figures[0] or 0) == sum(found.people(quarter).get(row.id, 0) for quarter in HALF)
    for cube in ("outcome", "route", "helped"):
        for row in sections[cube].rows:
            for (cell, _), figure in zip(sections[cube].columns, row.figures, strict=True):
                parts = [found.split(quarter).get(row.id, {}).get(cube, {}).get(cell, 0) for quarter in HALF]
                assert (figure or 0) == sum(parts)
    for cube in ("age", "seen", "told", "council"):
        for row in sections[cube].rows:
            parts = [found.split(quarter)[EVERYONE][cube].get(row.id, 0) for quarter in HALF]
            assert (row.figures[0] or 0) == sum(parts)
    numbers = [figure for one in made.sections for row in one.rows for figure in row.figures if figure is not None]
    assert not [number for number in numbers if number % 5]


async def test_counts_that_come_later_change_nothing(store: Store) -> None:
    before = FORMS["json"][1](await made_report(store, THEMES, HALF, NOW))
    await store.figures.add("2026-W30", {("feel.low", "total", "people"): 400})
    assert FORMS["json"][1](await made_report(store, THEMES, HALF, NOW)) == before


async def test_the_command_writes_what_the_button_gives(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert await write(store, HALF, tmp_path / "out", NOW) == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {f"lev-report-made-up-2026-Q2-to-2026-Q3.{ending}" for ending in FORMS}
    made = await made_report(store, THEMES, HALF, NOW)
    for ending, (_, form) in FORMS.items():
        assert (tmp_path / "out" / f"lev-report-made-up-2026-Q2-to-2026-Q3.{ending}").read_bytes() == form(made)
    assert await write(store, quarters_from("2026-Q4", 3), tmp_path, NOW) == 1
    assert "over and counted" in capsys.readouterr().err


async def test_the_button_is_for_designers_and_only_for_time_that_is_over(house: House) -> None:
    await simulate(house.store.figures, THEMES, 3, AT_DESK)
    designer, _ = await house.person(Role.DESIGNER)
    worker, _ = await house.person(Role.SUPPORT_WORKER, "Kit")
    assert "Make the report" in (await designer.get("/themes")).text
    for ending, (kind, _) in FORMS.items():
        answer = await designer.get("/themes/report", params={"from": "2026-Q2", "months": "6", "as": ending})
        assert answer.status_code == 200
        assert answer.headers["content-type"] == kind
        assert f"lev-report-made-up-2026-Q2-to-2026-Q3.{ending}" in answer.headers["content-disposition"]
    assert (await worker.get("/themes/report", params={"from": "2026-Q2"})).status_code == 403
    for wrong in (
        {"from": "2026-Q4"},
        {"from": "2026-05"},
        {"months": "5", "from": "2026-Q1"},
        {"from": "2026-Q2", "as": "exe"},
        {},
    ):
        assert (await designer.get("/themes/report", params=wrong)).status_code == 404, wrong
