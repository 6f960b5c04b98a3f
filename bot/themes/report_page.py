"""The button: a report to take away from the themes page. Published figures in; HTML, PDF or JSON out.

Never anything that the command `python -m bot report` would not write, and answers only those the desk's guard lets in.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.content.themes import Themes
from bot.store.open import Store
from bot.themes.report import NoFigures
from bot.themes.report_made import FORMS, made_report
from bot.themes.report_span import name_of_span, quarters_from

_CALM = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_NONE = "There is no report for that time. It is about 3, 6 or 12 months of whole quarters that are over."


def report_answer(store: Store, themes: Themes, clock: Callable[[], datetime]) -> Callable[[Request], Awaitable[Response]]:
    """The handler of /themes/report, for `?from=2026-Q1&months=6&as=pdf`."""

    async def answer(request: Request) -> Response:
        """The audit pack of whole quarters, as HTML, PDF or JSON."""
        asked = request.query_params
        try:
            quarters = quarters_from(asked.get("from") or "", int(asked.get("months") or 6))
            kind, form = FORMS[asked.get("as") or "html"]
            made = await made_report(store, themes, quarters, clock())
        except (ValueError, KeyError, NoFigures):
            return PlainTextResponse(_NONE, 404, headers=_CALM)
        mark = "made-up-" if made.made_up else ""
        file = f"lev-report-{mark}{name_of_span(quarters)}.{asked.get('as') or 'html'}"
        body = await asyncio.to_thread(form, made)  # a PDF takes half a second
        return Response(body, media_type=kind, headers=_CALM | {"Content-Disposition": f'attachment; filename="{file}"'})

    return answer
