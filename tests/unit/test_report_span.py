"""Which time a report may be about, and the headings of the Local Profile."""

from pathlib import Path

import pytest

from bot.content.profile import load_profile
from bot.content.reader import ContentError
from bot.content.themes import Themes
from bot.setting_checks import ROOT
from bot.themes.report_span import months_in, quarters_from
from bot.themes.rising import rises_seen

THEMES = Themes.load(ROOT / "data" / "themes.yml")


@pytest.mark.parametrize(
    ("start", "months"), [("2026-Q5", 6), ("2026", 6), ("2026-02", 6), ("2026-Q1", 9), ("٢٠٢٦-Q1", 6), ("", 3)]
)
def test_no_report_is_about_half_a_quarter(start: str, months: int) -> None:
    with pytest.raises(ValueError, match="report"):
        quarters_from(start, months)
    assert quarters_from("2026-Q3", 12) == ("2026-Q3", "2026-Q4", "2027-Q1", "2027-Q2")


@pytest.mark.parametrize("themes", ["[no.such_theme]", "[harm.past, harm.past]"])
def test_the_headings_of_the_local_profile_name_each_theme_once(tmp_path: Path, themes: str) -> None:
    assert len(load_profile(ROOT / "data" / "profile.yml", THEMES)) >= 8
    (tmp_path / "profile.yml").write_text(f"a: {{name: A, themes: {themes}}}\n")
    with pytest.raises(ContentError):
        load_profile(tmp_path / "profile.yml", THEMES)


def test_voices_of_a_quarter_are_those_of_its_months() -> None:
    assert months_in(("2026-Q1", "2026-Q4")) == ("2026-01", "2026-02", "2026-03", "2026-10", "2026-11", "2026-12")


def test_the_watch_notes_a_rise_in_the_week_in_which_it_begins() -> None:
    people = [10] * 30 + [25] * 6 + [10] * 12
    weeks = {f"2026-W{number + 1:02}": {"feel.low": many} for number, many in enumerate(people)}
    [(week, marked)] = rises_seen(weeks)
    assert "2026-W31" < week <= "2026-W34"
    assert marked == ("feel.low",)
    assert rises_seen({name: weeks[name] for name in sorted(weeks)[:30]}) == ()
