"""The ordered streams of work. Texts in at one end, taken one by one at the other; nothing leaves but through a commit.

Never trims a stream, and never gives one lane to two readers at once.
"""

import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from redis.asyncio import Redis
from redis.exceptions import ResponseError

from bot.log import failure
from bot.model.message import Channel, ContactId, Inbound, Outbound, Queued, Taken, Took
from bot.privacy.seal import SealBroken
from bot.store.arriving import arrive
from bot.store.codec import Codec
from bot.store.commit import GROUP
from bot.store.keyring import Keyring
from bot.store.keys import Lane

_MINE = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0"
_LET_GO = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0"

LEASE_SECONDS = 6.0  # a dead process blocks its lanes this long at most
HOPELESS = 1_000  # more tries than any limit: nothing will make this entry readable
_FEW = 8  # unpacked in one go: a webhook must get in between
_BLOCK_MS = 2_000  # a lost lease is noticed within this

type _Entries = list[tuple[bytes, dict[bytes, bytes]]]


@dataclass(frozen=True, slots=True)
class _Raw:
    entry: str
    fields: dict[bytes, bytes]
    tries: int


class Lanes:
    """The work streams of all lanes."""

    def __init__(self, redis: Redis, patient: Redis, codec: Codec, ring: Keyring) -> None:
        self._quick = redis
        self._redis = patient
        self._codec = codec
        self._ring = ring
        self._me = secrets.token_hex(8)

    async def take_in(self, contact: ContactId, inbound: Inbound) -> Took:
        """Stores an inbound text once. A message id seen before from this contact is `REPEATED` and stores nothing."""
        return await arrive(self._quick, self._codec, self._ring, contact, inbound)

    async def hold(self, lane: Lane, work: str) -> bool:
        """Takes or renews the lease on one kind of work of a lane; false when another process has it."""
        key, ms = lane.of("lease", work), int(LEASE_SECONDS * 1000)
        new = await self._redis.set(key, self._me, nx=True, px=ms)
        return bool(new or await self._redis.eval(_MINE, 1, key, self._me, str(ms)))

    async def let_go(self, lane: Lane, work: str) -> None:
        """Gives the lease back at a quiet stop, so that the next process need not wait."""
        await self._redis.eval(_LET_GO, 1, lane.of("lease", work), self._me)

    async def begin(self, lane: Lane, entry: str, tries: int) -> None:
        """Notes that an inbound text is being tried. Only that counts: one that waits behind others is not at fault."""
        await self._quick.xclaim(lane.of("inbound"), GROUP, self._me, 0, [entry], retrycount=tries + 1, justid=True)

    async def left_over(self, lane: Lane) -> AsyncIterator[Taken]:
        """Inbound texts a dead reader had taken and not finished, oldest first."""
        async for raw in self._pending(lane, "inbound"):
            yield self._taken(lane, raw)

    async def new(self, lane: Lane) -> AsyncIterator[Taken]:
        """The next inbound texts of a lane, waiting up to two seconds for one."""
        async for raw in self._fresh(lane, "inbound"):
            yield self._taken(lane, raw)

    async def left_over_outbound(self, lane: Lane) -> AsyncIterator[Queued]:
        """Outbound texts a dead sender had taken and not finished, oldest first."""
        async for raw in self._pending(lane, "outbound"):
            if queued := self._queued(lane, raw):
                yield queued

    async def new_outbound(self, lane: Lane) -> AsyncIterator[Queued]:
        """The next outbound texts of a lane, waiting up to two seconds for one."""
        async for raw in self._fresh(lane, "outbound"):
            if queued := self._queued(lane, raw):
                yield queued

    def _taken(self, lane: Lane, raw: _Raw) -> Taken:
        contact = ContactId(raw.fields[b"contact"].decode())
        try:
            inbound = self._codec.unpack(Inbound, raw.fields[b"body"], lane.of("inbound"))
        except (SealBroken, ValueError):  # a person must hear of it: an empty text that has run out of tries is parked
            named = raw.fields.get(b"channel", b"").decode()
            channel = Channel(named) if named in {*Channel} else Channel.WEB
            blank = Inbound(channel, raw.entry, "", "", datetime.now(UTC))
            return Taken(lane.number, raw.entry, contact, blank, tries=HOPELESS)
        return Taken(lane.number, raw.entry, contact, inbound, raw.tries)

    def _queued(self, lane: Lane, raw: _Raw) -> Queued | None:
        try:
            outbound = self._codec.unpack(Outbound, raw.fields[b"body"], lane.of("outbound"))
        except (SealBroken, ValueError) as error:  # it stays in the stream, and health shows that something waits
            failure(__name__, error, lane=lane.number)
            return None
        return Queued(lane.number, raw.entry, outbound, raw.tries)

    async def _pending(self, lane: Lane, stream: str) -> AsyncIterator[_Raw]:
        key, start = lane.of(stream), "-"
        await self._make(key)
        while waiting := cast(list[dict[str, Any]], await self._redis.xpending_range(key, GROUP, start, "+", 100)):
            for line in waiting:
                entry, tries = line["message_id"].decode(), int(line["times_delivered"])
                claimed = await self._redis.xclaim(key, GROUP, self._me, 0, [entry], retrycount=tries)
                for _, fields in cast(_Entries, claimed):
                    yield _Raw(entry, fields, tries)
                start = f"({entry}"

    async def _fresh(self, lane: Lane, stream: str) -> AsyncIterator[_Raw]:
        key = lane.of(stream)
        try:
            found = await self._redis.xreadgroup(GROUP, self._me, {key: ">"}, count=_FEW, block=_BLOCK_MS)
        except ResponseError as error:
            if "NOGROUP" not in str(error):
                raise
            await self._make(key)  # the store was emptied or replaced under us
            return
        for _, entries in cast(list[tuple[bytes, _Entries]], found or []):
            for entry, fields in entries:
                yield _Raw(entry.decode(), fields, 1)

    async def _make(self, key: str) -> None:
        try:
            await self._redis.xgroup_create(key, GROUP, id="0", mkstream=True)
        except ResponseError as error:
            if "BUSYGROUP" not in str(error):
                raise
