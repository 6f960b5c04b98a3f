"""Who may sign: a listed person whose role answers for the file, and nobody else; figures that are about something else are told."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.content.check import check
from bot.content.measured_on import digest, figures_to_do, look_for_figures, said
from bot.content.reader import ContentError
from bot.content.signers import owning, signatures
from bot.setting_checks import ROOT

TODAY = date(2026, 11, 26)
LEAD, YOUTH, DEV = "A Lead", "Y Worker", "D Maker"
SIGNERS = "signers:\n" + "".join(
    f"  - {{name: {name}, role: {role}, since: 2026-11-01}}\n"
    for name, role in ((LEAD, "safeguarding-lead"), (YOUTH, "youth-workers"), (DEV, "developers"))
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    for name in ("domain.yml", "CODEOWNERS"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "data" / "signers.yml").write_text(SIGNERS)
    return tmp_path


def _sign(project: Path, file: str, name: str) -> list[str]:
    path = project / file
    path.write_text(path.read_text().replace("signed_off: pending", f"signed_off: {name}", 1))
    return [error for error in check(project, TODAY)[0] if "may not sign" in error]


@pytest.mark.parametrize(
    ("file", "name", "right"),
    [
        ("data/words/safety.yml", LEAD, True),
        ("data/words/consent.yml", YOUTH, True),
        ("data/words/safety.yml", DEV, False),
        ("data/words/safety.yml", "Somebody Else", False),
        ("data/routes.yml", YOUTH, False),
        ("data/pages/privacy.yml", LEAD, True),
    ],
)
def test_only_a_listed_person_whose_role_answers_for_it_may_sign(project: Path, file: str, name: str, right: bool) -> None:
    told = _sign(project, file, name)
    assert (told == []) is right, told
    if not right:
        assert told[0].startswith(f"{project / file}:")


def test_who_is_not_yet_a_signer_cannot_sign(project: Path) -> None:
    (project / "data" / "signers.yml").write_text(SIGNERS.replace("2026-11-01", "2027-01-01"))
    assert any("not one to come" in error for error in check(project, TODAY)[0])


def test_every_file_with_a_signature_has_an_owner(project: Path) -> None:
    for file in sorted({one.file for one in signatures(ROOT)}):
        assert not _sign(project, file, LEAD), file


def test_every_line_of_who_owns_what_is_about_something_and_all_of_data_has_a_lead() -> None:
    named = [line.split()[0] for line in (ROOT / "CODEOWNERS").read_text().splitlines() if line.startswith("/")]
    assert [one for one in named if not (ROOT / one.strip("/")).exists()] == []
    for path in (ROOT / "data").rglob("*.*"):
        assert "safeguarding-lead" in owning(ROOT, path.relative_to(ROOT).as_posix()), path


def test_pending_safety_words_are_said_plainly_and_first(project: Path) -> None:
    assert check(project, TODAY)[1][0].startswith("NOT SIGNED OFF, and young people in danger depend on it: data/")


@pytest.mark.parametrize("file", ["data/risk/suicide.yml", "data/words/safety.yml", "data/risk/lists/spellings.yml"])
def test_a_change_without_figures_beside_it_is_told(project: Path, file: str) -> None:
    page = project / "docs" / "screen.md"
    page.write_text(said(project))
    assert not [*figures_to_do(project)]
    before = digest(project)
    (project / file).write_text((project / file).read_text() + "\n# changed\n")
    assert digest(project) != before
    assert [*figures_to_do(project)] == [
        "The figures in docs/screen.md were measured on other rules or words: run `make eval-screen` before this is released."
    ]


@pytest.mark.parametrize(
    "file", ["data/risk/suicide.yml", "data/words/risk.yml", "data/risk/second_opinion.npz", "data/risk/more.bin", None]
)
def test_in_earnest_nobody_is_screened_by_rules_that_nobody_measured(
    project: Path, file: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    page = project / "docs" / "screen.md"
    page.write_text(said(project))
    look_for_figures(True, project)
    if file is None:
        page.unlink()
    else:
        with (project / file).open("ab") as changed:
            changed.write(b"\n# changed\n")
    with pytest.raises(ContentError, match=r"docs/screen\.md:1: .*LEV_SIGNED_ONLY=yes"):
        look_for_figures(True, project)
    look_for_figures(False, project)
    assert "docs/screen.md" in caplog.text, "said plainly at each start"
    page.write_text(said(project))
    look_for_figures(True, project)
