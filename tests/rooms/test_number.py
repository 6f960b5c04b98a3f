"""A phone number at the desk: hidden, shown for a reason, and in the audit; against a real store."""

from dataclasses import replace

from bot.model.changes import Changes
from bot.model.message import Channel
from bot.model.worker import Role
from tests.desk_house import ADA, PLACE, House, house
from tests.queueing import audit_of

__all__ = ["house"]
NUMBER = "+447700900123"


async def _by_text(house: House) -> None:
    talk, case = await house.store.reads.talk(ADA)
    assert talk
    assert case
    texted = replace(talk, channel=Channel.SMS, address=NUMBER)
    await house.store.commit.commit(Changes(texted, case=replace(case, channel=Channel.SMS)))


async def test_it_is_shown_for_a_reason_and_the_audit_says_so(house: House) -> None:
    await _by_text(house)
    tam, csrf = await house.person(Role.SUPPORT_WORKER)
    await tam.post(f"{PLACE}/claim", data={"csrf": csrf})
    assert NUMBER not in (await tam.get(PLACE)).text
    for why in ("", "curious"):
        refused = await tam.post(f"{PLACE}/number", data={"csrf": csrf, "why": why})
        assert (refused.status_code, NUMBER in refused.text) == (400, False)
    shown = await tam.post(f"{PLACE}/number", data={"csrf": csrf, "why": "emergency"})
    assert (shown.status_code, NUMBER in shown.text, shown.headers["cache-control"]) == (200, True, "no-store")
    [line] = [line for line in await audit_of(house.store, ADA) if line["did"] == "number_shown"]
    worker = await house.accounts.by_login("tam.support_worker")
    assert worker
    assert (line["who"], line["case"], line["why"]) == (worker.id, "c1", "emergency")
    assert NUMBER[4:] not in str(await audit_of(house.store, ADA))


async def test_nobody_else_learns_even_that_there_is_one(house: House) -> None:
    await _by_text(house)
    tam, csrf = await house.person(Role.SUPPORT_WORKER)
    form = {"csrf": csrf, "why": "emergency"}
    not_mine = await tam.post(f"{PLACE}/number", data=form)
    no_case = await tam.post(f"{PLACE.replace('c1', 'c2')}/number", data=form)
    assert (not_mine.status_code, no_case.status_code) == (404, 404)
    assert not_mine.text == no_case.text
    for role in (Role.DESIGNER, Role.ADMINISTRATOR):
        other, csrf = await house.person(role)
        assert (await other.post(f"{PLACE}/number", data={"csrf": csrf, "why": "emergency"})).status_code == 404
        assert (await other.get(PLACE)).status_code == 404
    lee, csrf = await house.person(Role.LEAD)
    assert NUMBER in (await lee.post(f"{PLACE}/number", data={"csrf": csrf, "why": "police"})).text
