"""Wrong files in a copy of `data/risk` in, the file and line an author is told out. Never touches the real folder."""

import shutil
from pathlib import Path

import pytest

from bot.content.phrases import RiskWords
from bot.content.reader import ContentError
from bot.screen.assess import Screen
from bot.screen.cli import RISK_FOLDER


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RISK_FOLDER, tmp_path / "risk"))


def write(folder: Path, phrases: str, more: str = "", name: str = "suicide", kind: str = "suicide") -> Path:
    file = folder / f"{name}.yml"
    file.write_text(f"kind: {kind}\nwhat: A test.\nphrases:\n{phrases}{more}must_flag: []\nmust_leave: []\n", encoding="utf-8")
    return file


WRONG = {
    "a gap at the end": ("  high:\n    - want to ...\n", 5, "words on both sides"),
    "a gap at the start": ("  high:\n    - ... want to\n", 5, "words on both sides"),
    "a list nobody wrote": ("  high:\n    - <nobody> hits me\n", 5, "no list <nobody>"),
    "signs": ("  high:\n    - want to (die)\n", 5, "plain words"),
    "the same twice": ("  high:\n    - want to die\n    - want to die\n", 6, "here twice"),
    "an unknown level": ("  worst:\n    - want to die\n", 5, "unknown name 'worst'"),
    "only skipped words": ("  high:\n    - so low\n", 5, "only 'low' is left"),
    "a number": ("  high:\n    - 999\n", 5, "expected text"),
}


@pytest.mark.parametrize(("phrases", "line", "what"), WRONG.values(), ids=WRONG.keys())
def test_wrong_phrases_name_file_and_line(folder: Path, phrases: str, line: int, what: str) -> None:
    file = write(folder, phrases)
    with pytest.raises(ContentError, match=what) as caught:
        RiskWords.load(folder)
    assert (caught.value.file, caught.value.line) == (file, line)


def test_phrases_read_alike_must_have_one_level(folder: Path) -> None:
    file = write(folder, "  high:\n    - i want to die\n  concern:\n    - im wanna die\n    - i wanna die\n")
    with pytest.raises(ContentError, match="read like 'i want to die'") as caught:
        Screen.load(folder)
    assert (caught.value.file, caught.value.line) == (file, 8)


def test_a_file_bears_the_name_of_its_kind(folder: Path) -> None:
    write(folder, "  high:\n    - want to die\n", name="sadness")
    with pytest.raises(ContentError, match=r"must be called suicide\.yml"):
        RiskWords.load(folder)


def test_an_unknown_kind_is_refused(folder: Path) -> None:
    write(folder, "  high:\n    - want to die\n", kind="sadness")
    with pytest.raises(ContentError, match="unknown kind 'sadness'"):
        RiskWords.load(folder)


def test_a_missing_kind_is_refused(folder: Path) -> None:
    (folder / "missing.yml").unlink()
    with pytest.raises(ContentError, match="no file for: missing"):
        RiskWords.load(folder)


def test_a_list_may_hold_only_an_earlier_list(folder: Path) -> None:
    (folder / "lists" / "words.yml").write_text("first: [<second>]\nsecond: [a]\n", encoding="utf-8")
    with pytest.raises(ContentError, match="no earlier list <second>"):
        RiskWords.load(folder)


def test_a_spelling_has_one_plain_form(folder: Path) -> None:
    (folder / "lists" / "spellings.yml").write_text("you: [u]\nyour: [u]\n", encoding="utf-8")
    with pytest.raises(ContentError, match="'u' is here twice"):
        RiskWords.load(folder)
