"""Audit lines that belong to no talk: about accounts, and about reading the audit. A line in, the chain one longer out.

Never changes anything but the end of one lane's chain, by the same rule as `bot.store.commit`.
"""

import hashlib
from typing import cast

from redis.asyncio import Redis

from bot.model.changes import AuditLine
from bot.model.message import LANES
from bot.store.atomic import Rests, Verdict, Writes, apply
from bot.store.audit import audit_body, chained
from bot.store.keys import Lane


class AuditLines:
    """Adds lines; each goes to the lane that whoever did it hashes to."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def add(self, line: AuditLine) -> None:
        """Chains one line on. Raises Redis' errors; then nothing is known to be stored."""
        lane = Lane(hashlib.sha256(line.who.encode()).digest()[0] % LANES)
        body, kept = audit_body(line), lane.of("audit_head")
        while True:
            head = cast(bytes, await self._redis.get(kept) or b"")
            after, writes = chained(head, body), Writes()
            writes.xadd(lane.of("audit"), {"body": body, "hash": after})
            writes.set(kept, after)
            keys = (lane.of("inbound"), lane.of("outbound"), lane.of("conversation", "-"), kept, lane.of("delivery", "-"))
            if await apply(self._redis, Rests(keys, "", "", None, head, ()), writes) is Verdict.STORED:
                return
