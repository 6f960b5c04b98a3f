"""A council's sign-in on a real OpenID Connect provider, and a browser on the way there and back. A Valkey in, the way out.

Never skips a step that a browser takes.
"""

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import httpx
import pytest
from oidc_provider_mock import run_server_in_thread

from bot.desk.sign_in import made
from bot.model.worker import Role, Worker
from bot.setting_checks_oidc import Provider
from tests.desk_browser import WORDS, Browser
from tests.desk_house import URL, House

SECRET = "a-client-secret"


@contextmanager
def a_provider() -> Iterator[Provider]:
    with run_server_in_thread(require_nonce=True) as server:
        yield Provider(f"http://localhost:{server.server_port}", "lev", SECRET, "Sign in with Kernow")


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with a_provider() as here:
        yield here


@pytest.fixture
def desk(house: House, provider: Provider) -> House:
    return housed(house, provider)


def housed(house: House, provider: Provider) -> House:
    """The same house with a council's sign-in, at the provider's own time."""
    new = House(house.store, council=provider)
    new.now = datetime.now(UTC)
    return new


async def known(house: House, role: Role = Role.SUPPORT_WORKER, outside: str = "sub 1234", **more: object) -> Worker:
    """An account with somebody of the council written on it."""
    worker = replace(await made("ann", "Ann", role, WORDS), outside=outside, **more)  # type: ignore[arg-type]
    await house.accounts.add(worker)
    return worker


async def sent(browser: Browser) -> str:
    """Presses the button; where the page goes on to."""
    page = await browser.post("/desk/council")
    assert page.status_code == 200, page.text
    return going_on(page)


def going_on(page: httpx.Response) -> str:
    found = re.search(r'http-equiv="refresh" content="0;url=([^"]+)"', page.text)
    assert found, page.text
    return html.unescape(found[1])


async def signed_in_there(address: str, sub: str = "1234", **claims: object) -> str:
    """Signs in at the provider; the path it sends the browser back to."""
    async with httpx.AsyncClient() as web:
        issuer = address.partition("/oauth2")[0]
        assert (await web.put(f"{issuer}/users/{sub}", json=claims)).status_code == 204
        back = await web.post(address, data={"sub": sub})
    assert back.status_code == 302, back.text
    assert back.headers["location"].startswith(f"{URL}/desk/council/back?")
    return back.headers["location"].removeprefix(URL)


async def there_and_back(browser: Browser, sub: str = "1234", **claims: object) -> httpx.Response:
    return await browser.get(await signed_in_there(await sent(browser), sub, **claims))


async def audited(house: House) -> str:
    """Every audit line there is, as it is stored."""
    found = [key async for key in house.store.redis.scan_iter("{lane:*}:audit")]
    return " ".join([str(line) for key in found for line in await house.store.redis.xrange(key)])
