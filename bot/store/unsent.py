"""A worker's reply that is not sent yet, so that a reload loses nothing. A case, a worker and a text in and out, sealed.

Never kept past the end of its case, and never part of the transcript.
"""

from dataclasses import dataclass
from typing import cast

from redis.asyncio import Redis

from bot.model.case import Case
from bot.privacy.seal import SealBroken
from bot.store.codec import Codec
from bot.store.keyring import Keyring
from bot.store.keys import UNSENT_SECONDS, Lane, lane_for

_KEEP = """
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[3])
"""  # in one step: what is kept must not be without an end for a moment


@dataclass(frozen=True, slots=True)
class Reply:
    """`nonce` is the number of the form it stands in: a reply whose number was sent is unsent no more."""

    text: str
    nonce: str


class Unsent:
    """Replies that are being written, one for each worker and case, sealed with the young person's own key."""

    def __init__(self, redis: Redis, codec: Codec, ring: Keyring) -> None:
        self._redis, self._codec, self._ring = redis, codec, ring

    async def keep(self, case: Case, worker_id: str, reply: Reply) -> None:
        """Keeps the newest; an empty one is none."""
        if not reply.text.strip():
            await self.drop(case, worker_id)
            return
        place = unsent_place(lane_for(case.contact), case.id)
        body = self._codec.pack(reply, place, await self._ring.look_up(case.contact))
        await self._redis.eval(_KEEP, 1, place, worker_id, body, UNSENT_SECONDS)

    async def read(self, case: Case, worker_id: str) -> Reply | None:
        """What was kept last; nothing when its key was destroyed meanwhile."""
        place = unsent_place(lane_for(case.contact), case.id)
        if not (body := cast(bytes | None, await self._redis.hget(place, worker_id))):
            return None
        try:
            return self._codec.unpack(Reply, body, place, await self._ring.fitting(case.contact, body))
        except SealBroken:
            return None

    async def drop(self, case: Case, worker_id: str) -> None:
        """It was sent, or emptied."""
        await self._redis.hdel(unsent_place(lane_for(case.contact), case.id), worker_id)


def unsent_place(lane: Lane, case_id: str) -> str:
    """Where all that is being written about a case lies: it goes when the case closes or is erased."""
    return lane.of("unsent", case_id)
