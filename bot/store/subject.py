"""All that is stored of one contact, beside what a turn needs: every case, every audit line; and who there is at all.

Never writes, and never holds the store up: it looks through a lane a little at a time.
"""

import json
from collections.abc import AsyncIterator
from typing import cast

from redis.asyncio import Redis

from bot.model.case import Case
from bot.model.message import ContactId
from bot.store.codec import Codec
from bot.store.keys import Lane, lane_for

_SCAN = "return redis.call('SCAN', ARGV[1], 'MATCH', ARGV[2], 'COUNT', 500)"
_PAGE = 1_000  # audit lines at a time


class Subject:
    """Reads by looking through a whole lane: for a lead's command and for the hourly sweep, not for a turn."""

    def __init__(self, redis: Redis, codec: Codec) -> None:
        self._redis = redis
        self._codec = codec

    async def contacts(self, lane: Lane) -> AsyncIterator[ContactId]:
        """Everybody in a lane with whom there is a talk. One that begins meanwhile may be left out; one may come twice."""
        async for name in self._names(lane, "conversation"):
            yield ContactId(name)

    async def cases(self, contact: ContactId) -> list[Case]:
        """Every case of a contact that is still kept, the oldest first."""
        lane, found = lane_for(contact), dict[str, Case]()
        async for name in self._names(lane, "case"):
            place = lane.of("case", name)
            body = cast(bytes | None, await self._redis.get(place))
            case = self._codec.unpack(Case, body, place) if body else None
            if case and case.contact == contact:
                found[case.id] = case
        return sorted(found.values(), key=lambda case: case.opened_at)

    async def audit(self, contact: ContactId) -> list[dict[str, object]]:
        """Every audit line about a contact, as stored: codes and pseudonyms only."""
        place, start, found = lane_for(contact).of("audit"), "-", []
        while lines := cast(list[tuple[bytes, dict[bytes, bytes]]], await self._redis.xrange(place, start, "+", count=_PAGE)):
            for entry, fields in lines:
                body = cast(dict[str, object], json.loads(fields[b"body"]))
                if body["contact"] == contact:
                    found.append(body)
                start = f"({entry.decode()}"
        return found

    async def _names(self, lane: Lane, kind: str) -> AsyncIterator[str]:
        """The last part of every key of this kind. A script, since on a cluster a bare SCAN asks only one node."""
        prefix, at = lane.of(kind, ""), b"0"
        while True:
            at, names = cast(tuple[bytes, list[bytes]], await self._redis.eval_ro(_SCAN, 1, lane.of(kind), at, f"{prefix}*"))
            for name in names:
                yield name.decode().removeprefix(prefix)
            if at == b"0":
                return
