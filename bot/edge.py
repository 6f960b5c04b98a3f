"""What every public answer carries, and how much any request may bring. An app in, the same app with an edge out.

Never weakens a header that a room has set, and never lets a body grow without end.
"""

import asyncio

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_SECONDS = 75.0  # rooms that answer in words wait less; whoever drips a body byte by byte holds a connection no longer
MOST_BYTES = 2_000_000  # far above what any room takes; rooms that answer in words about length have smaller limits of their own
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}
_HTTPS = "max-age=31536000"  # a year; without subdomains, which are not ours to promise for


def headers(*, secure: bool) -> dict[str, str]:
    """What every public answer carries unless a room has set it."""
    return HEADERS | ({"Strict-Transport-Security": _HTTPS} if secure else {})


class Edge:
    """ASGI middleware around everything public. `secure` says that the world reaches us by https only."""

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        self._app = app
        self._headers = headers(secure=secure)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes one request on; a body that is too long ends it with 413."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        size, whole = 0, False
        ends = asyncio.get_running_loop().time() + MOST_SECONDS

        async def counted() -> Message:
            nonlocal size, whole
            if whole:  # what is waited for now is that they leave
                return await receive()
            try:
                async with asyncio.timeout_at(ends):
                    message = await receive()
            except TimeoutError:
                raise HTTPException(408, "That took too long to arrive.") from None
            whole = not message.get("more_body", False)
            size += len(message.get("body", b""))
            if size > MOST_BYTES:
                raise HTTPException(413, "That is too long.")
            return message

        async def shielded(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    given.setdefault(name, value)
            await send(message)

        await self._app(scope, counted, shielded)
