"""What every answer of the web chat carries: strict headers, and errors as JSON. An app in, the same app shielded out.

Never sets a cookie, and never lets another site frame, load or read the chat.
"""

from starlette.datastructures import MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    # Nothing is inline and nothing comes from elsewhere. Forms go to us alone, and all of ours are posted: what was typed
    # is never in a URL.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Wrong(Exception):
    """Something the page sent cannot be taken. `sentence` is plain, ready to be shown, and quotes nothing that was sent."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


class Shield:
    """ASGI middleware: adds `HEADERS`, answers a `Wrong` as `{"error": sentence}`, and keeps all but assets out of caches."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes one request on."""

        async def shielded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        try:
            await self._app(scope, receive, shielded)
        except Wrong as wrong:
            headers = {"WWW-Authenticate": "Bearer"} if wrong.status == 401 else None
            answer = JSONResponse({"error": wrong.sentence}, wrong.status, headers)
            await answer(scope, receive, shielded)
