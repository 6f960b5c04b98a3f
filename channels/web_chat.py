"""The web chat: the page, what it says, and its live feed. Requests in, texts through the doors, lines out.

Never sets a cookie, never puts the page's token in a URL or a log, and never shows a young person a finding or a level.
"""

import json
import logging
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime

from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.log import line
from bot.model.message import Channel, Entry, Inbound, Speaker, Took
from channels.base import Doors
from channels.web_page.asked import resume_of, said_in, token_of
from channels.web_page.files import PageFiles, packed
from channels.web_page.plain import PlainChat
from channels.web_page.shield import Shield, Wrong

_PING_SECONDS = 15  # phone networks drop a silent connection after 30 to 60 seconds
_STUCK_SECONDS = 60  # a reader that takes nothing for this long is gone; it resumes where it was
_KEPT_NOWHERE = (
    "Your message did not reach us. Please try again in a minute. "
    "If you are in danger, call 999. Childline is free on 0800 1111, day and night."
)
_HTML = "text/html; charset=utf-8"
_A_YEAR = "public, max-age=31536000, immutable"


class WebChat:
    """The channel `web`: what a young person's browser talks to. An address is the token the page made for itself."""

    channel = Channel.WEB

    def __init__(self, doors: Doors) -> None:
        """Raises `LookupError` when a word the page needs is missing."""
        self._doors = doors
        self._files = PageFiles(doors.words, doors.papers)
        self._crisis = doors.words.say("crisis", None, Channel.WEB).text
        self._plain = PlainChat(doors, self._files, self._crisis, _KEPT_NOWHERE)
        # At DEBUG this library logs every chunk it sends, which would put message texts into the log.
        logging.getLogger("sse_starlette").setLevel(logging.INFO)
        logging.getLogger("sse_starlette.sse").setLevel(logging.INFO)

    def routes(self) -> Sequence[BaseRoute]:
        """The page, its assets, the way in and the live feed."""
        shield = [Middleware(Shield)]
        return [
            Route("/chat", self.page, methods=["GET"], middleware=shield),
            Route("/chat", self._plain.said, methods=["POST"], middleware=shield),
            Route("/chat/hide", self._plain.hide, methods=["POST"], middleware=shield),
            Route("/chat/leave", self._plain.leave, methods=["POST"], middleware=shield),
            Route("/chat/hidden", self.paper, methods=["GET"], middleware=shield),
            Route("/privacy", self.paper, methods=["GET"], middleware=shield),
            Route("/private", self.paper, methods=["GET"], middleware=shield),
            Route("/chat/assets/{version}/{name}", self.asset, methods=["GET"], middleware=shield),
            Route("/chat/say", self.say, methods=["POST"], middleware=shield),
            Route("/chat/writing", self.writing, methods=["POST"], middleware=shield),
            Route("/chat/feed", self.feed, methods=["GET"], middleware=shield),
        ]

    async def page(self, request: Request) -> Response:
        """The chat page: the same for everybody, but for the handle of a talk that has not begun."""
        return packed(request, self._files.chat().encode(), {"Content-Type": _HTML})

    async def paper(self, request: Request) -> Response:
        """A page that is only read."""
        paper = self._files.papers.get(request.url.path.rpartition("/")[2])
        if paper is None:
            raise Wrong(404, "There is no such page.")
        return packed(request, paper.encode(), {"Content-Type": _HTML})

    async def asset(self, request: Request) -> Response:
        """A script, style or picture. Cached for a year under the current version's name, else not at all."""
        asset = self._files.assets.get(request.path_params["name"])
        if asset is None:
            raise Wrong(404, "There is no such file.")
        current = request.path_params["version"] == self._files.version
        headers = {"Cache-Control": _A_YEAR if current else "no-store", "Content-Type": asset.kind}
        return packed(request, asset.body, headers, asset.packed)

    async def say(self, request: Request) -> Response:
        """Takes one text: 202 once it is safe, with the crisis words when the store is away; 503 when nothing could keep it.

        The crisis words say that we have the message, so they do not go with a 503.
        """
        token = token_of(request)
        message_id, text = await said_in(request)
        inbound = Inbound(Channel.WEB, message_id, token, text, datetime.now(UTC))
        try:
            took = await self._doors.take_in(inbound)
        except OSError:
            raise Wrong(503, _KEPT_NOWHERE) from None
        answer = {"took": took.value}
        return JSONResponse(answer | {"say": self._crisis} if took is Took.SPOOLED else answer, 202)

    async def writing(self, request: Request) -> Response:
        """Takes that this page's person is writing. Whatever comes with it is not read."""
        await self._doors.writes(Channel.WEB, token_of(request))
        return Response(status_code=204)

    async def feed(self, request: Request) -> Response:
        """The lines of this page's own transcript, from the beginning or after an entry id, then each new one."""
        token, after = token_of(request), resume_of(request)
        return EventSourceResponse(self._lines(token, after), ping=_PING_SECONDS, send_timeout=_STUCK_SECONDS)

    async def _lines(self, token: str, after: str) -> AsyncIterator[ServerSentEvent]:
        yield ServerSentEvent(comment="connected")  # tells the page at once that somebody is there
        try:
            async for entry in self._doors.follow(Channel.WEB, token, after):
                if isinstance(entry, Speaker):
                    yield ServerSentEvent("worker", event="writing")  # an event without data would never reach the page
                else:
                    yield ServerSentEvent(json.dumps(shown(entry)), event="line", id=entry.id)
        except Exception as error:
            # The headers are gone, so no status can say it: end the feed, and the page comes back for the rest.
            line("warning", "web_feed_ended", error=type(error).__name__)


def shown(entry: Entry) -> dict[str, object]:
    """What a young person's page gets of a line: named field by field, so that nothing for the desk slips through."""
    return {
        "speaker": entry.speaker.value,
        "name": entry.name,
        "text": entry.text,
        "at": entry.at.isoformat(),
        "choices": list(entry.choices),
        "language": entry.language,
        "menu": entry.menu,
        "message_id": entry.message_id,
    }
