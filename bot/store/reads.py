"""What the rooms above may read of a person: the talk, its transcript, its case, its deliveries. Names in, values out.

Never writes. A value read here may be old by the time it is used: commit checks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from redis.asyncio import Redis

from bot.model.case import Case
from bot.model.conversation import Conversation
from bot.model.delivery import Delivery
from bot.model.message import ContactId, Entry
from bot.privacy.person_key import PersonKey
from bot.store.codec import Codec
from bot.store.keyring import FIELD, Keyring
from bot.store.keys import all_lanes, lane_for
from bot.store.open_cases import OpenCases

_ENTRY_ID = re.compile(r"[0-9]{1,15}-[0-9]{1,15}")


@dataclass(frozen=True, slots=True)
class Waiting:
    """Work of one stream (`inbound` or `outbound`) of one lane. `oldest_at` (UTC) is nothing when none waits."""

    stream: str
    lane: int
    depth: int
    oldest_at: datetime | None


class Reads:
    """Reads of the store, by contact or merged over all lanes."""

    def __init__(self, redis: Redis, codec: Codec, ring: Keyring) -> None:
        self._redis = redis
        self._codec = codec
        self._ring = ring
        self._open = OpenCases(redis, codec)

    async def conversation(self, contact: ContactId) -> Conversation | None:
        """The talk with a contact, or nothing when there has been none (or it was erased)."""
        place = lane_for(contact).of("conversation", contact)
        body, record = cast(list[bytes | None], await self._redis.hmget(place, "body", FIELD))
        return self._codec.unpack(Conversation, body, place, self._ring.learn(contact, record)) if body else None

    async def case(self, contact: ContactId, case_id: str | None) -> Case | None:
        """A contact's case by its id."""
        if not case_id:
            return None
        place = lane_for(contact).of("case", case_id)
        body = await self._redis.get(place)
        return self._codec.unpack(Case, cast(bytes, body), place) if body else None

    async def talk(self, contact: ContactId) -> tuple[Conversation | None, Case | None]:
        """The talk and its latest case, open or closed."""
        conversation = await self.conversation(contact)
        return conversation, await self.case(contact, conversation.case_id if conversation else None)

    async def open_cases(self) -> list[Case]:
        """Every open case of every lane, most urgent first, then the longest waiting."""
        return await self._open.read()

    async def transcript(self, contact: ContactId, after: str = "", most: int = 1_000) -> list[Entry]:
        """The lines after an entry id ("" for the beginning), oldest first, each with its id."""
        place = lane_for(contact).of("transcript", contact)
        start = f"({after}" if after else "-"
        return await self._entries(contact, place, await self._redis.xrange(place, start, "+", count=most))

    async def latest(self, contact: ContactId, most: int, before: str = "") -> list[Entry]:
        """The newest lines, or the newest before an entry id, oldest first. What is no entry id is before nothing."""
        if before and (not _ENTRY_ID.fullmatch(before) or not before.strip("0-")):
            return []  # nothing is before the very first id, and the store takes the question for an error
        place = lane_for(contact).of("transcript", contact)
        end = f"({before}" if before else "+"
        return (await self._entries(contact, place, await self._redis.xrevrange(place, end, "-", count=most)))[::-1]

    async def line(self, contact: ContactId, entry_id: str) -> Entry | None:
        """One line by its entry id, however old."""
        if not _ENTRY_ID.fullmatch(entry_id):
            return None
        place = lane_for(contact).of("transcript", contact)
        return next(iter(await self._entries(contact, place, await self._redis.xrange(place, entry_id, entry_id))), None)

    async def _entries(self, contact: ContactId, place: str, found: object) -> list[Entry]:
        lines = cast(Sequence[tuple[bytes, dict[bytes, bytes]]], found)
        key = await self._ring.fitting(contact, *(fields[b"body"] for _, fields in lines))
        return [self._entry(place, entry.decode(), fields[b"body"], key) for entry, fields in lines]

    def _entry(self, place: str, entry_id: str, body: bytes, key: PersonKey | None) -> Entry:
        entry = self._codec.unpack(Entry, body, place, key)
        object.__setattr__(entry, "id", entry_id)  # the id is the stream's: known only once stored
        return entry

    async def deliveries(self, contact: ContactId) -> dict[str, Delivery]:
        """What is known of each outbound text's way, by its id."""
        place = lane_for(contact).of("delivery", contact)
        found = await _table(self._redis, place)
        key = await self._ring.fitting(contact, *found.values())
        return {name.decode(): self._codec.unpack(Delivery, body, place, key) for name, body in found.items()}

    async def delivery(self, contact: ContactId, outbound_id: str) -> Delivery | None:
        """What is known of one outbound text's way."""
        place = lane_for(contact).of("delivery", contact)
        body = cast(bytes | None, await self._redis.hget(place, outbound_id))
        return self._codec.unpack(Delivery, body, place, await self._ring.fitting(contact, body)) if body else None

    async def waiting_by_lane(self) -> list[Waiting]:
        """How many texts wait in each stream of each lane, and since when the oldest does."""
        found = []
        for lane in all_lanes():
            for stream in ("inbound", "outbound"):
                depth = await self._redis.xlen(lane.of(stream))
                first = cast(list[tuple[bytes, object]], await self._redis.xrange(lane.of(stream), count=1)) if depth else []
                since = datetime.fromtimestamp(int(first[0][0].partition(b"-")[0]) / 1000, UTC) if first else None
                found.append(Waiting(stream, lane.number, depth, since))
        return found

    async def waiting_work(self) -> dict[str, int]:
        """How many texts wait: inbound (not yet answered) and outbound (not yet handed over), over all lanes."""
        sums = {"inbound": 0, "outbound": 0}
        for lane in all_lanes():
            for stream in sums:
                sums[stream] += await self._redis.xlen(lane.of(stream))
        return sums


async def _table(redis: Redis, key: str) -> dict[bytes, bytes]:
    return cast(dict[bytes, bytes], await redis.hgetall(key))
