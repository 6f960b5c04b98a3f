"""Every open case of every lane. The store in, the cases in the order of their urgency out.

Never one round trip a case: two for all of them, however many wait (on a cluster, two a lane).
"""

import asyncio
from typing import cast

from redis.asyncio import Redis

from bot.model.case import Case
from bot.store.codec import Codec
from bot.store.keys import all_lanes
from bot.store.together import together

_AT_ONCE = 8  # readers in this process; a desk on which everybody looks at the same moment must leave connections for texts


class OpenCases:
    """Reads them. A case that did not change since the last reading is not opened again."""

    def __init__(self, redis: Redis, codec: Codec) -> None:
        self._redis = redis
        self._codec = codec
        self._turn = asyncio.Semaphore(_AT_ONCE)
        self._known: dict[str, tuple[bytes, Case]] = {}  # by place: as it was stored, and what it says; open cases only

    async def read(self) -> list[Case]:
        """The most urgent first, then the longest waiting."""
        async with self._turn:
            lanes = all_lanes()
            ids = cast(list[set[bytes]], await together(self._redis, [("SMEMBERS", lane.of("open")) for lane in lanes]))
            filled = [[lane.of("case", raw.decode()) for raw in sorted(one)] for lane, one in zip(lanes, ids, strict=True) if one]
            found = cast(list[list[bytes | None]], await together(self._redis, [("MGET", *places) for places in filled]))
        bodies = {place: body for places, some in zip(filled, found, strict=True) for place, body in zip(places, some, strict=True)}
        known = {place: self._opened(place, body) for place, body in bodies.items() if body}
        self._known = known
        return sorted((case for _, case in known.values()), key=lambda case: (-case.level, case.waiting_since, case.id))

    def _opened(self, place: str, body: bytes) -> tuple[bytes, Case]:
        before = self._known.get(place)
        return before if before and before[0] == body else (body, self._codec.unpack(Case, body, place))
