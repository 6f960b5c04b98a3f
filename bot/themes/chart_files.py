"""One chart of the page to take away: its table as CSV or JSON, its drawing as SVG or PNG. A block of the page in, a file out.

Never more than the block shows, and never a drawing that does not say what it is of and whether it is made up.
"""

import json

import resvg_py

from bot.themes.calendar import said
from bot.themes.charts import under_heading
from bot.themes.cubes import PARTS, SIDES
from bot.themes.exports import MADE_UP, spreadsheet
from bot.themes.view import DASH, Block

KINDS = {"csv": "text/csv; charset=utf-8", "json": "application/json", "svg": "image/svg+xml", "png": "image/png"}
_UNITS = {"themes": "People in whole fives, as shown by Lev", "weeks": "People and themes, as shown by Lev"}
_EVERYONE = "Everyone, in twenties of people, as shown by Lev"
_SAYS_SO = "Made-up figures: nobody wrote these."


def chart_file(block: Block, period: str, kind: str, *, made_up: bool) -> bytes | None:
    """None for a drawing of a block that has too few people to be drawn. The same figures twice are the same bytes."""
    if kind == "csv":
        return _csv(block, made_up=made_up)
    if kind == "json":
        return _json(block, period, made_up=made_up)
    if not block.chart:
        return None
    heading = _lines([block.title, *([said(period)] if block.id in PARTS | SIDES else [])])
    drawing = under_heading(block.chart, [*heading, _UNITS.get(block.id, _EVERYONE), *([_SAYS_SO] if made_up else [])])
    return drawing.encode() if kind == "svg" else as_png(drawing)


def as_png(drawing: str) -> bytes:
    """A drawing as a picture, large enough for paper."""
    return bytes(resvg_py.svg_to_bytes(svg_string=drawing, zoom=3, background="white", font_family="DejaVu Sans"))


def _csv(block: Block, *, made_up: bool) -> bytes:
    rows = ((name, *map(_number, figures), MADE_UP[made_up]) for name, figures in block.rows)
    return spreadsheet([(_first(block), *block.columns, "made_up"), *rows])


def _json(block: Block, period: str, *, made_up: bool) -> bytes:
    rows = [{"name": name, "figures": [_number(one) for one in figures]} for name, figures in block.rows]
    body = {
        "format": "lev-chart-1", "period": period, "said": said(period), "chart": block.id, "title": block.title,
        "sentence": block.sentence, "made_up": made_up, "columns": list(block.columns), "rows": rows,
    }  # fmt: skip
    return json.dumps(body, ensure_ascii=False, indent=1).encode()


def _first(block: Block) -> str:
    return "week_of" if block.id == "weeks" else "theme"


def _number(shown: str) -> int | None:
    """Of a cell of the table: people, or a difference."""
    return None if shown == DASH else 0 if shown == "same" else int(shown.replace("−", "-"))


def _lines(words: list[str]) -> list[str]:
    """Broken where a comma allows: the drawing is as wide as a phone."""
    return [line for one in words for line in one.replace(", ", ",\n").splitlines()]
