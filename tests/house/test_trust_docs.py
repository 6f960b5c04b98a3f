"""The hazard log, the threats, the Children's Code and a reviewer's table: every row is tied to a test that exists, or to a decision or procedure."""

import ast
import re

import pytest

from bot.setting_checks import ROOT

WHERE = r"webhook|chat page|both|all|desk|figures|figures, audit, referral|voices|public page|machine|case system|young person"
PAGES = {"hazards.md": (r"\d+", 20), "threats.md": (WHERE, 60),
         "childrens-code.md": (r"\d+", 15), "assurance.md": (r"\d+[a-z]", 45)}  # fmt: skip
TIE = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
BY_HAND = re.compile(r"(?:Procedure|Decision): .{20,}")


def _rows(name: str) -> list[str]:
    first = PAGES[name][0]
    text = (ROOT / "docs" / name).read_text()
    return re.findall(rf"^\| (?:{first}) \|.*$", text, re.M)


ROWS = [(name, row) for name in PAGES for row in _rows(name)]


@pytest.mark.parametrize(("name", "row"), ROWS, ids=lambda value: value[:40])
def test_every_row_is_tied_to_something_that_is_there(name: str, row: str) -> None:
    ties = TIE.findall(row)
    assert ties or BY_HAND.search(row), "a test, a procedure or a decision"
    assert all(test for _, test in ties), "a test by its name: nobody can look through a whole file for the one that is meant"
    for path, test in ties:
        tree = ast.parse((ROOT / path).read_text())
        names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
        assert test in names, f"{path} has no {test}"


@pytest.mark.parametrize("name", PAGES)
def test_no_row_is_missing(name: str) -> None:
    assert len(_rows(name)) >= PAGES[name][1]


def test_the_code_s_standards_are_all_there_in_order() -> None:
    assert [int(row.split("|")[1]) for row in _rows("childrens-code.md")] == list(range(1, 16))


def test_hazards_are_numbered_without_a_gap() -> None:
    numbers = [int(row.split("|")[1]) for row in _rows("hazards.md")]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("threat", ["forged text", "replayed webhook", "stolen session", "CSRF", "XSS by what they or a worker write", "CSV or PDF",
    "a slash", "NLU injection", "prompt-like", "enumeration", "sign-in tells by its time", "one number or page floods", "one address",
    "a worker reads cases that are not theirs", "a designer works out who it was", "stolen laptop", "stolen backup", "a controlling person holds"])  # fmt: skip
def test_what_must_be_thought_of_is_there(threat: str) -> None:
    assert [row for row in _rows("threats.md") if threat in row.split("|")[3]], threat
