"""Writes a backup's records into an empty store. Records in, and a count of what is there afterwards out.

Never writes over anything: a store that holds one key already is refused.
"""

from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast

from redis.asyncio import Redis
from redis.exceptions import ResponseError

from bot.model.message import Outbound
from bot.privacy.seal import SealBroken
from bot.store.codec import Codec
from bot.store.fits import CUT_OFF
from bot.store.keys import RESTORING, all_lanes, desk
from bot.store.records import NEVER, Record

_BEGIN = """
if redis.call('DBSIZE') ~= 0 then return redis.call('EXISTS', KEYS[1]) end
redis.call('SET', KEYS[1], '1')
return redis.call('DUMP', KEYS[1])
"""  # looked and taken in one step: a Lev that is just starting must not slip between
_PUT = """
for at, name in ipairs(KEYS) do
  local expires, body = ARGV[2 * at - 1], ARGV[2 * at]
  if expires == '-1' then redis.call('RESTORE', name, 0, body) else redis.call('RESTORE', name, expires, body, 'ABSTTL') end
end
"""
_NOT_EMPTY = "The store is not empty. Stop Lev, and restore into a new, empty store."
_AT_ONCE = 4 * 1024 * 1024  # bytes on their way at the same time


class CannotRestore(Exception):
    """The store cannot take the backup. `str()` is a sentence for whoever runs the restore."""


@dataclass(frozen=True, slots=True)
class CameBack:
    """What a store holds. `inbound` texts wait for an answer, `outbound` ones to be sent."""

    keys: int
    conversations: int
    cases: int
    open_cases: int
    accounts: int
    inbound: int
    outbound: int


async def restore(redis: Redis, records: Iterable[Record], form: int) -> None:
    """Writes all records; `form` is the highest of theirs. Raises `CannotRestore` and Redis' errors.

    Records whose time has come since the backup do not come back: nobody is remembered for longer because of a restore.
    The mark of a restore stays until `finish`, and no Lev starts on the store before.
    """
    begun = await redis.eval(_BEGIN, 1, RESTORING)
    if begun == 1:
        raise CannotRestore(CUT_OFF)
    if begun == 0:
        raise CannotRestore(_NOT_EMPTY)
    if await redis.dbsize() != 1:  # of a cluster another node holds something
        await redis.delete(RESTORING)
        raise CannotRestore(_NOT_EMPTY)
    if Record(b"", NEVER, cast(bytes, begun)).form < form:
        await redis.delete(RESTORING)
        raise CannotRestore("The store is older than the one the backup was made of. Restore into the same version or a newer one.")
    try:
        await _write(redis, records)
    except ResponseError as error:
        raise CannotRestore(
            "Somebody else wrote to the store, or it ran out of room. Stop Lev, empty the store (FLUSHALL), and restore again."
        ) from error


async def finish(redis: Redis) -> None:
    """Takes the mark away: all that a restore has to do is done. Raises Redis' errors."""
    await redis.delete(RESTORING)


async def _write(redis: Redis, records: Iterable[Record]) -> None:
    for together in _batches(records):
        names = [record.name for record in together]
        rest = [word for record in together for word in (record.expires, record.body)]
        await redis.eval(_PUT, len(names), *names, *rest)


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    """So many at once as may be under way, all of one lane: on a cluster a lane is of one node."""
    for _, group in groupby(records, lambda record: record.name.partition(b"}")[0]):
        batch, size = list[Record](), 0
        for record in group:
            batch.append(record)
            size += len(record.body) + 100
            if size > _AT_ONCE:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch


async def came_back(redis: Redis) -> CameBack:
    """Counts what the store holds."""
    kinds: Counter[str] = Counter()
    async for name in redis.scan_iter(match="{lane:*}:*", count=1_000):
        kinds[cast(bytes, name).decode().split(":")[2]] += 1
    sums: Counter[str] = Counter()
    for lane in all_lanes():
        sums["open"] += await redis.scard(lane.of("open"))
        for stream in ("inbound", "outbound"):
            sums[stream] += await redis.xlen(lane.of(stream))
    accounts, keys = await redis.hlen(desk("workers")), await redis.dbsize() - await redis.exists(RESTORING)
    return CameBack(keys, kinds["conversation"], kinds["case"], sums["open"], accounts, sums["inbound"], sums["outbound"])


async def unsent(redis: Redis, codec: Codec) -> AsyncIterator[Outbound]:
    """Every text that waits to be sent, the unreadable ones left out (their sender tells of those)."""
    for lane in all_lanes():
        place = lane.of("outbound")
        for _, fields in cast(list[tuple[bytes, dict[bytes, Any]]], await redis.xrange(place)):
            try:
                yield codec.unpack(Outbound, fields[b"body"], place)
            except (SealBroken, ValueError):
                continue
