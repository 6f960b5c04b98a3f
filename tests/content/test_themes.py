"""Themes, times and places: the real files whole, broken copies named."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.content.places import Places
from bot.content.reader import ContentError
from bot.content.routes import STAFF, Routes
from bot.content.themes import CHI, Themes
from bot.model.risk import Kind, Level
from bot.setting_checks import ROOT
from bot.setting_checks_sms import STAFF as SETTINGS_STAFF

THEMES = Themes.load(ROOT / "data" / "themes.yml")
ROUTES = Routes.load(ROOT / "data" / "routes.yml")
# They say something of the talk, not of what it is about.
NO_THEME = {Kind.NOT_ALONE_WATCHED, Kind.STOP_AFTER_FINDING, Kind.UNREADABLE, Kind.SCREEN_FAILED}


def test_the_tree_is_whole() -> None:
    leaves = THEMES.leaves()
    assert len({leaf.id for leaf in leaves}) == len(leaves) == 46
    assert len({leaf.family for leaf in leaves}) == 10
    assert len({leaf.name for leaf in leaves}) == len(leaves), "designers can tell them apart"


@pytest.mark.parametrize("kind", sorted({*Kind} - NO_THEME))
def test_every_kind_of_risk_counts_towards_one_theme(kind: Kind) -> None:
    leaf = THEMES.of_kind(kind)
    assert leaf in {leaf.id for leaf in THEMES.leaves()}


def test_a_theme_that_is_gone_keeps_its_id_as_its_name() -> None:
    assert THEMES.name_of("feel.low") == "Sad, anxious, lonely"
    assert THEMES.name_of("gone.long_ago") == "gone.long_ago"


def test_every_theme_maps_to_child_helpline_internationals_categories() -> None:
    assert {category for leaf in THEMES.leaves() for category in leaf.chi} <= {*CHI}
    assert THEMES.chi_of("abuse.control") == ("violence", "peers")
    assert THEMES.chi_of("gone.long_ago") == ()


def test_a_retired_theme_is_called_as_the_one_that_took_it_in(tmp_path: Path) -> None:
    (tmp_path / "themes.yml").write_text("a:\n  a.new: {name: x, chi: [peers], was: [a.old, a.older]}\n")
    themes = Themes.load(tmp_path / "themes.yml")
    assert [themes.now_called(theme) for theme in ("a.old", "a.older", "a.new", "b")] == ["a.new", "a.new", "a.new", "b"]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a:\n  a.b: {chi: [peers]}\n", 2, "'name' is missing"),
        ("a:\n  a.b: {name: x, chi: [peers], kinds: [sadness]}\n", 2, "unknown kind of risk 'sadness'"),
        (
            "a:\n  a.b: {name: x, chi: [peers], kinds: [suicide]}\n  a.c: {name: y, chi: [peers], kinds: [suicide]}\n",
            3,
            "towards 'a.b'",
        ),
        ("a:\n  a.b: {name: x, chi: [peers]}\nb:\n  a.b: {name: y, chi: [peers]}\n", 4, "is here twice"),
        ("a:\n  a.b: {name: x}\n", 2, "'chi' is missing"),
        ("a:\n  a.b: {name: x, chi: [mates]}\n", 2, "chi takes one or more of"),
        ("a:\n  a.b: {name: x, chi: []}\n", 2, "chi takes one or more of"),
        ("a:\n  a.b: {name: x, chi: [peers], was: [a.c]}\n  a.c: {name: y, chi: [peers]}\n", 2, "still a theme itself"),
        ("a:\n  a.b: {name: x, chi: [peers], was: [a.z]}\n  a.c: {name: y, chi: [peers], was: [a.z]}\n", 3, "taken in by another"),
        ("a:\n  a.b: {name: x, colour: red}\n", 2, "unknown name 'colour'"),
    ],
)
def test_broken_themes_are_named(tmp_path: Path, text: str, line: int, what: str) -> None:
    (tmp_path / "themes.yml").write_text(text)
    with pytest.raises(ContentError, match=what) as wrong:
        Themes.load(tmp_path / "themes.yml")
    assert wrong.value.line == line


def test_the_worse_the_sooner() -> None:
    limits = [ROUTES.unclaimed_after(level) for level in (Level.CRITICAL, Level.HIGH, Level.CONCERN)]
    assert limits == sorted(limits)
    assert limits[0] <= timedelta(minutes=2)


ROUTES_FILE = (ROOT / "data" / "routes.yml").read_text()


@pytest.mark.parametrize(
    ("was", "becomes", "what"),
    [
        ("  concern: 60\n", "", "'concern' is missing"),
        ("  critical: 2\n", "  critical: soon\n", "whole minutes"),
        ("  high: 10\n", "  high: 0\n", "whole minutes"),
        ("  concern: 60\n", "  concern: 60\n  worst: 1\n", "unknown name 'worst'"),
        ("lead: 5, duty_manager: 15", "lead: 25, duty_manager: 15", "told later than the one before"),
        ("duty_manager: 40", "caretaker: 40", "'duty_manager' is missing"),
        ("Please sign in now.", "Please sign in now \u2014 at once.", "plain letters"),
        ("Please sign in now.", "Please sign in now." * 9, "160 at most"),
        ("  drill_late: 75 ", "  drill_late: 1.5 ", "whole minutes"),
    ],
)
def test_broken_times_are_named(tmp_path: Path, was: str, becomes: str, what: str) -> None:
    assert was in ROUTES_FILE
    (tmp_path / "routes.yml").write_text(ROUTES_FILE.replace(was, becomes, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=what) as wrong:
        Routes.load(tmp_path / "routes.yml")
    assert wrong.value.line > 1


def test_the_ladder_wakes_nobody_for_a_concern_and_sooner_at_night_for_high() -> None:
    assert ROUTES.ladder(Level.CONCERN, open_now=True) == {}
    day, night = (ROUTES.ladder(Level.HIGH, open_now=open_now) for open_now in (True, False))
    assert night["on_call"] < day["on_call"]
    assert tuple(ROUTES.ladder(Level.CRITICAL, open_now=False)) == STAFF == SETTINGS_STAFF


def test_a_place_is_found_however_it_is_spelled() -> None:
    places = Places.load(ROOT / "data" / "places.yml")
    assert places.area_of("St. Mary’s") == "scilly"
    assert places.area_of("  PENZANCE ") == "west"
    assert places.area_of("Atlantis") is None


def test_broken_places_are_named(tmp_path: Path) -> None:
    for text, line, what in (("moon: [crater]\n", 1, "unknown area"), ("east: [looe]\nwest: [looe]\n", 2, "is in 'east' already")):
        (tmp_path / "places.yml").write_text(text)
        with pytest.raises(ContentError, match=what) as wrong:
            Places.load(tmp_path / "places.yml")
        assert wrong.value.line == line
