"""A signature holds for the words as they were read: one letter later it is nobody's, and in earnest nobody hears them."""

import re
import shutil
from pathlib import Path

import pytest

from bench.release.sign import main as sign
from bot.content.check import check
from bot.content.reader import ContentError
from bot.content.signed import HEARD, HOURS, SAFETY, as_of, heard_to_do, look_for_signatures, signatures_to_do
from bot.setting_checks import ROOT
from tests.content.test_signers import DEV, LEAD, TODAY, project

__all__ = ["project"]
RISK = "data/risk/suicide.yml"


def _signed(project: Path, capsys: pytest.CaptureFixture[str], *files: str, by: str = LEAD, day: str = "2026-11-26") -> None:
    """As a lead does it: their name in the file, and the line that the command prints, with their name, in the list."""
    for file in files:
        for path in (project / file).rglob("*.yml") if (project / file).is_dir() else (project / file,):
            path.write_text(path.read_text().replace("signed_off: pending", f"signed_off: {by}"))
    capsys.readouterr()
    assert sign([*files], project) == 0
    lines = re.sub(r"on: [\d-]+", f"on: {day}", capsys.readouterr().out).replace("FIRST LAST", by)
    path = project / "data" / "signed.yml"
    path.write_text(path.read_text().replace("signed: []", "signed:").rstrip() + "\n" + lines)


EVERYTHING = (*HEARD, *HOURS, "data/risk/", "data/routes.yml")


@pytest.mark.parametrize(
    "file", ["data/words/consent.yml", "data/replies/checks.yml", "data/pages/privacy.yml", "data/hours.yml", "data/words/more.yml"]
)
@pytest.mark.parametrize("how", ["a letter more", "a name less"])
def test_everything_that_is_heard_must_be_signed_as_it_stands(
    project: Path, capsys: pytest.CaptureFixture[str], file: str, how: str
) -> None:
    """A folder that was read whole is signed by one line, and one letter in one of its files makes that line old."""
    _signed(project, capsys, *EVERYTHING)
    look_for_signatures(True, project)
    assert not [*heard_to_do(project)]
    path = project / file
    before = path.read_text() if path.exists() else "all_of_these: {signed_off: A Lead}\n"
    path.write_text(before + "# x\n" if how == "a letter more" else before.replace(f"signed_off: {LEAD}", "signed_off: pending", 1))
    assert [told for told in heard_to_do(project) if file in told]
    with pytest.raises(ContentError):
        look_for_signatures(True, project)


def _change(project: Path, file: str) -> None:
    (project / file).write_text((project / file).read_text() + "# x\n")


def test_in_earnest_nobody_hears_what_is_unsigned_or_changed_since(
    project: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    look_for_signatures(False, project)
    assert "NOT SIGNED OFF" in caplog.text, "said plainly at each start"
    with pytest.raises(ContentError, match=r"data/risk/.*LEV_SIGNED_ONLY=yes"):
        look_for_signatures(True, project)
    _signed(project, capsys, *SAFETY)
    with pytest.raises(ContentError, match=r"young people hear or read it: data/words/about_lev.yml, .*LEV_SIGNED_ONLY=yes"):
        look_for_signatures(True, project)
    _signed(project, capsys, *HEARD, *HOURS)
    assert check(project, TODAY)[0] == []
    look_for_signatures(True, project)
    _change(project, RISK)
    with pytest.raises(ContentError, match=r"NOT SIGNED OFF.*: data/risk/"):
        look_for_signatures(True, project)


@pytest.mark.parametrize(("file", "changed"), [("data/risk/", RISK), ("data/words/consent.yml", "data/words/consent.yml")])
def test_one_letter_later_nobody_has_signed_it(project: Path, file: str, changed: str, capsys: pytest.CaptureFixture[str]) -> None:
    _signed(project, capsys, file)
    assert not [told for told in signatures_to_do(project) if "AS IT STANDS" in told]
    _change(project, changed)
    assert [told for told in check(project, TODAY)[1] if told.startswith(f"SIGNED, BUT NOT AS IT STANDS NOW: {file}.")]


def test_a_name_without_a_line_is_no_signature(project: Path) -> None:
    path = project / "data" / "words" / "safety.yml"
    path.write_text(path.read_text().replace("signed_off: pending", f"signed_off: {LEAD}"))
    first, second = signatures_to_do(project)
    assert "data/words/safety.yml" in first
    assert "data/words/safety.yml" in second


def test_a_file_more_in_the_folder_is_a_change(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = as_of(project, "data/risk/")
    assert re.fullmatch(r"[0-9a-f]{4}(-[0-9a-f]{4}){3}", before)
    shutil.copy(project / RISK, project / "data" / "risk" / "more.yml")
    assert as_of(project, "data/risk/") != before


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (f"{{file: data/risk/, by: {DEV}, on: 2026-11-26, as_of: a}}", "CODEOWNERS names safeguarding-lead"),
        ("{file: data/risk/, by: Somebody Else, on: 2026-11-26, as_of: a}", "not in data/signers.yml"),
        (f"{{file: data/risk/, by: {LEAD}, on: 2026-12-24, as_of: a}}", "not one to come"),
        (f"{{file: data/none.yml, by: {LEAD}, on: 2026-11-26, as_of: a}}", "there is no data/none.yml"),
        (f"{{file: data/../docs/, by: {LEAD}, on: 2026-11-26, as_of: a}}", "there is no data/../docs/"),
        (f"{{file: data/risk/, by: {LEAD}, on: 2026-11-26}}", "as_of"),
    ],
)
def test_a_line_that_cannot_be_is_named(project: Path, line: str, what: str) -> None:
    (project / "data" / "signed.yml").write_text(f"signed:\n  - {line}\n")
    assert [error for error in check(project, TODAY)[0] if "data/signed.yml:2" in error and what in error]


def test_one_line_for_each_file(project: Path) -> None:
    line = f"  - {{file: data/risk/, by: {LEAD}, on: 2026-11-26, as_of: a}}\n"
    (project / "data" / "signed.yml").write_text(f"signed:\n{line}{line}")
    assert any("is here twice" in error for error in check(project, TODAY)[0])


def test_the_command_writes_no_name(capsys: pytest.CaptureFixture[str]) -> None:
    before = (ROOT / "data" / "signed.yml").read_bytes()
    assert sign(["data/risk/"]) == 0
    assert "by: FIRST LAST" in capsys.readouterr().out
    assert (ROOT / "data" / "signed.yml").read_bytes() == before
    assert sign(["data/risk"]) == sign(["data/none"]) == 1
