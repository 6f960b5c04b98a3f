"""Who signed in, signed out and made an account is in the audit, also with a password alone. A real store."""

from bot.model.worker import Role
from bot.store.audit_reads import Wanted, latest
from tests.desk_browser import Browser
from tests.desk_house import House, house

__all__ = ["house"]


async def test_in_and_out_with_a_password(house: House) -> None:
    await house.person(Role.SUPPORT_WORKER)
    tam = await house.accounts.by_login("tam.support_worker")
    assert tam
    assert (await Browser(house).sign_in("tam.support_worker")).status_code == 303
    [line] = await latest(house.store.redis, Wanted(who=tam.id))
    assert (line.did, dict(line.detail)["by"]) == ("signed_in", "password")
    web, csrf = await house.person(Role.SUPPORT_WORKER, "Bea")
    bea = await house.accounts.by_login("bea.support_worker")
    assert bea
    await web.post("/desk/sign-out", data={"csrf": csrf})
    assert [line.did for line in await latest(house.store.redis, Wanted(who=bea.id))] == ["signed_out"]


async def test_a_wrong_password_is_no_sign_in(house: House) -> None:
    await house.person(Role.SUPPORT_WORKER)
    assert (await Browser(house).sign_in("tam.support_worker", "not these words")).status_code == 401
    assert not await latest(house.store.redis, Wanted())
