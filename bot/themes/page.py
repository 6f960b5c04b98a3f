"""The designers' page at /themes, and its downloads. Published figures in; a page, CSV, JSON or a picture out.

Never shows a person, a word or a count that is not published, and answers only those the desk's guard lets in.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from bot.content.themes import Themes
from bot.setting_checks import ROOT
from bot.store.open import Store
from bot.themes.calendar import said
from bot.themes.chart_files import KINDS, as_png, chart_file
from bot.themes.exports import as_csv, as_json, name_of
from bot.themes.gap_reader import GapReader
from bot.themes.notes import notes
from bot.themes.published import Published, published
from bot.themes.report_page import report_answer
from bot.themes.rising import rising
from bot.themes.suppress import EVERYONE_IN, FEWEST, FEWEST_RARE
from bot.themes.view import blocks, kind_of, theme_bars
from bot.themes.wider import longer

type Handler = Callable[[Request], Awaitable[Response]]
type Guard = Callable[[Handler, str], Handler]

_NOTES = 6  # of the weekly watch, the newest
PAGE_PERIODS = 60  # offered to choose from: a year of weeks, its months and quarters
_FILES = Path(__file__).parent / "page_files"
_CALM = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class ThemesPage:
    """Shows one period, or two. `guard` lets designers and leads alone reach a handler, and notes what it is told."""

    def __init__(self, store: Store, themes: Themes, guard: Guard, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._themes = themes
        self._guard = guard
        self._clock = clock
        self._gaps = GapReader(store.listening, ROOT / "data" / "nlu")
        self._pages = Environment(loader=FileSystemLoader(_FILES), autoescape=select_autoescape(["html"]))
        self._pages.filters["svg"] = Markup  # our own drawing, in which every word is escaped

    def routes(self) -> list[BaseRoute]:
        """The page, its downloads and its style sheet."""
        report = report_answer(self._store, self._themes, self._clock)
        return [
            Route("/themes", self._guard(self._show, ""), methods=["GET"]),
            Route("/themes/figures/{name:str}", self._guard(self._download, ""), methods=["GET"]),
            Route("/themes/report", self._guard(report, "report_taken"), methods=["GET"]),  # it holds voices that were passed on
            Route("/themes/themes.css", _style, methods=["GET"]),
        ]

    async def _show(self, request: Request) -> Response:
        """The figures of one period, or of two beside each other."""
        found = await self._published()
        periods = found.periods()[:PAGE_PERIODS]
        period = request.query_params.get("period") or next(iter(periods), "")
        other = request.query_params.get("with") or ""
        if {period, other} - {*periods, ""} or (other and period[5] != other[5]):
            return self._page("no_figures.html", 404)
        return self._page(
            "themes.html",
            found=found,
            period=period,
            other=other if other != period else "",
            groups=[(kind, list(names)) for kind, names in groupby(periods, kind_of)],
            blocks=blocks(found, self._themes, period, other if other not in ("", period) else None) if period else [],
            longer=longer(found, self._themes, period) if period else [],
            said=said,
            quarters=sorted(found.quarters, reverse=True),
            rising=[(name_of(self._themes, one.theme), one) for one in rising(found.weeks)],
            notes=notes(found, self._themes)[: -_NOTES - 1 : -1],
            risen=[(self._themes.terms.names.get(one.theme, one.theme), one) for one in rising(found.terms)],
            gaps=await self._gaps.groups(self._clock()),
            split=bool(period and found.split(period)),
            fewest=FEWEST,
            rare=FEWEST_RARE,
            everyone_in=EVERYONE_IN,
        )

    async def _download(self, request: Request) -> Response:
        """One period's figures as CSV, JSON or a picture; or one of its charts by itself, such as `2026-Q3.age.png`."""
        name, _, kind = request.path_params["name"].rpartition(".")
        period, of_one, chart = name.partition(".")
        found = await self._published()
        if period not in found.periods() or kind not in KINDS:
            return self._page("no_figures.html", 404)
        body = self._chart(found, period, chart, kind, request) if of_one else self._figures(found, period, kind)
        if not body:
            return self._page("no_figures.html", 404)
        mark = "" if found.made_up is None else "made-up-"
        file = f"lev-themes-{mark}{name.replace('.', '-')}.{kind}"  # the period and the chart were found among the shown ones
        headers = _CALM | {"Content-Disposition": f'attachment; filename="{file}"'}
        return Response(body, media_type=KINDS[kind], headers=headers)

    def _figures(self, found: Published, period: str, kind: str) -> bytes:
        if kind == "csv":
            return as_csv(found, self._themes, period)
        if kind == "json":
            return as_json(found, self._themes, period)
        drawing = theme_bars(found, self._themes, period)
        return drawing.encode() if kind == "svg" or not drawing else as_png(drawing)

    def _chart(self, found: Published, period: str, chart: str, kind: str, request: Request) -> bytes | None:
        other = request.query_params.get("with") or None
        if other == period or (other and (other not in found.periods() or other[5] != period[5])):
            return None
        block = next((one for one in blocks(found, self._themes, period, other) if one.id == chart), None)
        return chart_file(block, period, kind, made_up=found.made_up is not None) if block else None

    async def _published(self) -> Published:
        return await published(self._store.figures, self._themes, self._clock())

    def _page(self, name: str, status: int = 200, **values: object) -> Response:
        return HTMLResponse(self._pages.get_template(name).render(**values), status, headers=_CALM)


async def _style(_: Request) -> Response:
    """How the figures look."""
    return FileResponse(_FILES / "themes.css", headers={"X-Content-Type-Options": "nosniff"})
