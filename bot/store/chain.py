"""Walks a lane's audit chain from its first line to its head. A lane in; how many lines, and where it breaks, out.

Never changes anything: what was broken must stay to be looked at.
"""

from dataclasses import dataclass
from typing import cast

from redis.asyncio import Redis

from bot.store.audit import chained
from bot.store.keys import Lane

_PAGE = 1_000

_PAGE_AND_HEAD = """
return {redis.call('XRANGE', KEYS[1], ARGV[1], '+', 'COUNT', ARGV[2]), redis.call('GET', KEYS[2])}
"""  # the last page and the head of one moment; a script, since a cluster has no transactions for us

type _Lines = list[tuple[bytes, list[bytes]]]


@dataclass(frozen=True, slots=True)
class Walked:
    """`lines` that fit; `broken` says where and how the chain breaks first, or nothing when it is whole."""

    lines: int
    broken: str | None = None


async def walk(redis: Redis, lane: Lane) -> Walked:
    """Recomputes every hash of a lane; also while Lev writes. Raises Redis' errors."""
    head, lines, start = b"", 0, "-"
    while True:
        told = await redis.eval(_PAGE_AND_HEAD, 2, lane.of("audit"), lane.of("audit_head"), start, str(_PAGE))
        page, kept = cast(tuple[_Lines, bytes | None], (told[0], told[1] if len(told) > 1 else None))
        for entry, flat in page:
            fields = dict(zip(flat[::2], flat[1::2], strict=True))
            after = chained(head, fields.get(b"body", b""))
            if fields.get(b"hash") != after:
                return Walked(lines, f"line {lines + 1} ({entry.decode()}) does not fit the line before it, or was changed")
            head, lines, start = after, lines + 1, f"({entry.decode()}"
        if len(page) < _PAGE:
            break
    if head != (kept or b""):
        return Walked(lines, f"the chain ends after {lines} lines, but its head is of another line: lines are missing at the end")
    return Walked(lines)
