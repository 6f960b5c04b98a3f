"""Who else has a case open is said, and no longer than they have it open."""

from datetime import timedelta

from bot.model.worker import Role
from tests.desk_house import PLACE, House, house

__all__ = ["house"]  # a fixture


async def test_a_colleague_on_the_same_case_is_named_until_they_leave(house: House) -> None:
    ann, _ = await house.person(Role.SUPPORT_WORKER, "Ann")
    bea, _ = await house.person(Role.LEAD, "Bea")
    async with ann, bea:
        assert "this case open too" not in (await ann.get(PLACE)).text
        assert "Ann has this case open too" in (await bea.get(PLACE)).text
        assert "Bea has this case open too" in (await ann.get(PLACE)).text
        [key] = [key async for key in house.store.redis.scan_iter(match="{lane:*}:looking:*")]
        assert b"Bea" not in b"".join((await house.store.redis.hgetall(key)).values())
        house.now += timedelta(seconds=41)
        assert "this case open too" not in (await ann.get(PLACE)).text
