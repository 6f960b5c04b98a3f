"""Texts that leave, and those of them that wait for a safe time. `Changes` in, work on its way or set aside out.

Never gives a text to a sender while it is set aside: both are changed in one commit.
"""

from redis.asyncio import Redis

from bot.log import failure
from bot.model.changes import Changes
from bot.model.message import Channel, Outbound
from bot.privacy.person_key import PersonKey
from bot.privacy.seal import SealBroken
from bot.store.atomic import Writes
from bot.store.codec import Codec
from bot.store.keys import Lane
from bot.store.together import tables


def write_outbound(pipe: Writes, codec: Codec, lane: Lane, changes: Changes, key: PersonKey) -> None:
    """What is to be sent joins the work of its lane; what is to wait lies beside it, where no sender and no alarm looks."""
    queue, aside = lane.of("outbound"), lane.of("held")
    for outbound in changes.outbound:
        if outbound.channel is Channel.SMS:  # a page reads its transcript: for the web, stored is sent
            pipe.xadd(queue, {"body": codec.pack(outbound, queue, key, whole=True)})
    for outbound in changes.held:
        pipe.hset(aside, outbound.id, codec.pack(outbound, aside, key, whole=True))
    for outbound_id in changes.let_go:
        pipe.hdel(aside, outbound_id)


class HeldTexts:
    """What waits for a safe time."""

    def __init__(self, redis: Redis, codec: Codec) -> None:
        self._redis, self._codec = redis, codec

    async def all(self) -> list[Outbound]:
        """Every text that waits, in the order in which they were said. Raises Redis' errors."""
        found = []
        for lane, held in await tables(self._redis, "held"):
            for _, body in held:
                try:
                    found.append(self._codec.unpack(Outbound, body, lane.of("held")))
                except (SealBroken, ValueError) as error:  # one that cannot be read must not keep the others waiting
                    failure(__name__, error, lane=lane.number)
        return sorted(found, key=lambda outbound: outbound.at)
