"""Who may say whom a council's sign-in must name for an account."""

import pytest

from bot.desk.sign_in import made
from bot.model.worker import Role
from bot.setting_checks_oidc import Provider
from tests.council_house import SECRET, audited, housed, known
from tests.desk_browser import WORDS
from tests.desk_house import House, house

__all__ = ["house"]


@pytest.fixture
def desk(house: House) -> House:
    new = housed(house, Provider("https://id.council.example", "lev", SECRET, "Sign in with Kernow"))
    new.now = house.now
    return new


async def _named(desk: House, worker_id: str) -> str:
    worker = await desk.accounts.by_id(worker_id)
    assert worker
    return worker.outside


async def test_an_administrator_writes_it_and_open_sign_ins_end(desk: House) -> None:
    ann = await known(desk, outside="")
    client, csrf = await desk.person(Role.ADMINISTRATOR)
    assert 'name="outside" value=""' in (await client.get("/desk/people")).text
    form = {"csrf": csrf, "by": "email", "outside": " Ann@Council.example "}
    assert (await client.post(f"/desk/people/{ann.id}/outside", data=form)).status_code == 303
    kept = await desk.accounts.by_id(ann.id)
    assert kept
    assert (kept.outside, kept.epoch) == ("email ann@council.example", ann.epoch + 1)
    page = (await client.get("/desk/people")).text
    assert 'value="ann@council.example"' in page
    said = await audited(desk)
    assert "account_outside" in said
    assert "council.example" not in said
    await client.post(f"/desk/people/{ann.id}/outside", data={"csrf": csrf, "by": "sub", "outside": ""})
    assert await _named(desk, ann.id) == ""


@pytest.mark.parametrize(
    "form", [{"by": "name", "outside": "ann"}, {"by": "email", "outside": "ann"}, {"by": "sub", "outside": "x" * 256}]
)
async def test_what_cannot_be_it_is_refused(desk: House, form: dict[str, str]) -> None:
    ann = await known(desk)
    client, csrf = await desk.person(Role.ADMINISTRATOR)
    assert (await client.post(f"/desk/people/{ann.id}/outside", data=form | {"csrf": csrf})).status_code == 400
    assert await _named(desk, ann.id) == "sub 1234"


async def test_one_person_is_on_one_account(desk: House) -> None:
    await known(desk)
    bea = await made("bea", "Bea", Role.SUPPORT_WORKER, WORDS)
    await desk.accounts.add(bea)
    client, csrf = await desk.person(Role.ADMINISTRATOR)
    form = {"csrf": csrf, "by": "sub", "outside": "1234"}
    assert (await client.post(f"/desk/people/{bea.id}/outside", data=form)).status_code == 400
    assert await _named(desk, bea.id) == ""


async def test_a_lead_does_not_and_nobody_does_for_themselves(desk: House) -> None:
    ann = await known(desk)
    for role in (Role.LEAD, Role.SUPPORT_WORKER):
        client, csrf = await desk.person(role)
        answer = await client.post(f"/desk/people/{ann.id}/outside", data={"csrf": csrf, "by": "sub", "outside": "9"})
        assert answer.status_code in (403, 404)
        assert 'name="outside"' not in (await client.get("/desk/people")).text
    client, csrf = await desk.person(Role.ADMINISTRATOR, "Own")
    own = await desk.accounts.by_login("own.administrator")
    assert own
    answer = await client.post(f"/desk/people/{own.id}/outside", data={"csrf": csrf, "by": "sub", "outside": "9"})
    assert answer.status_code == 404
    assert (await _named(desk, ann.id), await _named(desk, own.id)) == ("sub 1234", "")
