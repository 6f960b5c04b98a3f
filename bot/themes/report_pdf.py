"""A report as PDF. A report in, bytes out.

Never today's date or a random id in it: the same report is the same bytes. Letters its fonts do not have become a question mark.
"""

from datetime import UTC, datetime

from fpdf.enums import TableBordersLayout
from fpdf.fonts import FontFace

from bot.paper import Paper
from bot.themes.calendar import monday, said
from bot.themes.report import Report
from bot.themes.report_forms import DRAWN
from bot.themes.report_parts import Section
from bot.themes.report_span import weeks_of
from bot.themes.report_words import MADE_UP, METHOD, SUPPRESSION, TITLE

_WIDE = 7
"""Columns from which a table's letters are smaller."""
_LONGEST, _HIGH = 95.0, 3.6  # millimetres of a bar
_BLUE, _BAND, _LINE = (11, 83, 148), (238, 242, 246), (183, 192, 204)


class _Pages(Paper):
    def file_id(self) -> str:
        """A PDF's id is made of the clock unless it is given."""
        return f"<{'0' * 32}><{'0' * 32}>"


def as_report_pdf(made: Report) -> bytes:
    """A4, every section of the report."""
    mark = f" {MADE_UP}" if made.made_up else ""
    pages = _Pages(_plain(f"{made.said}. People in whole fives.{mark}"))
    pages.set_title(_plain(f"{TITLE}, {made.said}"))
    pages.set_creation_date(_over(made))
    pages.add_page()
    pages.set_font("Helvetica", "B", 18)
    pages.multi_cell(0, 9, _plain(TITLE), new_x="LMARGIN", new_y="NEXT")
    _say(pages, f"{made.said}. People, in whole fives.{mark}")
    _list(pages, "How this was made", METHOD)
    _list(pages, "What is not shown", SUPPRESSION)
    for one in made.sections:
        _section(pages, one)
    rises = [f"The {said(week)}: {'; '.join(names)}" for week, names in made.rises]
    _list(pages, "Rises", rises or ["The weekly watch marked nothing in this time."])
    _list(pages, "Voices", made.voices or ["None were passed on in this time."])
    done = [f"You said: {was} We did: {did}" for was, did in made.you_said]
    _list(pages, "You said, we did", done or ["Nothing was published in this time."])
    if made.retired:
        _list(pages, "Themes that were renamed or joined", [f"{old} is counted as {name}" for old, name in made.retired])
    return bytes(pages.output())


def _over(made: Report) -> datetime:
    return monday(weeks_of(made.quarters)[-1]).astimezone(UTC)


def _section(pages: _Pages, one: Section) -> None:
    _heading(pages, one.title)
    _say(pages, one.said)
    if one.id in DRAWN:
        _draw(pages, one)
    if not one.rows:
        return
    many = len(one.columns) >= _WIDE
    pages.set_font("Helvetica", size=7 if many else 9)
    pages.set_draw_color(*_LINE)
    face = FontFace(emphasis="BOLD", fill_color=_BAND)
    widths = (46 if many else 70, *([12 if many else 24] * len(one.columns)))
    with pages.table(
        borders_layout=TableBordersLayout.HORIZONTAL_LINES, headings_style=face, col_widths=widths,
        text_align=("LEFT", *(["RIGHT"] * len(one.columns))), line_height=pages.font_size * 1.5, padding=0.6,
    ) as table:  # fmt: skip
        table.row(["", *(_plain(name) for _, name in one.columns)])
        for row in one.rows:
            table.row([_plain(row.name), *("–" if figure is None else str(figure) for figure in row.figures)])


def _draw(pages: _Pages, one: Section) -> None:
    rows = [(row.name, row.figures[0]) for row in one.rows if row.figures[0] and row.id != "all"][:15]
    most = max((people or 0 for _, people in rows), default=0) or 1
    pages.set_font("Helvetica", size=8)
    for name, people in rows:
        if pages.will_page_break(_HIGH + 2):
            pages.add_page()
        top = pages.get_y()
        pages.cell(62, _HIGH + 1, _plain(name), align="R")
        pages.set_fill_color(*_BLUE)
        long = max(1.0, _LONGEST * (people or 0) / most)
        pages.rect(pages.get_x() + 1, top + 0.5, long, _HIGH, style="F")
        pages.set_x(pages.get_x() + long + 2)
        pages.cell(15, _HIGH + 1, str(people), new_x="LMARGIN", new_y="NEXT")
        pages.ln(0.8)
    pages.ln(2)


def _list(pages: _Pages, title: str, lines: tuple[str, ...] | list[str]) -> None:
    _heading(pages, title)
    for words in lines:
        _say(pages, f"• {words}")


def _heading(pages: _Pages, words: str) -> None:
    if pages.will_page_break(40):
        pages.add_page()
    pages.ln(4)
    pages.set_font("Helvetica", "B", 13)
    pages.multi_cell(0, 7, _plain(words), new_x="LMARGIN", new_y="NEXT")


def _say(pages: _Pages, words: str) -> None:
    pages.set_font("Helvetica", size=10)
    pages.multi_cell(0, 5, _plain(words), new_x="LMARGIN", new_y="NEXT")
    pages.ln(1)


def _plain(words: str) -> str:
    return words.replace("−", "-").encode("cp1252", "replace").decode("cp1252")
