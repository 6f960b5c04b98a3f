"""The list of cases that were closed lately: a worker's own, all for a lead, the latest first, gone from it once opened again."""

from dataclasses import replace
from datetime import timedelta

from bot.model.case import CaseState
from bot.model.changes import AuditLine, Changes
from bot.model.worker import Role
from tests.desk_house import House, house
from tests.queueing import waiting

__all__ = ["house"]


async def _closed(house: House, worker_ids: tuple[str, ...], days: int = 1) -> list[str]:
    places = []
    for n, (case, who) in enumerate(zip(await waiting(house.store, len(worker_ids)), worker_ids, strict=True)):
        talk, at = await house.store.reads.conversation(case.contact), house.now - timedelta(days=days, minutes=n)
        assert talk
        shut = replace(case, state=CaseState.CLOSED, closed_at=at, outcome="advice", worker_id=who)
        await house.store.commit.commit(Changes(talk, case=shut, audit=(AuditLine(at, who, "closed", case.contact, case.id),)))
        places.append(f"/desk/case/{case.contact}/{case.id}")
    return places


async def test_a_worker_sees_their_own_and_a_lead_all_the_latest_first(house: House) -> None:
    web, _ = await house.person(Role.SUPPORT_WORKER)
    lead, _ = await house.person(Role.LEAD)
    [me] = [one.id for one in await house.accounts.all() if one.role is Role.SUPPORT_WORKER]
    mine, other, mine_too = await _closed(house, (me, "w9", me))
    page = (await web.get("/desk/closed")).text
    assert page.index(f'href="{mine}"') < page.index(f'href="{mine_too}"')
    assert other not in page
    assert "Closed in the last 14 days" in page
    every = (await lead.get("/desk/closed")).text
    assert all(place in every for place in (mine, other, mine_too))


async def test_what_was_closed_long_ago_is_not_there(house: House) -> None:
    lead, _ = await house.person(Role.LEAD)
    [old] = await _closed(house, ("w9",), days=15)
    page = (await lead.get("/desk/closed")).text
    assert old not in page
    assert "None." in page


async def test_it_is_not_for_designers_and_the_list_leads_to_it(house: House) -> None:
    designer, _ = await house.person(Role.DESIGNER)
    lead, _ = await house.person(Role.LEAD)
    assert (await designer.get("/desk/closed")).status_code == 403
    assert 'href="/desk/closed"' in (await lead.get("/desk")).text
