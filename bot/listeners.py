"""The two web listeners: the public one and the internal one. Routes in, servers ready to run out.

Never logs an address or a query, and never serves the internal routes in public.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import uvicorn
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.crowd import Crowd
from bot.doorstep import Doorstep
from bot.edge import Edge, headers
from bot.health import Health
from bot.log import failure
from bot.openapi import openapi_route
from bot.scrape import Scrape
from bot.setting_checks_edge import Network

_STOP_SECONDS = 3  # open feeds resume elsewhere; a stop must not wait for them


def public_app(routes: Sequence[BaseRoute], *, secure: bool = False, proxies: Sequence[Network] = ()) -> Starlette:
    """What the world may reach; `secure` when it does so by https. `proxies`: whose word on an address counts."""
    own = [Route("/", _home), Route("/robots.txt", _robots), Route("/favicon.ico", _no_icon)]
    edge = [Middleware(Edge, secure=secure), Middleware(Crowd, proxies=proxies)]

    async def broken(request: Request, error: Exception) -> Response:
        """Said outside of the edge, where Starlette answers for a failure: so it brings the edge's headers itself."""
        return await _broken(request, error, headers(secure=secure))

    return Starlette(routes=[*own, *routes], middleware=edge, exception_handlers={HTTPException: _refused, Exception: broken})


def internal_app(
    health: Health,
    scrape: Scrape,
    first_link: Callable[[], Awaitable[str | None]],
    actions: Sequence[BaseRoute],
    public: Sequence[BaseRoute],
) -> Starlette:
    """What only this machine may reach: health, metrics, the very first sign-in link, Rasa's actions, and what all is served."""

    async def look(_: Request) -> Response:
        """Whether all parts work."""
        found = await health.look()
        return JSONResponse(found, status_code=200 if found["ok"] else 503)

    async def metrics(_: Request) -> Response:
        """Figures for Prometheus; nobody's words."""
        return Response(await scrape.text(), headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})

    async def link(_: Request) -> Response:
        """The address that makes the first lead's account, while there is none."""
        return JSONResponse({"url": await first_link()})

    routes = [Route("/health", look), Route("/metrics", metrics), Route("/first-link", link), *actions]
    return Starlette(routes=[*routes, openapi_route(public, routes)], exception_handlers={Exception: _broken})


class _Quiet(uvicorn.Server):
    """Leaves signals to `bot.running`, which stops both listeners and all rounds together."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def listener(app: Starlette, host: str, port: int) -> uvicorn.Server:
    """A server for one app. It writes no access log: addresses and queries stay out of every log."""
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=_STOP_SECONDS,
        proxy_headers=False,
        http=Doorstep,
    )
    return _Quiet(config)


async def _home(_: Request) -> Response:
    """To the chat."""
    return RedirectResponse("/chat", status_code=307)


async def _robots(_: Request) -> Response:
    """What search engines are asked to leave."""
    return PlainTextResponse("User-agent: *\nDisallow: /desk\nDisallow: /themes\n")


async def _no_icon(_: Request) -> Response:
    """There is no picture of the site."""
    return Response(status_code=204, headers={"Cache-Control": "max-age=604800"})  # a browser asks whether we have one or not


async def _refused(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    carries = error.headers if isinstance(error, HTTPException) else None
    said = {404: "There is nothing at this address.", 405: "This address does not take that."}
    detail = said.get(status) or (error.detail if isinstance(error, HTTPException) else "")
    return JSONResponse({"error": detail}, status_code=status, headers=carries)


async def _broken(_: Request, error: Exception, carries: Mapping[str, str] | None = None) -> Response:
    failure(__name__, error)
    return JSONResponse({"error": "Something went wrong on our side. Please try again."}, status_code=500, headers=carries)
