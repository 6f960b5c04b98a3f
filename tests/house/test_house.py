"""The house keeps its own rules: small files with a first line, documented settings, and nothing of other houses in it."""

import ast
import re
import statistics
from pathlib import Path

import pytest

from bot.setting_checks import ROOT
from bot.settings import DEFAULTS

ROOMS = ("bot", "channels", "actions", "rasa_door")
FILES = sorted(path for room in (*ROOMS, "tests", "bench") for path in (ROOT / room).rglob("*.py"))
CODE = [path for path in FILES if path.relative_to(ROOT).parts[0] in ROOMS]
LONGEST = 150  # lines: one file, one room


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_longer_than_a_room(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= LONGEST


def test_most_files_are_small() -> None:
    assert statistics.median(len(path.read_text().splitlines()) for path in CODE) <= 90


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_says_what_comes_in_and_what_it_never_does(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text())) or ""
    assert said, "a first line says what comes in and what goes out"
    if path.name != "__init__.py":
        assert "Never" in said or "never" in said, "a second says what it must never do"


def test_every_setting_is_documented_and_every_documented_one_exists() -> None:
    documented = dict(re.findall(r"^([A-Z_]+)=(.*)$", (ROOT / ".env.example").read_text(), re.M))
    assert documented == DEFAULTS, "with its default"


def test_nobody_reads_the_environment_but_the_settings() -> None:
    readers = {path.relative_to(ROOT).as_posix() for path in CODE if re.search(r"os\.environ|getenv", path.read_text())}
    assert readers <= {"bot/settings.py", "bot/launch/child.py"}


def test_nobody_writes_a_log_line_past_the_door() -> None:
    writers = {path.relative_to(ROOT).as_posix() for path in CODE if re.search(r"\bstructlog\b", path.read_text())}
    assert writers == {"bot/log.py"}, "bot.log sets it up at the first line: whoever asks the package by themselves may be earlier"


def test_no_registry_is_named() -> None:
    hosts = re.compile(r"pypi\.org|pythonhosted|registry\.npmjs|--index-url|--extra-index", re.I)
    listed = [path for path in ROOT.glob("requirements/*") if hosts.search(path.read_text())]
    assert not listed
    assert not hosts.search((ROOT / "Makefile").read_text())
    assert not (ROOT / "uv.lock").exists()


def test_every_pinned_package_has_a_hash() -> None:
    for path in ROOT.glob("requirements/*.txt"):
        pins = re.findall(r"^[a-z0-9][^ \n]*==[^\n]*(?:\n    --hash=\S+ ?\\?)*", path.read_text(), re.M | re.I)
        assert pins
        assert all("--hash=sha256:" in pin for pin in pins), path.name


def test_the_docs_name_files_that_exist() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]:
        for named in re.findall(r"`((?:bot|channels|data|docs|tests|actions|rasa_door)/[\w./-]+)`", page.read_text()):
            assert (ROOT / named).exists(), f"{page.name} names {named}"


def test_no_picture_is_missing_from_the_readme() -> None:
    for named in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", (ROOT / "README.md").read_text()):
        assert (ROOT / named).stat().st_size > 5_000, named
