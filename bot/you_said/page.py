"""The public page at /voices. Published entries in, one small page without scripts out.

Never shows a voice, a draft, a name or a day: an entry carries its month.
"""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from bot.content.hours import LONDON
from bot.content.words import Words
from bot.model.message import Channel
from bot.store.open import Store
from bot.store.you_said import YouSaidStore

_FILES = Path(__file__).parent / "page_files"
_CALM = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class VoicesPage:
    """Shows what is published; its own words come from `data/words`."""

    def __init__(self, store: Store, words: Words) -> None:
        """Raises `LookupError` when a word of the page is missing."""
        self._entries = YouSaidStore(store.redis, store.codec)
        pages = Environment(loader=FileSystemLoader(_FILES), autoescape=select_autoescape(["html"]))
        self._page = pages.get_template("voices.html")
        self._intro, self._none = (words.say(name, None, Channel.WEB).text for name in ("voices_page", "voices_page_none"))

    def routes(self) -> list[BaseRoute]:
        """The page and its style sheet."""
        return [Route("/voices", self._show, methods=["GET"]), Route("/voices/voices.css", _style, methods=["GET"])]

    async def _show(self, request: Request) -> Response:
        """What young people said, and what was done."""
        entries = [
            (entry, f"{entry.published_at.astimezone(LONDON):%B %Y}")
            for entry in await self._entries.published()
            if entry.published_at
        ]
        return HTMLResponse(self._page.render(entries=entries, intro=self._intro, none=self._none), headers=_CALM)


async def _style(request: Request) -> Response:
    """The page's own style."""
    return FileResponse(_FILES / "voices.css", headers=_CALM | {"Cache-Control": "no-cache"}, media_type="text/css")
