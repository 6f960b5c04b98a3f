"""Turns templates into answers with the headers every page of the desk carries. A name and values in, a response out.

Never lets a page be cached, framed, or run anything but our own files.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, select_autoescape
from starlette.responses import FileResponse, HTMLResponse, Response

from bot.content.hours import LONDON

FILES = Path(__file__).parent / "page"
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_KINDS = {"css": "text/css", "js": "text/javascript"}


class Pages:
    """All templates of the desk. `council` stands on the button of a council's own sign-in; empty: there is none."""

    def __init__(self, council: str = "") -> None:
        self._templates = Environment(loader=FileSystemLoader(FILES), autoescape=select_autoescape(["html"]))
        self._templates.filters["clock"] = clock
        self._templates.globals["council"] = council
        self._templates.filters["form_time"] = form_time
        self._templates.filters["words"] = lambda text: str(text).replace("_", " ")
        self._assets = {path.name for path in FILES.iterdir() if path.suffix[1:] in _KINDS}

    def page(self, name: str, status: int = 200, **values: Any) -> Response:
        """A whole page."""
        return HTMLResponse(self.html(name, **values), status, headers=HEADERS)

    def html(self, name: str, **values: Any) -> str:
        """The same as text."""
        return self._templates.get_template(name).render(template=name, **values)

    def asset(self, name: str) -> Response:
        """One of our own scripts or styles."""
        if name not in self._assets:
            return Response("There is no such file.", 404, headers=HEADERS)
        kind = _KINDS[name.rsplit(".", 1)[-1]]
        return FileResponse(FILES / name, headers=HEADERS | {"Cache-Control": "no-cache"}, media_type=kind)


def clock(at: datetime | None) -> str:
    """A time as it is in Cornwall: `Tue 24 Nov, 09:05`."""
    return f"{at.astimezone(LONDON):%a %-d %b, %H:%M}" if at else ""


def form_time(at: datetime | None) -> str:
    """The same for a form to begin with: `2026-11-24T09:05`."""
    return f"{at.astimezone(LONDON):%Y-%m-%dT%H:%M}" if at else ""
