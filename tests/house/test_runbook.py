"""The runbook's nights: each has its procedure in four parts, and a walk that rehearses it; figures and settings it names exist."""

import ast
import re

import pytest

from bot.measure.table import TABLE
from bot.setting_checks import ROOT
from bot.settings import DEFAULTS

PAGE = (ROOT / "docs" / "runbook.md").read_text()
NIGHTS = dict(re.findall(r"^\| (\([a-e]\) [^|]+) \| (`tests/[^|]+`) \|$", PAGE, re.M))


def test_there_are_five_nights_and_each_has_its_procedure() -> None:
    headings = [heading.lower() for heading in re.findall(r"^### (\(.\) .+)$", PAGE, re.M)]
    assert headings == [night.lower() for night in NIGHTS]
    assert len(NIGHTS) == 5


@pytest.mark.parametrize("night", NIGHTS)
def test_a_night_says_what_to_see_and_do_and_when_it_is_over(night: str) -> None:
    _, _, rest = PAGE.lower().partition(f"### {night.lower()}\n")
    procedure = re.split(r"^##", rest, maxsplit=1, flags=re.M)[0]
    parts = re.findall(r"^- \*\*(see|means|do|over when):\*\*", procedure, re.M)
    assert parts == ["see", "means", "do", "over when"]


@pytest.mark.parametrize("night", NIGHTS)
def test_a_night_is_rehearsed_by_a_walk(night: str) -> None:
    for named in re.findall(r"`([^`]+)`", NIGHTS[night]):
        assert named.startswith("tests/walks/test_")
        tree = ast.parse((ROOT / named).read_text())
        assert [each for each in tree.body if isinstance(each, ast.FunctionDef) and each.name.startswith("test_")], named


def test_every_figure_and_setting_it_names_exists() -> None:
    metrics = (ROOT / "docs" / "metrics.md").read_text()
    assert {*re.findall(r"lev_\w+", PAGE)} <= {one.name for one in TABLE}
    assert {*re.findall(r"\b(?:LEV|TWILIO)_[A-Z_]+\b", PAGE)} <= DEFAULTS.keys()
    assert {*re.findall(r"\| (\([a-e]\)) ", metrics)} == {night[:3] for night in NIGHTS}, "an alarm for each night"
