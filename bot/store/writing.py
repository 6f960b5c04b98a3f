"""That somebody is writing, right now. A contact and who writes in, a ring on the open pages of the other side out.

Never holds or carries a word of what is written, and never lasts: a page that hears no more of it stops showing it.
"""

from redis.asyncio import Redis

from bot.model.changes import WRITES
from bot.model.message import ContactId, Speaker
from bot.store.keys import DAY, WRITING_SECONDS, lane_for

_BELL_LENGTH = 1_000  # as the commit's


class Writing:
    """Rings at most once in `WRITING_SECONDS` for each side of a talk, however often a page tells."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def may_ring(self, contact: ContactId, who: Speaker) -> bool:
        """Whether it is time for a ring; takes that time. Raises Redis' errors."""
        place = lane_for(contact).of("writing", contact, who.value)
        return bool(await self._redis.set(place, b"", nx=True, ex=WRITING_SECONDS))

    async def ring(self, contact: ContactId, who: Speaker) -> None:
        """Tells open pages. Raises Redis' errors."""
        bell = lane_for(contact).of("bell")
        await self._redis.xadd(bell, {"what": WRITES[who], "contact": contact, "case": ""}, maxlen=_BELL_LENGTH)
        await self._redis.expire(bell, DAY)
