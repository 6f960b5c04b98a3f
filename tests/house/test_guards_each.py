"""Every route of the desk, one by one: each role, a form from elsewhere, and a sign-in that is over."""

from datetime import timedelta

import httpx
import pytest
from starlette.routing import Route

from bot.desk.guards import Need
from bot.model.worker import Role
from bot.store.accounts import IDLE_SECONDS, SHIFT
from bot.store.sign_ins import hashed
from tests.desk_house import PLACE, URL, House, house
from tests.house.test_guards import _path

__all__ = ["house"]
EVERYBODY = {*Role}
WHO = {
    "half_in": EVERYBODY,
    "setting_up": EVERYBODY,
    "signed_in": EVERYBODY,
    "cases": {Role.SUPPORT_WORKER, Role.LEAD},
    "themes": {Role.DESIGNER, Role.LEAD},
    "leads": {Role.LEAD},
    "people": {Role.LEAD, Role.ADMINISTRATOR},
}
"""Written here once more on purpose: a slip in the guards' own table must not pass by agreeing with itself."""
OPEN = {"/themes/themes.css", "/voices", "/voices/voices.css"}


def _routes(house: House) -> list[tuple[str, str, Need]]:
    """Method, filled-in path and need of all that is guarded."""
    found = []
    for route in house.routes:
        assert isinstance(route, Route)
        need = getattr(route.endpoint, "need", None)
        assert need or route.path in OPEN, f"{route.path} has no guard"
        methods = sorted((route.methods or set()) - {"HEAD"})
        found += [(method, _path(route), need) for method in methods if need and need is not Need.OPEN_TO_ALL]
    return found


@pytest.mark.parametrize("role", [*Role])
async def test_no_role_comes_into_a_room_that_is_not_theirs(house: House, role: Role) -> None:
    client, csrf = await house.person(role)
    shut = [(method, path) for method, path, need in _routes(house) if role not in WHO[need.value]]
    assert len(shut) >= 5 or role is Role.LEAD, "a lead may enter every room"
    for method, path in shut:
        answer = await client.request(method, path, data={"csrf": csrf} if method == "POST" else None)
        said = (
            (404, "There is nobody of that name.")
            if PLACE in path or "/reviews/" in path
            else (403, "This page is not for your role.")
        )
        assert (answer.status_code, answer.text) == said, (method, path)


async def test_no_form_works_without_its_token_or_from_elsewhere(house: House) -> None:
    client, csrf = await house.person(Role.LEAD)
    posts = [path for method, path, _ in _routes(house) if method == "POST"]
    assert len(posts) > 25
    for path in posts:
        for form in ({}, {"csrf": ""}, {"csrf": "x" * 43}):
            answer = await client.post(path, data=form)
            assert (answer.status_code, answer.text) == (403, "This page is too old. Load it again."), path
        for token, headers in ((csrf, {"Origin": "https://evil.example"}), (csrf, {"Origin": f"{URL}.evil.example"})):
            answer = await client.post(path, data={"csrf": token}, headers=headers)
            assert (answer.status_code, answer.text) == (403, "This form did not come from our own pages."), path


async def test_somebody_else_s_token_does_not_fit(house: House) -> None:
    client, _ = await house.person(Role.LEAD, "Lee")
    _, other = await house.person(Role.LEAD, "Kim")
    assert (await client.post(f"{PLACE}/claim", data={"csrf": other})).status_code == 403


async def test_a_sign_in_from_elsewhere_is_none(house: House) -> None:
    """Else another site could sign a worker in as somebody it watches."""
    await house.person(Role.SUPPORT_WORKER)
    form = {"login": "tam.support_worker", "password": "three random words"}
    async with httpx.AsyncClient(transport=house.web, base_url=URL) as web:
        for headers in ({}, {"Origin": "null"}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
            answer = await web.post("/desk/sign-in", data=form, headers=headers)
            assert (answer.status_code, "set-cookie" in answer.headers) == (403, False), headers


async def test_a_stolen_sign_in_ends_with_the_shift_and_after_an_idle_hour(house: House) -> None:
    client, csrf = await house.person(Role.LEAD)
    token = client.headers["cookie"].split("=", 1)[1]
    house.now += SHIFT - timedelta(seconds=1)
    assert (await client.get("/desk")).status_code == 200
    place = f"{{desk}}:session:{hashed(token)}"
    assert 0 < await house.store.redis.ttl(place) <= IDLE_SECONDS == 3600, "the store itself forgets it after an hour of silence"
    assert token.encode() not in b"".join([key async for key in house.store.redis.scan_iter("{desk}:*")]), "a hash is kept"
    house.now += timedelta(seconds=1)
    assert (await client.get("/desk")).status_code == 303
    assert (await client.post(f"{PLACE}/claim", data={"csrf": csrf})).status_code == 403
