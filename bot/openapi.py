"""Lev's own description of all it serves, as OpenAPI 3.1. The two listeners' routes in, one JSON value out.

Never made by hand, so that it cannot be about another Lev; never served in public, where it would be a map for strangers.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.described import DESCRIBED, GUARDED, OPEN, QUERIES, Described, form

_PAGES = Path(__file__).parent / "desk" / "page"
_SCHEMES = {
    "page": {"type": "http", "scheme": "bearer", "description": "The chat page's own token: 43 signs of base64url."},
    "twilio": {"type": "apiKey", "in": "header", "name": "X-Twilio-Signature"},
    "desk": {"type": "apiKey", "in": "cookie", "name": "__Host-lev_desk", "description": "Posts need the form's csrf as well."},
}
_SAID = {
    200: "what was asked for", 202: "taken in and safe", 204: "done", 303: "go on there", 307: "it is there", 400: "cannot be read",
    401: "nobody known", 403: "not for you", 404: "there is no such thing", 408: "took too long", 409: "somebody was first",
    410: "used up", 413: "too long", 415: "another kind was expected", 429: "wait a little", 449: "no domain", 503: "try again",
}  # fmt: skip


def described(public: Sequence[BaseRoute], internal: Sequence[BaseRoute]) -> dict[str, Any]:
    """The whole description. Raises `LookupError` for a route nobody has described."""
    paths: dict[str, dict[str, Any]] = {}
    for listener, routes in (("public", public), ("internal", internal)):
        for method, path, route in served(routes):
            paths.setdefault(path, {})[method.lower()] = _operation(method, path, route, listener)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Lev", "version": "1", "description": "Tags say on which listener a route is."},
        "paths": paths,
        "components": {"securitySchemes": _SCHEMES},
    }


def served(routes: Sequence[BaseRoute]) -> Iterator[tuple[str, str, Route]]:
    """Method and path, without converters, of every route."""
    for route in routes:
        if not isinstance(route, Route):
            raise LookupError(f"{route!r} is no plain route, so nobody can describe it")
        for method in sorted((route.methods or set()) - {"HEAD"}):
            yield method, re.sub(r":\w+}", "}", route.path), route


def openapi_route(public: Sequence[BaseRoute], internal: Sequence[BaseRoute]) -> Route:
    """The route to it, which describes itself too. To be served on the internal listener."""

    async def show(_: Request) -> Response:
        """This description."""
        return JSONResponse(described(public, [*internal, route]))  # not at the start: a missing line must not keep Lev down

    route = Route("/openapi.json", show)
    return route


def _operation(method: str, path: str, route: Route, listener: str) -> dict[str, Any]:
    need = getattr(route.endpoint, "need", None)
    about = DESCRIBED.get(f"{method} {path}")
    if about is None and need is not None:
        about = Described(GUARDED[method], _desk_form() if method == "POST" else None, "" if need == OPEN else "desk")
    said = (getattr(route.endpoint, "__doc__", "") or "").strip().partition("\n")[0]
    if about is None or not said:
        raise LookupError(f"nobody has described {method} {path}: bot/described.py, and the first line of its handler")
    text = {"schema": {"type": "string"}}
    names = [{"in": "path", "name": name, "required": True, "schema": {"type": "string", "minLength": 1}}
             for name in re.findall(r"{(\w+)}", path)]  # fmt: skip
    operation: dict[str, Any] = {
        "operationId": f"{method.lower()}{path.replace('/', '_').translate(str.maketrans('', '', '{}'))}",
        "summary": said,
        "tags": [listener],
        "parameters": names
        + [{"in": "header", "name": name, "required": False} | text for name in about.headers]
        + [
            {"in": "query", "name": name, "required": False, "schema": one}
            for name, one in QUERIES.get(f"{method} {path}", {}).items()
        ],
        "responses": {str(status): {"description": _SAID[status]} for status in about.answers},
    }
    if about.body:
        operation["requestBody"] = {"required": True, "content": about.body}
    if about.security:
        operation["security"] = [{about.security: []}]
    if need is not None:
        operation["x-needs"] = str(need)
    return operation


def _desk_form() -> dict[str, Any]:
    """Every field that any form of the desk has: read from its pages, so that a new one is known at once."""
    fields = {name for page in _PAGES.glob("*.html") for name in re.findall(r'name="([a-z_]+)"', page.read_text(encoding="utf-8"))}
    return form(**{name: {"type": "string"} for name in sorted(fields)})
