"""What one address may ask for: words always come through at once, young people's pages come, the rest is told to wait."""

import asyncio
from ipaddress import ip_network
from typing import Any

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot import crowd
from bot.crowd import A_SECOND, AT_ONCE, Crowd, address_of
from bot.listeners import public_app
from bot.setting_checks import BadSetting
from bot.setting_checks_edge import proxies

OURS = (ip_network("10.0.0.0/24"), ip_network("127.0.0.1"))


async def _echo(request: Request) -> Response:
    return PlainTextResponse((await request.body()).decode())


ROUTES = [Route(path, _echo, methods=["GET", "POST"]) for path in ("/chat", "/chat/say", "/sms/receive", "/desk/sign-in")]


class _Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def _web(clock: _Clock, trusted: Any = OURS, **waits: Any) -> httpx.AsyncClient:
    app = Crowd(public_app(ROUTES), proxies=trusted, clock=clock, **waits)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://lev.test")


async def test_a_crowd_never_keeps_anybody_from_being_heard() -> None:
    waited: list[float] = []

    async def wait(seconds: float) -> None:
        waited.append(seconds)

    school, other = {"X-Forwarded-For": "203.0.113.9"}, {"X-Forwarded-For": "203.0.113.10"}
    clock = _Clock()
    async with _web(clock, wait=wait) as web:
        for _ in range(AT_ONCE):
            assert (await web.get("/desk/sign-in", headers=school)).status_code == 200
        told = await web.post("/desk/sign-in", headers=school)
        assert (told.status_code, told.headers["retry-after"]) == (429, "60")
        assert "999" in told.text
        for path in ("/chat", "/chat/say", "/sms/receive"):
            assert (await web.post(path, headers=school, content="he hurts me")).text == "he hurts me"
        assert not waited, "words wait for nothing"
        assert (await web.get("/chat", headers=school)).status_code == 200
        assert waited == [crowd.WAIT_SECONDS]
        assert (await web.get("/desk/sign-in", headers=other)).status_code == 200, "a neighbour is not counted with them"
        clock.now += 2 / A_SECOND
        assert (await web.get("/desk/sign-in", headers=school)).status_code == 200


async def test_without_a_proxy_that_is_trusted_nobody_is_counted_and_nobody_believed() -> None:
    async with _web(_Clock(), ()) as web:
        for _ in range(AT_ONCE + 5):
            assert (await web.get("/desk/sign-in")).status_code == 200


@pytest.mark.parametrize(
    ("peer", "told", "who"),
    [
        ("10.0.0.2", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.2", "1.1.1.1, 203.0.113.9, 10.0.0.3", "203.0.113.9"),
        ("198.51.100.7", "203.0.113.9", "198.51.100.7"),
        ("10.0.0.2", "203.0.113.9, nonsense", "10.0.0.2"),
        ("10.0.0.2", "", "10.0.0.2"),
        ("10.0.0.2", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ],
    ids=["behind", "what they claim is left of it", "not our proxy", "nonsense", "none", "a home"],
)
def test_only_our_proxy_says_who_it_is(peer: str, told: str, who: str) -> None:
    scope = {"type": "http", "client": (peer, 1), "headers": [(b"x-forwarded-for", told.encode())]}
    assert address_of(scope, OURS) == who


@pytest.mark.parametrize("text", ["0.0.0.0/0", "lev.example", "10.0.0.0/4", "10.0.0.1/24"])
def test_a_setting_that_trusts_the_world_is_refused(text: str) -> None:
    with pytest.raises(BadSetting, match="LEV_TRUSTED_PROXIES"):
        proxies("LEV_TRUSTED_PROXIES", text)


async def test_many_addresses_do_not_fill_the_memory() -> None:
    app = Crowd(public_app(ROUTES), proxies=OURS)
    for number in range(crowd._MOST_ADDRESSES + 50):
        app._too_much(str(number))
    assert len(app._left) == crowd._MOST_ADDRESSES
    await asyncio.sleep(0)
