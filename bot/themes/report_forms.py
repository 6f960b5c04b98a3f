"""A report as JSON (docs/report-schema.json) and as one HTML file that reads by itself. A report in, bytes out.

Never a clock, a random name or an address of another place in them: the same report is the same bytes.
"""

import json
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape
from markupsafe import Markup

from bot.themes.calendar import said
from bot.themes.charts import Bar, bars
from bot.themes.report import Report
from bot.themes.report_parts import Section
from bot.themes.report_words import MADE_UP, METHOD, SUPPRESSION, TITLE

_FILES = Path(__file__).parent / "page_files"
DRAWN = ("themes", "age", "channel", "district", "time", "seen", "answered", "told", "council", "profile")
"""Sections that are drawn too: their first column."""


def as_report_json(made: Report) -> bytes:
    """The report as `docs/report-schema.json` says."""
    sections = [
        {
            "id": one.id,
            "title": one.title,
            "said": one.said,
            "columns": [{"id": name, "name": words} for name, words in one.columns],
            "rows": [
                {"id": row.id, "name": row.name, "chi": list(row.chi), "in_steps_of": row.in_steps_of, "figures": list(row.figures)}
                for row in one.rows
            ],
        }
        for one in made.sections
    ]
    body = {
        "format": "lev-report-1",
        "quarters": list(made.quarters),
        "compared_with": list(made.compared_with),
        "said": made.said,
        "made_up": made.made_up,
        "method": list(METHOD),
        "suppression": list(SUPPRESSION),
        "sections": sections,
        "rises": [{"week": week, "themes": list(names)} for week, names in made.rises],
        "voices": list(made.voices),
        "you_said": [{"said": said_, "did": did} for said_, did in made.you_said],
        "retired": [{"was": old, "now": name} for old, name in made.retired],
    }
    return json.dumps(body, ensure_ascii=False, indent=1).encode()


def as_report_html(made: Report) -> bytes:
    """One file, its style and drawings inside."""
    pages = Environment(loader=FileSystemLoader(_FILES), autoescape=select_autoescape(["html"]))
    style = Markup((_FILES / "report.css").read_text())  # noqa: S704  our own file  # nosec B704
    charts = {one.id: Markup(_drawn(one)) for one in made.sections if one.id in DRAWN}  # noqa: S704  every word is escaped  # nosec B704
    words = {"title": TITLE, "mark": MADE_UP, "method": METHOD, "suppression": SUPPRESSION}
    return pages.get_template("report.html").render(made=made, style=style, charts=charts, week_said=said, **words).encode()


def _drawn(one: Section) -> str:
    rows = [Bar(row.name, row.figures[0]) for row in one.rows if row.figures[0] and row.id != "all"]
    return bars(f"drawn-{one.id}", one.title, one.said, rows[:15]) if rows else ""
