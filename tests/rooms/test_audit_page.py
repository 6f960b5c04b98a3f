"""The lead's audit page and its files, against a real store."""

import csv
import io
import json
from datetime import date, datetime

import pytest

from bot.desk.audit_out import as_csv
from bot.model.message import Channel
from bot.model.worker import Role
from bot.privacy.pseudonym import Pseudonyms
from bot.store.audit_reads import Found, Wanted, latest
from bot.store.keys import lane_for
from tests.desk_house import ADA, NOW, PLACE, House, house

__all__ = ["house"]


async def test_reads_and_moves_are_found_by_worker_case_and_day(house: House) -> None:
    tam, csrf = await house.person(Role.SUPPORT_WORKER)
    lee, _ = await house.person(Role.LEAD, "Lee")
    await tam.get(PLACE)
    await tam.post(f"{PLACE}/claim", data={"csrf": csrf})
    await lee.get(PLACE)
    ids = {worker.first_name: worker.id for worker in await house.accounts.all()}
    store = house.store.redis
    assert [line.did for line in await latest(store, Wanted(who=ids["Tam"]))] == ["claimed", "case_opened"]
    assert {line.who for line in await latest(store, Wanted(about="c1"))} == {*ids.values()}
    assert not await latest(store, Wanted(about=Pseudonyms(bytes(32)).contact(Channel.WEB, "bob")))
    assert len(await latest(store, Wanted(day=NOW.date()))) == 3
    assert not await latest(store, Wanted(day=NOW.date().replace(day=19)))
    assert not [line for day in (date.min, date.max) for line in await latest(store, Wanted(day=day))], "the ends of all days"
    assert len(await latest(store, Wanted(), most=2)) == 2
    page = (await lee.get(f"/desk/audit?about=c1&who={ids['Tam']}")).text
    assert ("claimed" in page, "All 2 lines" in page) == (True, True)
    assert "audit_read" in [line.did for line in await latest(store, Wanted(who=ids["Lee"]))], "looking is kept"


async def test_the_page_says_when_a_line_was_changed(house: House) -> None:
    lee, csrf = await house.person(Role.LEAD)
    await lee.get(PLACE)
    assert "are there and unchanged" in (await lee.post("/desk/audit", data={"csrf": csrf})).text
    lane = lane_for(ADA)
    [(entry, fields), *_] = await house.store.redis.xrange(lane.of("audit"))
    await house.store.redis.delete(lane.of("audit"))
    await house.store.redis.xadd(lane.of("audit"), {**fields, b"body": fields[b"body"].replace(b"opened", b"closed")}, id=entry)
    page = (await lee.post("/desk/audit", data={"csrf": csrf})).text
    assert f"Lane {lane.number:02} is broken" in page


async def test_files_hold_all_that_was_asked_for(house: House) -> None:
    lee, _ = await house.person(Role.LEAD, "Lee")
    await lee.get(PLACE)
    as_file = await lee.get("/desk/audit/export?about=c1")
    assert "attachment" in as_file.headers["content-disposition"]
    [row] = csv.DictReader(io.StringIO(as_file.text))
    assert (row["name"], row["did"], row["case"], row["contact"]) == ("Lee", "case_opened", "c1", ADA)
    [same] = json.loads((await lee.get("/desk/audit/export?about=c1&as=json")).text)
    assert (same["hash"], same["did"]) == (row["hash"], "case_opened")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start: str) -> None:
    line = Found(datetime.fromisoformat("2026-11-20T12:00:00+00:00"), 0, "w1", f"{start}did", "c", "c1", (), "h")
    [row] = csv.DictReader(io.StringIO(as_csv([line], {"w1": f"{start}HYPERLINK(1)"}), newline=""))
    assert row["name"] == f"'{start}HYPERLINK(1)"
    assert row["did"] == f"'{start}did"


@pytest.mark.parametrize("role", [Role.SUPPORT_WORKER, Role.DESIGNER, Role.ADMINISTRATOR])
async def test_only_leads(house: House, role: Role) -> None:
    web, csrf = await house.person(role)
    assert (await web.get("/desk/audit")).status_code == 403
    assert (await web.get("/desk/audit/export")).status_code == 403
    assert (await web.post("/desk/audit", data={"csrf": csrf})).status_code == 403
