"""The hazard log, the threats and the Children's Code: every row is tied to a test that exists, or to a decision or procedure."""

import ast
import re

import pytest

from bot.setting_checks import ROOT

PAGES = {"hazards.md": (r"\d+", 20), "threats.md": (r"webhook|chat page|both|all|desk|figures|machine|young person", 25),
         "childrens-code.md": (r"\d+", 15)}  # fmt: skip
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
    for path, test in ties:
        tree = ast.parse((ROOT / path).read_text())
        names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
        assert not test or test in names, f"{path} has no {test}"


@pytest.mark.parametrize("name", PAGES)
def test_no_row_is_missing(name: str) -> None:
    assert len(_rows(name)) >= PAGES[name][1]


def test_the_code_s_standards_are_all_there_in_order() -> None:
    assert [int(row.split("|")[1]) for row in _rows("childrens-code.md")] == list(range(1, 16))


def test_hazards_are_numbered_without_a_gap() -> None:
    numbers = [int(row.split("|")[1]) for row in _rows("hazards.md")]
    assert numbers == list(range(1, len(numbers) + 1))
