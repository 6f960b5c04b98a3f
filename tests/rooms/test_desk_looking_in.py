"""A lead looks in on a colleague's case: the young person cannot tell, and the audit can."""

from bot.model.worker import Role
from bot.store.keys import lane_for
from tests.desk_house import ADA, PLACE, House, house
from tests.queueing import audit_of

__all__ = ["house"]


async def test_looking_in_is_seen_by_the_audit_and_by_nobody_else(house: House) -> None:
    ann, csrf = await house.person(Role.SUPPORT_WORKER, "Ann")
    lead, _ = await house.person(Role.LEAD, "Lee")
    await ann.post(f"{PLACE}/claim", data={"csrf": csrf})
    before = await house.store.reads.talk(ADA)
    lines = await house.store.reads.transcript(ADA)
    bells = await house.store.redis.xlen(lane_for(ADA).of("bell"))
    for path in (PLACE, f"{PLACE}?live=1", PLACE):
        page = (await lead.get(path)).text
        assert "he hits me" in page
        assert "Ann has this case. You can read along." in page
    assert await house.store.reads.talk(ADA) == before, "neither the talk nor the case has moved"
    assert await house.store.reads.transcript(ADA) == lines, "nothing was said"
    assert await house.store.redis.xlen(lane_for(ADA).of("bell")) == bells, "no page of theirs was rung"
    assert await house.store.redis.xlen(lane_for(ADA).of("outbound")) == 0
    me = await house.accounts.by_login("lee.lead")
    assert me
    assert [line["who"] for line in await audit_of(house.store, ADA) if line["did"] == "case_opened"] == [me.id, me.id]
