"""Rings when something changed, so that open pages need not ask. Lane bells in, wake-ups out.

Never carries words: whoever is woken reads what changed.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator
from typing import cast

from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.model.changes import Event
from bot.model.message import ContactId
from bot.store.keys import Lane, all_lanes

type _Rings = list[tuple[bytes, dict[bytes, bytes]]]

_BLOCK_MS = 5_000
_CALM_SECONDS = 1.0  # between tries while the store is away
EVERYONE = ContactId("")
"""Listen under this name to hear of every contact, as the desk does."""


class Bell:
    """One reader a lane for the whole process, however many pages are open."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._ears: dict[ContactId, set[asyncio.Queue[Event]]] = defaultdict(set)

    async def run(self) -> None:
        """Listens to every lane until cancelled."""
        async with asyncio.TaskGroup() as group:
            for lane in all_lanes():
                group.create_task(self._listen(lane))

    async def events(self, contact: ContactId = EVERYONE, quiet_seconds: float = 15.0) -> AsyncGenerator[Event | None]:
        """Each event of a contact as it comes; `None` after a quiet time, so that the caller can look anyway."""
        queue: asyncio.Queue[Event] = asyncio.Queue(maxsize=100)
        self._ears[contact].add(queue)
        try:
            while True:
                try:
                    async with asyncio.timeout(quiet_seconds):
                        event = await queue.get()
                except TimeoutError:
                    yield None
                else:
                    yield event
        finally:
            self._ears[contact].discard(queue)
            if not self._ears[contact]:
                del self._ears[contact]

    async def _listen(self, lane: Lane) -> None:
        key, last = lane.of("bell"), ""
        while True:
            try:
                # "$" would miss what rings between two reads, so the end is looked up once and kept.
                last = last or await self._end(key)
                found = await self._redis.xread({key: last}, block=_BLOCK_MS)
            except (RedisError, OSError):
                last = ""  # a replaced store starts its ids anew
                await asyncio.sleep(_CALM_SECONDS)
                continue
            for _, entries in cast(list[tuple[bytes, _Rings]], found or []):
                for entry, fields in entries:
                    last = entry.decode()
                    self._ring(fields)

    async def _end(self, key: str) -> str:
        newest = cast(_Rings, await self._redis.xrevrange(key, count=1))
        return newest[0][0].decode() if newest else "0-0"

    def _ring(self, fields: dict[bytes, bytes]) -> None:
        contact = ContactId(fields[b"contact"].decode())
        event = Event(fields[b"what"].decode(), contact, fields[b"case"].decode() or None)
        for queue in (*self._ears.get(contact, ()), *self._ears.get(EVERYONE, ())):
            if not queue.full():  # a page this far behind reads afresh at the next event or quiet time
                queue.put_nowait(event)
