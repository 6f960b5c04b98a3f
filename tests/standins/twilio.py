"""A hand-made stand-in for Twilio's API, as a real server on loopback. Programmed moods in, the texts it took out."""

import base64
import secrets
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.standins.signed import signature


@dataclass(frozen=True)
class SentText:
    """A text the stand-in took."""

    sid: str
    to: str
    sender: str
    body: str
    callback: str
    at: float = field(default_factory=time.monotonic)


class TwilioStandIn:
    """Use as a context manager. `url` goes into `TWILIO_API_BASE`; `sent` are the texts in the order they were taken."""

    def __init__(self, account_sid: str, auth_token: str) -> None:
        self._account_sid, self._auth_token = account_sid, auth_token
        self.sent: list[SentText] = []
        self.asked = 0
        self._moods: deque[tuple[str, int]] = deque()
        app = Starlette(routes=[Route("/2010-04-01/Accounts/{sid}/Messages.json", self._create, methods=["POST"])])
        config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", lifespan="off")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def __enter__(self) -> "TwilioStandIn":
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        self.url = f"http://127.0.0.1:{self._server.servers[0].sockets[0].getsockname()[1]}"
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._server.force_exit = True
        self._thread.join(10)

    def will_fail(self, status: int, times: int = 1) -> None:
        """The next `times` requests end with this HTTP status and are not taken."""
        self._moods.extend([("status", status)] * times)

    def will_refuse(self, code: int, times: int = 1) -> None:
        """The next `times` requests are refused with this Twilio code, such as 21610."""
        self._moods.extend([("code", code)] * times)

    def will_take_and_hang(self, seconds: int) -> None:
        """The next request is taken, but its answer comes too late."""
        self._moods.append(("hang", seconds))

    def texts_to(self, number: str) -> list[str]:
        """The bodies sent to a number, in order."""
        return [text.body for text in self.sent if text.to == number]

    def wait_for(self, number: str, part: str, seconds: float = 15) -> SentText:
        """The first text to a number that holds `part`."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for text in list(self.sent):
                if text.to == number and part.lower() in text.body.lower():
                    return text
            time.sleep(0.05)
        raise AssertionError(f"no such text in time; the number got {len(self.texts_to(number))}")

    def receipt(self, base_url: str, text: SentText, status: str, **more: str) -> httpx.Response:
        """Posts a signed receipt for a text to where we listen."""
        public = urlsplit(text.callback)
        path = f"{public.path}?{public.query}"
        form = {"MessageSid": text.sid, "MessageStatus": status, "AccountSid": self._account_sid, "To": text.to} | more
        signed = signature(f"{public.scheme}://{public.netloc}", path, form, self._auth_token)
        return httpx.post(base_url + path, data=form, headers={"X-Twilio-Signature": signed}, timeout=15)

    async def _create(self, request: Request) -> Response:
        self.asked += 1
        expected = base64.b64encode(f"{self._account_sid}:{self._auth_token}".encode()).decode()
        if request.headers.get("authorization") != f"Basic {expected}" or request.path_params["sid"] != self._account_sid:
            return _refusal(401, 20003, "Authenticate")
        form = {key: values[-1] for key, values in parse_qs((await request.body()).decode()).items()}
        kind, number = self._moods.popleft() if self._moods else ("", 0)
        if kind == "status":
            return _refusal(number, 20429 if number == 429 else 20500, "Not now")
        if kind == "code":
            return _refusal(400, number, f"Refused for {form['To']}")
        if not form.get("Body"):
            return _refusal(400, 21602, "Message body is required")
        sender = form.get("From") or form.get("MessagingServiceSid", "")
        text = SentText("SM" + secrets.token_hex(16), form["To"], sender, form["Body"], form.get("StatusCallback", ""))
        self.sent.append(text)
        if kind == "hang":
            import asyncio

            await asyncio.sleep(number)
        body = {"sid": text.sid, "status": "queued", "account_sid": self._account_sid, "to": text.to, "body": text.body}
        return JSONResponse(body, status_code=201)


def _refusal(status: int, code: int, message: str) -> Response:
    return JSONResponse({"code": code, "message": message, "status": status}, status_code=status)
