"""Brings what is stored under the newest sealing key, while Lev runs. A store in, what was done and what is left out.

Never writes over what changed since it was read, nor what the newest key opens already: it can be cut off and run again.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import cast

from redis.asyncio import Redis

from bot.privacy.seal import SealBroken
from bot.store.codec import Codec
from bot.store.keyring import FIELD
from bot.store.keys import key_groups
from bot.store.swap import Lines, Swap

_SCAN = "return redis.call('SCAN', ARGV[1], 'MATCH', ARGV[2], 'COUNT', 200)"
_WORK = ("inbound", "outbound")  # a group of readers works these off: they are not for us to rewrite
_PLAIN = ("seen", "figures", "audit", "bell")  # nothing sealed in these of a lane; the first is most of what a store holds
_PASSES = 5  # what changed under our hands is taken again; whoever changed it wrote with their newest key

type _Put = Callable[[bytes], Awaitable[bool]]


@dataclass(slots=True)
class Tally:
    """`people` are keys of persons and `values` all else that was renewed. `left` needs an older key still; `work` of that
    are texts on their way. `lost` is what none of the keys opens.
    """

    people: int = 0
    values: int = 0
    left: int = 0
    work: int = 0
    lost: int = 0


class Rekey:
    """Goes over the whole store, one value at a time: a webhook gets in between any two."""

    def __init__(self, redis: Redis, codec: Codec) -> None:
        self._redis = redis
        self._codec = codec
        self._swap = Swap(redis)

    async def renew(self) -> Tally:
        """Renews, then looks at everything again and counts what is left. Raises Redis' errors; what was done stays done."""
        people = values = 0
        for _ in range(_PASSES):
            done, there = await self._over(change=True), await self._over(change=False)
            people, values = people + done.people, values + done.values
            if there.left == there.work:
                break
        return Tally(people, values, there.left, there.work, there.lost)

    async def _over(self, *, change: bool) -> Tally:
        tally = Tally()
        for group in key_groups():
            seen: set[bytes] = set()  # a scan may name a key twice
            async for key in self._keys(group):
                if key not in seen:
                    seen.add(key)
                    await self._key(key.decode(), tally, change=change)
        return tally

    async def _keys(self, pattern: str) -> AsyncIterator[bytes]:
        """A script, since on a cluster a bare SCAN asks only one node."""
        at, slot = b"0", pattern.removesuffix(":*")
        while True:
            at, keys = cast(tuple[bytes, list[bytes]], await self._redis.eval_ro(_SCAN, 1, slot, at, pattern))
            for key in keys:
                yield key
            if at == b"0":
                return

    async def _key(self, place: str, tally: Tally, *, change: bool) -> None:
        if place.startswith("{lane:") and place.split(":")[2] in _PLAIN:
            return
        swap, kind = self._swap, cast(bytes, await self._redis.type(place))
        if kind == b"stream":
            await self._stream(place, tally, change=change)
        elif kind == b"string":
            if old := cast(bytes | None, await self._redis.get(place)):
                await self._value(place, b"", old, partial(swap.string, place, old) if change else None, tally)
        elif kind == b"hash":
            for name, old in cast(dict[bytes, bytes], await self._redis.hgetall(place)).items():
                await self._value(place, name, old, partial(swap.field, place, name, old) if change else None, tally)
        elif kind == b"list":
            for old in cast(list[bytes], await self._redis.lrange(place, 0, -1)):
                await self._value(place, b"", old, partial(swap.item, place, old) if change else None, tally)

    async def _value(self, place: str, name: bytes, old: bytes, put: _Put | None, tally: Tally) -> None:
        person = name == FIELD.encode() and ":conversation:" in place
        new = self._new(old, place, tally, person=person)
        if new and put:
            did = await put(new)
            tally.people += did and person
            tally.values += did and not person
        elif new:
            tally.left += 1

    async def _stream(self, place: str, tally: Tally, *, change: bool) -> None:
        kind = place.split(":")[2]
        if change and kind in _WORK:
            return
        lines = cast(Lines, await self._redis.xrange(place))
        news = [self._new(fields[b"body"], place, tally) for _, fields in lines]
        count = sum(new is not None for new in news)
        if not count:
            return
        if change:
            whole = [new or fields[b"body"] for new, (_, fields) in zip(news, lines, strict=True)]
            tally.values += count if await self._swap.lines(place, lines, whole) else 0
            return
        tally.left += count
        tally.work += count if kind in _WORK else 0

    def _new(self, old: bytes, place: str, tally: Tally, *, person: bool = False) -> bytes | None:
        try:
            return self._codec.renewed_record(old) if person else self._codec.renewed(old, place)
        except SealBroken:
            tally.lost += 1
            return None
