"""A council's own sign-in at the desk, against a real OpenID Connect provider and a real store."""

import base64
import hashlib
import logging
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.setting_checks_oidc import Provider
from bot.store.council import CouncilStore
from tests.council_house import (
    SECRET,
    audited,
    desk,
    going_on,
    housed,
    known,
    provider,
    sent,
    signed_in_there,
    there_and_back,
)
from tests.desk_browser import Browser
from tests.desk_house import House, house

__all__ = ["desk", "house", "provider"]
COOKIE = "__Host-lev_council"


async def test_somebody_an_administrator_wrote_down_comes_in(desk: House) -> None:
    await known(desk)
    ann = Browser(desk)
    assert "Sign in with Kernow" in (await ann.get("/desk/sign-in")).text
    page = await there_and_back(ann)
    assert going_on(page) == "/desk"
    assert "samesite=strict" in next(one for one in page.headers.get_list("set-cookie") if "lev_desk" in one).lower()
    assert (await ann.get("/desk")).status_code == 200
    assert [worker.login for worker in await desk.accounts.all()] == ["ann"], "nobody was made"
    kept = await audited(desk)
    assert "signed_in" in kept
    assert '"council"' in kept
    assert "1234" not in kept, "ids of accounts only"


async def test_what_is_asked_is_bound_to_this_browser_and_sealed(desk: House, provider: Provider) -> None:
    ann = Browser(desk)
    query = {name: value for name, [value] in parse_qs(urlsplit(await sent(ann)).query).items()}
    token = ann.web.cookies[COOKIE]
    [key] = [key async for key in desk.store.redis.scan_iter("{desk}:council:*")]
    body = await desk.store.redis.get(key)
    assert query["state"].encode() not in body
    assert token.encode() not in key
    assert 0 < await desk.store.redis.ttl(key) <= 600
    asked = await CouncilStore(desk.store.redis, desk.store.codec).take(token)
    assert asked
    digest = base64.urlsafe_b64encode(hashlib.sha256(asked.verifier.encode()).digest()).rstrip(b"=").decode()
    assert (query["code_challenge"], query["code_challenge_method"]) == (digest, "S256")
    assert (query["state"], query["nonce"], query["client_id"]) == (asked.state, asked.nonce, provider.client_id)


@pytest.mark.parametrize("what", ["state", "nonce", "code", "iss"])
async def test_a_way_back_that_was_changed_is_refused(desk: House, what: str) -> None:
    await known(desk)
    ann = Browser(desk)
    there = await sent(ann)
    if what == "nonce":
        there = there.replace("nonce=", "nonce=x")
    back = await signed_in_there(there)
    changed = back + "&iss=https://evil.example" if what == "iss" else back.replace(f"{what}=", f"{what}=x")
    assert (await ann.get(changed if what != "nonce" else back)).status_code == 401
    assert (await ann.get("/desk")).status_code == 303
    assert (await ann.get(back)).status_code == 401, "and it was used up by that"


async def test_a_way_back_works_once_and_in_one_browser(desk: House) -> None:
    await known(desk)
    ann, thief = Browser(desk), Browser(desk)
    back = await signed_in_there(await sent(ann))
    await sent(thief)
    assert (await thief.get(back)).status_code == 401, "another browser's way back"
    assert (await Browser(desk).get(back)).status_code == 401, "a browser that asked nothing"
    token = ann.web.cookies[COOKIE]
    assert (await ann.get(back)).status_code == 200
    again = Browser(desk)
    again.web.cookies.set(COOKIE, token)
    assert (await again.get(back)).status_code == 401
    assert (await again.get("/desk")).status_code == 303


async def test_a_provider_that_is_away_or_another_is_said_kindly(house: House, provider: Provider) -> None:
    for issuer in ("http://localhost:9", f"{provider.issuer}/"):
        answer = await Browser(housed(house, replace(provider, issuer=issuer))).post("/desk/council")
        assert answer.status_code == 503, issuer
        assert "login and password" in answer.text
    bare = Browser(house)
    assert "Kernow" not in (await bare.get("/desk/sign-in")).text
    assert (await bare.post("/desk/council")).status_code == 401


async def test_many_ways_back_that_fit_nothing_cost_a_pause(desk: House) -> None:
    here = Browser(desk)
    answers = [(await here.get(f"/desk/council/back?state=x&code={number}")).status_code for number in range(7)]
    assert answers == [401] * 5 + [429] * 2


async def test_nothing_of_it_reaches_a_log(
    desk: House, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    await known(desk, outside="email ann@council.example")
    caplog.set_level(logging.WARNING)
    ann = Browser(desk)
    back = await signed_in_there(await sent(ann), "777", email="ann@council.example", email_verified=True)
    capfd.readouterr()  # the provider writes to this terminal, too
    page = await ann.get(back)
    code = parse_qs(urlsplit(back).query)["code"][0]
    said = caplog.text + capfd.readouterr().err
    for secret in (SECRET, code, "ann@council.example"):
        assert secret not in said
        assert secret not in page.text
