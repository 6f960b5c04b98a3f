"""That somebody is writing: rung at most once in a while, for an open case only, without a word, and gone by itself."""

from dataclasses import replace

import pytest

from bot.intake import Intake
from bot.model.case import CaseState
from bot.model.changes import Changes
from bot.model.conversation import Conversation
from bot.model.message import Channel
from bot.model.worker import Role
from bot.privacy.pseudonym import Pseudonyms
from bot.store.keys import WRITING_SECONDS, lane_for
from bot.store.spool import Spool
from tests.desk_house import ADA, PLACE, House, house

__all__ = ["house"]  # a fixture


@pytest.fixture
def intake(house: House, tmp_path) -> Intake:  # type: ignore[no-untyped-def]
    return Intake(house.store, Spool(tmp_path / "spool", house.store.codec), Pseudonyms(bytes(32)))


async def rung(house: House) -> list[str]:
    rings = await house.store.redis.xrange(lane_for(ADA).of("bell"))
    return [what for _, fields in rings if (what := fields[b"what"].decode()).endswith("_writes")]


async def test_a_young_person_with_an_open_case_is_told_of_once_in_a_while(house: House, intake: Intake) -> None:
    for _ in range(5):
        await intake.writes(Channel.WEB, "ada")
    assert await rung(house) == ["young_person_writes"]
    [key] = [key async for key in house.store.redis.scan_iter(match="{lane:*}:writing:*")]
    assert 0 < await house.store.redis.ttl(key) <= WRITING_SECONDS
    assert await house.store.redis.get(key) == b""


async def test_nobody_is_told_of_a_stranger_or_when_the_case_is_closed(house: House, intake: Intake) -> None:
    await intake.writes(Channel.WEB, "nobody we know")
    talk, case = await house.store.reads.talk(ADA)
    assert talk
    assert case
    await house.store.commit.commit(Changes(talk, case=replace(case, state=CaseState.CLOSED, closed_at=house.now)))
    await intake.writes(Channel.WEB, "ada")
    assert await rung(house) == []


async def test_only_the_worker_who_has_the_case_is_told_of(house: House) -> None:
    ann, csrf = await house.person(Role.SUPPORT_WORKER, "Ann")
    bea, bea_csrf = await house.person(Role.LEAD, "Bea")
    async with ann, bea:
        assert (await ann.post(f"{PLACE}/writing", data={"csrf": csrf})).status_code == 400, "nobody has it yet"
        await ann.post(f"{PLACE}/claim", data={"csrf": csrf})
        assert (await bea.post(f"{PLACE}/writing", data={"csrf": bea_csrf})).status_code == 409
        assert (await ann.post(f"{PLACE}/writing", data={"csrf": "wrong"})).status_code == 403
        assert await rung(house) == []
        for _ in range(3):
            assert (await ann.post(f"{PLACE}/writing", data={"csrf": csrf, "text": "canary"})).status_code == 200
        assert await rung(house) == ["worker_writes"]
        await ann.post(f"{PLACE}/release", data={"csrf": csrf})
        assert (await ann.post(f"{PLACE}/writing", data={"csrf": csrf})).status_code == 400


async def test_a_phone_is_told_of_nothing(house: House) -> None:
    ann, csrf = await house.person(Role.SUPPORT_WORKER, "Ann")
    talk, case = await house.store.reads.talk(ADA)
    assert talk
    assert case
    sms: Conversation = replace(talk, channel=Channel.SMS)
    await house.store.commit.commit(Changes(sms, case=replace(case, channel=Channel.SMS)))
    async with ann:
        await ann.post(f"{PLACE}/claim", data={"csrf": csrf})
        assert (await ann.post(f"{PLACE}/writing", data={"csrf": csrf})).status_code == 200
        assert 'id="writing"' not in (await ann.get(PLACE)).text
    assert await rung(house) == []
