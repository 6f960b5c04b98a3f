"""Lev's own description of what it serves: nothing served that is not described, nothing described that is not served."""

import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.serve import action_routes
from bot.content.papers import load_papers
from bot.content.words import Words
from bot.described import DESCRIBED, QUERIES
from bot.listeners import public_app
from bot.openapi import described, openapi_route, served
from bot.setting_checks import ROOT
from channels.base import Doors
from channels.twilio_sms import TwilioSms
from channels.web_chat import WebChat
from tests.desk_house import House, house

__all__ = ["house"]


async def _nothing(*_: object) -> Any:
    raise AssertionError("nobody comes in here")


async def _inside(_: Request) -> Response:
    """Something of the inside."""
    return Response()


INSIDE = [*(Route(path, _inside) for path in ("/health", "/metrics", "/first-link")), *action_routes()]


def _public(house: House) -> list[Route]:
    doors = Doors(_nothing, _nothing, _nothing, Words.load(Path("data/words")), load_papers(Path("data/pages")), _nothing)
    sms = TwilioSms(doors, account_sid="AC", auth_token="x", public_url=house.url)
    routes = public_app([*WebChat(doors).routes(), *sms.routes(), *house.routes]).routes
    return [route for route in routes if isinstance(route, Route)]


async def test_every_served_route_is_described_and_the_reverse(house: House) -> None:
    public = _public(house)
    whole = described(public, [*INSIDE, openapi_route(public, INSIDE)])
    said = {f"{method.upper()} {path}" for path, methods in whole["paths"].items() for method in methods}
    there = {f"{method} {path}" for method, path, _ in served([*public, *INSIDE])} | {"GET /openapi.json"}
    assert said == there
    assert set(DESCRIBED) <= there, "a line in bot/described.py for a route that is gone"


async def test_what_the_guard_asks_for_stands_in_it(house: House) -> None:
    whole = described(_public(house), INSIDE)
    for method, path, need, handler in house.desk.table():
        operation = whole["paths"][path.replace(":str", "")][method.lower()]
        assert operation["x-needs"] == need, path
        assert operation["tags"] == ["public"]
        assert operation["summary"] == (handler.__doc__ or "").strip().partition("\n")[0], path
    assert whole["paths"]["/themes"]["get"]["x-needs"] == "themes"
    assert whole["paths"]["/health"]["get"]["tags"] == ["internal"]


def test_whatever_is_read_of_an_address_is_described() -> None:
    """Else no tool tries it: two pages broke on what only their address could say."""
    named = {name for query in QUERIES.values() for name in query}
    reads = re.compile(r"(?:query_params|asked|named)\.get\(\"([a-z]+)\"|_asked\(visit, \"([a-z]+)\"")
    for path in (*(ROOT / "bot").rglob("*.py"), *(ROOT / "channels").rglob("*.py")):
        text = path.read_text()
        if "query_params" in text:
            assert {one or other for one, other in reads.findall(text)} <= named, path
    assert reads.findall((ROOT / "bot" / "desk" / "listening.py").read_text())


async def test_every_question_is_of_a_route_that_is_there(house: House) -> None:
    paths = described(_public(house), INSIDE)["paths"]
    for label, query in QUERIES.items():
        method, path = label.split()
        names = {one["name"] for one in paths[path][method.lower()]["parameters"] if one["in"] == "query"}
        assert names == {*query}, label


def test_a_route_nobody_described_is_refused() -> None:
    with pytest.raises(LookupError, match="GET /new"):
        described([Route("/new", _inside)], [])


async def test_what_is_internal_is_not_served_in_public(house: House) -> None:
    public = public_app(_public(house))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(public), base_url="http://lev.test") as web:
        for path in ("/openapi.json", *(route.path for route in INSIDE)):
            for method in ("GET", "POST"):
                assert (await web.request(method, path)).status_code == 404, path
