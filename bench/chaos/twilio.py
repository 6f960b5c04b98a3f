"""A Twilio that misbehaves, as a real server in a thread of its own. Requests of Lev in; what it took, and when, out.

Never forgets a text it took, and knows for each what its list had shown of it when Lev asked.
"""

import asyncio
import random
import secrets
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bench.chaos.known import ACCOUNT, signed
from bench.chaos.moods import Mood, listing, receipts, sending
from bench.chaos.taken import Asked, SentText


class ChaoticTwilio:
    """A context manager. `houses` gives Lev's addresses; `taken` are texts by number, in order, `listed` the list's answers."""

    def __init__(self, seed: int, houses: Callable[[], list[str]]) -> None:
        self._chance, self._houses = random.Random(f"twilio {seed}"), houses
        self.taken: dict[str, list[SentText]] = defaultdict(list)
        self.listed: dict[str, list[Asked]] = defaultdict(list)
        self.counts: Counter[str] = Counter()
        self._hidden: dict[str, float] = {}
        self._tried: set[str] = set()
        self._web: httpx.AsyncClient | None = None
        self._telling: set[asyncio.Task[None]] = set()
        place = "/2010-04-01/Accounts/{account}/Messages.json"
        routes = [Route(place, self._create, methods=["POST"]), Route(place, self._list, methods=["GET"])]
        config = uvicorn.Config(Starlette(routes=routes), host="127.0.0.1", port=0, log_level="critical", lifespan="off")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def __enter__(self) -> "ChaoticTwilio":
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        self.url = f"http://127.0.0.1:{self._server.servers[0].sockets[0].getsockname()[1]}"
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(10)

    async def _create(self, request: Request) -> Response:
        form = {key: values[-1] for key, values in parse_qs((await request.body()).decode()).items()}
        came, mood, first = time.time(), sending(self._chance), form["StatusCallback"] not in self._tried
        self._tried.add(form["StatusCallback"])
        late = await request.is_disconnected()
        self.counts[f"asked to send, answered {mood.answer} {mood.status}{' but taken' * (mood.takes and mood.status > 201)}"] += 1
        await asyncio.sleep(mood.before)
        text = SentText(
            "SM" + secrets.token_hex(16), form["To"], form["From"], form["Body"], form["StatusCallback"], came, first, late
        )
        if mood.takes:
            self.taken[text.to].append(text)
            self._hidden[text.sid] = time.time() + mood.hidden
            self._tell(text)
        await asyncio.sleep(mood.after)
        return _answer(mood, text.shown())

    async def _list(self, request: Request) -> Response:
        mood = listing(self._chance)
        self.counts[f"asked for its list, answered {mood.status}"] += 1
        if mood.code:
            return _answer(mood, {})
        to, now = request.query_params["To"], time.time()
        shown = [text for text in reversed(self.taken[to]) if self._hidden[text.sid] <= now]
        self.listed[to].append(Asked(now, frozenset(text.sid for text in shown)))
        await asyncio.sleep(mood.after)
        texts = [text.shown() for text in shown[:50]]
        return JSONResponse({"messages": texts, "page": 0, "page_size": len(texts), "next_page_uri": None})

    def _tell(self, text: SentText) -> None:
        for after, status, error in receipts(self._chance):
            task = asyncio.create_task(self._receipt(text, after, status, error))
            self._telling.add(task)
            task.add_done_callback(self._telling.discard)

    async def _receipt(self, text: SentText, after: float, status: str, error: str) -> None:
        await asyncio.sleep(after)
        public = urlsplit(text.callback)
        path = f"{public.path}?{public.query}"
        form = {"MessageSid": text.sid, "MessageStatus": status, "AccountSid": ACCOUNT, "To": text.to}
        body, headers = signed(path, form | ({"ErrorCode": error} if error else {}))
        house = self._chance.choice(self._houses())
        self._web = self._web or httpx.AsyncClient(timeout=15)  # opened by the loop it belongs to
        try:
            told = await self._web.post(house + path, content=body, headers=headers)
            self.counts[f"receipts answered {told.status_code}"] += 1
        except httpx.HTTPError:  # Twilio does not come back with a receipt
            self.counts["receipts that nobody took"] += 1


def _answer(mood: Mood, shown: dict[str, object]) -> Response:
    if mood.answer == "cut":
        return Response(b'{"sid": ', 201, headers={"Content-Length": "1000"})
    if mood.answer == "garbled":
        return Response("<html>Bad gateway</html>", mood.status, media_type="text/html")
    if mood.code:
        return JSONResponse({"code": mood.code, "message": "Not now.", "status": mood.status}, mood.status)
    return JSONResponse(shown, status_code=201)
