"""Who may change whose account, against a real store."""

from bot.model.worker import Role
from tests.desk_browser import Browser
from tests.desk_house import URL, House, house

__all__ = ["house"]


async def test_an_administrator_changes_accounts_and_sign_ins_end(house: House) -> None:
    tam, _ = await house.person(Role.SUPPORT_WORKER)
    boss, csrf = await house.person(Role.ADMINISTRATOR, "Ada")
    worker = await house.accounts.by_login("tam.support_worker")
    assert worker
    made_link = await boss.post("/desk/people", data={"csrf": csrf, "role": "lead"})
    assert f"{URL}/desk/welcome/" in made_link.text
    answer = await boss.post(f"/desk/people/{worker.id}/role", data={"csrf": csrf, "role": "designer"})
    assert answer.status_code == 303
    assert (await tam.get("/desk")).status_code == 303, "signed out by it"
    kept = await house.accounts.by_id(worker.id)
    assert kept
    assert kept.role is Role.DESIGNER
    await boss.post(f"/desk/people/{worker.id}/off", data={"csrf": csrf})
    assert (await Browser(house).sign_in("tam.support_worker")).status_code == 401
    assert (await boss.get("/desk")).status_code == 403, "accounts only, and nobody's words"


async def test_a_lead_manages_those_below_and_nobody_themselves(house: House) -> None:
    lee, csrf = await house.person(Role.LEAD, "Lee")
    await house.person(Role.ADMINISTRATOR, "Ada")
    for login in ("lee.lead", "ada.administrator"):
        worker = await house.accounts.by_login(login)
        assert worker
        for act in ("off", "role", "reset_factor"):
            form = {"csrf": csrf, "role": "administrator"}
            assert (await lee.post(f"/desk/people/{worker.id}/{act}", data=form)).status_code == 404, (login, act)
        assert await house.accounts.by_id(worker.id) == worker
    assert (await lee.post("/desk/people", data={"csrf": csrf, "role": "lead"})).status_code == 400
    tam, _ = await house.person(Role.SUPPORT_WORKER)
    assert (await tam.get("/desk/people")).status_code == 403
