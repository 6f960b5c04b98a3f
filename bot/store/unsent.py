"""A worker's reply that is not sent yet, so that a reload loses nothing. A case, a worker and a text in and out, sealed.

Never kept for longer than a talk goes on, and never part of the transcript.
"""

from dataclasses import dataclass
from typing import cast

from redis.asyncio import Redis

from bot.model.case import Case
from bot.store.codec import Codec
from bot.store.keys import UNSENT_SECONDS, lane_for


@dataclass(frozen=True, slots=True)
class Reply:
    """`nonce` is the number of the form it stands in: a reply whose number was sent is unsent no more."""

    text: str
    nonce: str


class Unsent:
    """Replies that are being written, one for each worker and case."""

    def __init__(self, redis: Redis, codec: Codec) -> None:
        self._redis = redis
        self._codec = codec

    async def keep(self, case: Case, worker_id: str, reply: Reply) -> None:
        """Keeps the newest; an empty one is none."""
        if not reply.text.strip():
            await self.drop(case, worker_id)
            return
        place = _place(case, worker_id)
        await self._redis.set(place, self._codec.pack(reply, place), ex=UNSENT_SECONDS)

    async def read(self, case: Case, worker_id: str) -> Reply | None:
        """What was kept last."""
        place = _place(case, worker_id)
        body = cast(bytes | None, await self._redis.get(place))
        return self._codec.unpack(Reply, body, place) if body else None

    async def drop(self, case: Case, worker_id: str) -> None:
        """It was sent, or emptied."""
        await self._redis.delete(_place(case, worker_id))


def _place(case: Case, worker_id: str) -> str:
    return lane_for(case.contact).of("unsent", case.id, worker_id)
