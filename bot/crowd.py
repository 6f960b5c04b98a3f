"""How much one address may ask for. An app in, the same app out, calmer for whoever asks for too much.

Never refuses and never slows anybody's words, never refuses a page for young people (a school is one address), and never keeps or
logs an address: it stays in memory while somebody asks, and no longer.
"""

import asyncio
import ipaddress
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.setting_checks_edge import Network

AT_ONCE, A_SECOND = 600, 20.0
"""A class of thirty that opens the chat together asks for about 200 things; a desk page for three a minute."""
WAIT_SECONDS = 1.0  # what a page for young people costs an address that asked for too much
_MOST_ADDRESSES = 10_000
_YOUNG = ("/chat", "/privacy", "/private", "/sms")
_NO_WORDS = "/chat/writing"  # tells that somebody writes; their words come by another way
_KIND = "Too much came from your connection just now. Please try again in a minute. If you are in danger, call 999."


class Crowd:
    """ASGI middleware. `proxies` are those whose word on an address counts; without any, nobody is counted: all are the proxy."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        proxies: Sequence[Network],
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._app, self._proxies, self._clock, self._wait = app, tuple(proxies), clock, wait
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes one request on, at once, after a moment, or not."""
        if scope["type"] == "http" and self._proxies and self._too_much(address_of(scope, self._proxies)):
            if not scope["path"].startswith(_YOUNG) or scope["path"] == _NO_WORDS:
                await PlainTextResponse(_KIND, 429, {"Retry-After": "60"})(scope, receive, send)
                return
            if scope["method"] == "GET":
                await self._wait(WAIT_SECONDS)
        await self._app(scope, receive, send)

    def _too_much(self, address: str) -> bool:
        now = self._clock()
        left, then = self._left.pop(address, (float(AT_ONCE), now))
        left = min(float(AT_ONCE), left + (now - then) * A_SECOND)
        self._left[address] = (max(0.0, left - 1), now)
        while len(self._left) > _MOST_ADDRESSES:
            self._left.popitem(last=False)
        return left < 1


def address_of(scope: Scope, proxies: Sequence[Network]) -> str:
    """Who asks: the nearest address that is none of our proxies. An IPv6 home has 2**64 addresses and counts as one."""
    peer = (scope.get("client") or ("",))[0]
    told = ",".join(Headers(scope=scope).getlist("x-forwarded-for")).split(",")
    for one in (peer, *(part.strip() for part in reversed(told))):
        try:
            found = ipaddress.ip_address(one)
        except ValueError:
            break  # whoever wrote this is the last whom we can believe
        peer = one
        if not any(found in network for network in proxies):
            return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else str(found)
    return peer
