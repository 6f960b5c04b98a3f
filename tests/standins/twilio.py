"""A hand-made stand-in for Twilio's API, as a real server on loopback. Programmed moods in, the texts it took out.

Never forgets a text it took, whatever it answered.
"""

import asyncio
import base64
import secrets
import threading
import time
from urllib.parse import parse_qs, urlsplit

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.standins.signed import signed_post
from tests.standins.twilio_moods import Moods
from tests.standins.twilio_sent import Sent, SentText


class TwilioStandIn(Moods, Sent):
    """Use as a context manager. `url` goes into `TWILIO_API_BASE`; `sent` are the texts in the order they were taken.

    `asked` counts all requests to send; `callers` are the client ports they came from, one for each connection.
    """

    def __init__(self, account_sid: str, auth_token: str) -> None:
        Moods.__init__(self)
        Sent.__init__(self)
        self._account_sid, self._auth_token = account_sid, auth_token
        self.asked = 0
        self.callers: set[int] = set()
        account = "/2010-04-01/Accounts/{account}"
        routes = [
            Route(f"{account}/Messages.json", self._create, methods=["POST"]),
            Route(f"{account}/Messages.json", self._list, methods=["GET"]),
            Route(f"{account}/Messages/{{sid}}.json", self._show, methods=["GET"]),
        ]
        config = uvicorn.Config(Starlette(routes=routes), host="127.0.0.1", port=0, log_level="critical", lifespan="off")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def __enter__(self) -> "TwilioStandIn":
        self._thread.start()
        while not self._server.started:
            assert self._thread.is_alive(), "the stand-in could not start"
            time.sleep(0.01)
        self.url = f"http://127.0.0.1:{self._server.servers[0].sockets[0].getsockname()[1]}"
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._server.force_exit = True
        self._thread.join(10)

    def receipt(self, base_url: str, text: SentText, status: str, **more: str) -> httpx.Response:
        """Posts a signed receipt for a text to where we listen. For receipts out of order, call it in that order."""
        public = urlsplit(text.callback)
        path = f"{public.path}?{public.query}" if public.query else public.path
        form = {"MessageSid": text.sid, "MessageStatus": status, "AccountSid": self._account_sid, "To": text.to} | more
        return signed_post(base_url, f"{public.scheme}://{public.netloc}", path, form, self._auth_token)

    async def _create(self, request: Request) -> Response:
        self.asked += 1
        if request.client:
            self.callers.add(request.client.port)
        if not self._known(request):
            return _refusal(401, 20003, "Authenticate")
        form = {key: values[-1] for key, values in parse_qs((await request.body()).decode()).items()}
        to, sender = form.get("To", ""), form.get("From") or form.get("MessagingServiceSid", "")
        mood = self.next()
        if mood.kind in ("code", "problem"):
            return _refusal(400, int(mood.number), f"Refused for {to}", newer_form=mood.kind == "problem")
        for code, wrong in ((21604, not to), (21603, not sender), (21602, not form.get("Body")), (21617, _too_long(form))):
            if wrong:
                return _refusal(400, code, f"Refused for {to}")
        text = SentText("SM" + secrets.token_hex(16), to, sender, form["Body"], form.get("StatusCallback", ""))
        if mood.takes:
            self.sent.append(text)
        if mood.kind == "status":
            return _refusal(int(mood.number), 20429 if mood.number == 429 else 20500, f"Not now for {to}")
        if mood.kind == "garbled":
            return Response("<html>Bad gateway</html>", 502, media_type="text/html")
        if mood.kind == "cut":
            return Response(b'{"sid": ', 201, headers={"Content-Length": "1000"})
        if mood.kind == "hang":
            await asyncio.sleep(mood.number)
        return JSONResponse(text.shown(self._account_sid), status_code=201)

    async def _list(self, request: Request) -> Response:
        if not self._known(request):
            return _refusal(401, 20003, "Authenticate")
        if self.lists:
            return _refusal(self.lists.popleft(), 20429, "Not now")
        to = request.query_params.get("To")
        newest_first = [text.shown(self._account_sid) for text in reversed(self.sent) if to in (None, text.to)]
        return JSONResponse({"messages": newest_first, "page": 0, "page_size": len(newest_first), "next_page_uri": None})

    async def _show(self, request: Request) -> Response:
        if not self._known(request):
            return _refusal(401, 20003, "Authenticate")
        found = next((text for text in self.sent if text.sid == request.path_params["sid"]), None)
        return JSONResponse(found.shown(self._account_sid)) if found else _refusal(404, 20404, "There is none")

    def _known(self, request: Request) -> bool:
        expected = base64.b64encode(f"{self._account_sid}:{self._auth_token}".encode()).decode()
        right_account = request.path_params["account"] == self._account_sid
        return right_account and request.headers.get("authorization") == f"Basic {expected}"


def _too_long(form: dict[str, str]) -> bool:
    return len(form.get("Body", "")) > 1_600


def _refusal(status: int, code: int, message: str, *, newer_form: bool = False) -> Response:
    if newer_form:
        problem = {"type": "about:blank", "title": "Refused", "status": status, "code": code, "detail": message}
        return JSONResponse(problem, status, media_type="application/problem+json")
    return JSONResponse({"code": code, "message": message, "status": status}, status)
