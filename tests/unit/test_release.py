"""The release check: what was not run does not hold, what nobody signed stops, and what nobody reviewed is told."""

import json
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

from bench.release.behind import behind
from bench.release.gates import GATES, Gate, Went, all_hold, tried
from bench.release.holes import main as holes
from bench.release.page import SHOWN, as_page
from bench.release.pending import reviews, stops
from bot.content.measured_on import said
from bot.content.signed import as_of
from bot.setting_checks import ROOT

TODAY = date(2026, 11, 26)
HOLDS = Went(Gate("a", "make a", ()), 0, 1.0, "")


@pytest.mark.parametrize(("code", "word", "holds"), [(0, "holds", True), (1, "FAILS", False), (None, "not run", False)])
def test_only_a_gate_that_ran_and_ended_well_holds(code: int | None, word: str, holds: bool) -> None:
    went = Went(Gate("b", "make b", ()), code, 1.0, "no|bars")
    assert went.word == word
    assert all_hold([HOLDS, went]) is holds
    page = as_page(ROOT, TODAY, [HOLDS, went], [], [])
    assert ("**Lev may be released.**" in page) is holds
    assert "no|bars" not in page, "a table stays a table"


def test_a_gate_is_run_for_what_it_is(tmp_path: Path) -> None:
    bad = Gate("bad", "x", (sys.executable, "-c", "print('first'); print('why'); raise SystemExit(3)"), long=True)
    went = tried(bad, tmp_path, quick=False)
    assert (went.code, went.last) == (3, "why")
    assert (tmp_path / bad.kept).read_text() == "first\nwhy\n", "all of it is kept"
    assert f"| why (`{bad.kept}`) |" in as_page(ROOT, TODAY, [went], [], []), "and the page says where"
    assert tried(bad, tmp_path, quick=True).code is None


_SKIPPED = {"name": "b", "skip_reason": "not found"}
_HOLE = {"name": "c", "version": "1", "vulns": [{"id": "CVE-1"}, {"id": "CVE-2"}]}
_CLEAN = {"name": "a", "version": "1", "vulns": []}


@pytest.mark.parametrize(
    ("name", "written", "code", "says"),
    [
        ("lev", {"dependencies": [_CLEAN]}, 0, "lev: 1 packages without a known hole, 0 with"),
        ("lev", {"dependencies": [_CLEAN, _SKIPPED]}, 1, "1 NOT KNOWN"),
        ("lev", {"dependencies": [_CLEAN, _HOLE]}, 1, "1 with a known hole (c 1: CVE-1, CVE-2)"),
        ("rasa", {"dependencies": [_CLEAN, _HOLE]}, 0, "1 with a known hole (c 1: CVE-1, CVE-2)"),
        ("rasa", {"dependencies": [_HOLE, _SKIPPED]}, 1, "1 NOT KNOWN"),
        ("lev", {"dependencies": []}, 1, "NOT KNOWN, pip-audit could not reach"),
        ("lev", None, 1, "NOT KNOWN, pip-audit could not reach"),
    ],
)
def test_no_package_is_clean_that_could_not_be_looked_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, written: object, code: int, says: str
) -> None:
    (path := tmp_path / f"holes-{name}.json").write_text(json.dumps(written) if written else "")
    assert holes([str(path)]) == code
    assert says in capsys.readouterr().out


def test_whatever_stops_a_release_is_first_and_plain() -> None:
    assert not all(one.long for one in GATES)
    long = "26 services are not verified and are never said: " + ", ".join(f"service-{n}" for n in range(40))
    page = as_page(ROOT, TODAY, [HOLDS], ["NOT SIGNED OFF: safety"], ["review never done: x", "review never done: y", long])
    assert "**Lev MAY NOT BE RELEASED.**" in page
    assert page.index("NOT SIGNED OFF") < page.index("2 reviews are due or were never done")
    assert "service-1, service-2" in page
    assert "service-39" not in page, "it is one page: the rest stands elsewhere"
    assert "made by `make eval-screen`" in page
    assert "third writer's list" in page


@pytest.mark.parametrize(("page", "begins"), [(page, begins) for page, _, names in SHOWN for begins in names])
def test_every_figure_of_the_safety_case_is_still_on_its_page(page: str, begins: str) -> None:
    whole = as_page(ROOT, TODAY, [HOLDS], [], [])
    rows = [line for line in (ROOT / page).read_text().splitlines() if line.lower().startswith(f"| {begins}")]
    assert rows, "a row was named anew"
    assert all(row in whole for row in rows[:1])
    above = (ROOT / page).read_text().split(rows[0])[0].splitlines()
    head = above[max(at for at, line in enumerate(above) if line.startswith("|--")) - 1]
    assert head in whole.splitlines(), "under the head of its own table"


def test_unsigned_safety_words_stop(tmp_path: Path) -> None:
    (tmp_path / "data" / "words").mkdir(parents=True)
    word = tmp_path / "data" / "words" / "safety.yml"
    word.write_text("all_of_these: {signed_off: pending}\n")
    assert stops(tmp_path) == ["NOT SIGNED OFF, and young people in danger depend on it: data/words/safety.yml."]
    word.write_text("all_of_these: {signed_off: A Lead}\n")
    assert [told.split(":")[0] for told in stops(tmp_path)] == [
        "NOT SIGNED OFF, and young people in danger depend on it",
        "SIGNED, BUT NOT AS IT STANDS NOW",
    ], "a name alone is none"
    now = as_of(tmp_path, "data/words/safety.yml")
    line = f"{{file: data/words/safety.yml, by: A Lead, on: 2026-11-26, as_of: {now}}}"
    (tmp_path / "data" / "signed.yml").write_text(f"signed:\n  - {line}\n")
    assert stops(tmp_path) == []
    (tmp_path / "data" / "words" / "consent.yml").write_text("all_of_these: {signed_off: pending}\n")
    assert stops(tmp_path) == ["NOT SIGNED OFF, and young people hear or read it: data/words/consent.yml."]


def test_figures_about_something_else_stop(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    (tmp_path / "docs" / "screen.md").write_text(said(tmp_path))
    assert not [told for told in stops(tmp_path) if "figures" in told]
    word = tmp_path / "data" / "words" / "safety.yml"
    word.write_text(word.read_text() + "# x\n")
    assert [told for told in stops(tmp_path) if "figures in docs/screen.md were measured on other rules or words" in told]


@pytest.mark.parametrize(("last", "due"), [("never", True), ("2026-06-01", False), ("2025-11-20", True)])
def test_a_review_is_due_by_its_own_time(tmp_path: Path, last: str, due: bool) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "reviews.md").write_text(f"| what | who | every | last done |\n| Threats | developers | 12 | {last} |\n")
    assert bool(reviews(tmp_path, TODAY)) is due


def test_every_review_has_somebody_and_the_incident_log_its_form() -> None:
    assert len(reviews(ROOT, date(2999, 1, 1))) >= 10, "each row can be read"
    form = (ROOT / "docs" / "incidents.md").read_text()
    assert all(part in form for part in ("case at the desk", "harm:", "ICO", "closed on, by:", "hold"))


def test_what_is_behind_is_told_and_nothing_is_called_safe(tmp_path: Path) -> None:
    ours, newest = tmp_path / "ours.txt", tmp_path / "newest.txt"
    ours.write_text("a==1.0 \\\n    --hash=sha256:00\nb==2.0\nonly-here==1\n")
    assert "NOT KNOWN" in behind("lev", ours, newest)
    newest.write_text("a==1.1\nb==2.0 ; python_version > '3'\nonly-there==1\n")
    assert behind("lev", ours, newest) == "[audit] lev: 1 of 2 packages are the newest that fit, 1 behind: a 1.0 (there is 1.1)"
