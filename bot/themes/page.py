"""The designers' page at /themes. Weekly counts in, a page of tables out.

Never shows a person, a word or a place, and answers only those the desk's guard lets in.
"""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from bot.content.themes import Themes
from bot.model.age import BANDS, UNKNOWN
from bot.model.message import Channel
from bot.store.open import Store
from bot.themes.suppress import FEWEST, Row, in_fives, rows, summed
from bot.themes.tag import week_of

type Guard = Callable[[Callable[[Request], Awaitable[Response]]], Callable[[Request], Awaitable[Response]]]

WEEKS = 8  # weeks offered: two months, as a school half-term fits in it
_FILES = Path(__file__).parent / "page_files"
_BAND_NAMES = {"under_13": "Under 13", "13_15": "13 to 15", "16_17": "16 or 17", "18_over": "18 or over", UNKNOWN: "Not said"}
_CHANNEL_NAMES = {"sms": "Text", "web": "Web chat"}
_CALM = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class ThemesPage:
    """Shows one week at a time. `guard` wraps a handler so that only signed-in designers and leads reach it."""

    def __init__(self, store: Store, themes: Themes, guard: Guard, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._themes = themes
        self._guard = guard
        self._clock = clock
        self._pages = Environment(loader=FileSystemLoader(_FILES), autoescape=select_autoescape(["html"]))

    def routes(self) -> list[BaseRoute]:
        """The page and its style sheet."""
        return [
            Route("/themes", self._guard(self._week), methods=["GET"]),
            Route("/themes/themes.css", _style, methods=["GET"]),
        ]

    async def _week(self, request: Request) -> Response:
        now = self._clock()
        weeks = [week_of(now - timedelta(weeks=back)) for back in range(WEEKS)]
        week = request.query_params.get("week", weeks[0])
        if week not in weeks:
            return HTMLResponse("There are no figures for that week.", status_code=404, headers=_CALM)
        cells = (await self._store.reads.theme_counts(week)).items()
        bands = (*(band.value for band in BANDS), UNKNOWN)
        channels = (Channel.SMS.value, Channel.WEB.value)
        by_age = self._named(rows(summed(cells, 1), bands), so_far=week == weeks[0])
        by_channel = self._named(rows(summed(cells, 2), channels), so_far=week == weeks[0])
        helped = self._named(rows(await self._store.listening.helped(week), ("yes", "no")), so_far=week == weeks[0])
        html = self._pages.get_template("week.html").render(
            week=week,
            weeks=[(name, _monday(name)) for name in weeks],
            monday=_monday(week),
            so_far=week == weeks[0],
            tables=[
                ("By age", [_BAND_NAMES[band] for band in bands], by_age),
                ("By way in", [_CHANNEL_NAMES[channel] for channel in channels], by_channel),
                ("Asked whether it helped", ["Yes", "No"], helped),
            ],
            fewest=FEWEST,
        )
        return HTMLResponse(html, headers=_CALM)

    def _named(self, shown: tuple[Row, ...], *, so_far: bool) -> list[tuple[str, list[str]]]:
        """Each theme's name with its figures as they are printed, the total first."""
        figures = []
        for row in shown:
            people = [row.total, *row.cells]
            figures.append((self._themes.name_of(row.theme), [_printed(count, so_far) for count in people]))
        return sorted(figures)


def _printed(people: int | None, so_far: bool) -> str:
    if people is None:
        return "fewer than shown"
    if people == 0:
        return "0"
    return f"{in_fives(people)} or more" if so_far else str(people)


def _monday(week: str) -> str:
    year, number = week.split("-W")
    day = datetime.fromisocalendar(int(year), int(number), 1).replace(tzinfo=UTC)
    return f"{day.day} {day:%B %Y}"


async def _style(_: Request) -> Response:
    return FileResponse(_FILES / "themes.css", headers={"X-Content-Type-Options": "nosniff"})
