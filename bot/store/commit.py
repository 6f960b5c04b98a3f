"""The one writer. A `Changes` value in; all of it stored in one transaction, or none of it.

Never decides anything, and never applies changes that were made from an older version of the conversation.
"""

import asyncio
from collections import defaultdict
from dataclasses import replace
from typing import cast

from redis.asyncio import Redis

from bot.model.case import Case
from bot.model.changes import AuditLine, Changes, Conflict
from bot.model.conversation import Conversation
from bot.model.delivery import Delivery
from bot.model.message import Channel
from bot.store.atomic import Rests, Verdict, Writes, apply
from bot.store.audit import audit_body, chained
from bot.store.codec import Codec
from bot.store.keys import CONCERN_DAYS, DAY, Lane, kept_seconds, lane_for
from bot.store.listening import write_listening

GROUP = "lev"  # the one consumer group on every work stream
_BELL_LENGTH = 1_000  # a page that is further behind than this reads afresh


class AlreadyDone(Exception):
    """The stream entry these changes would finish has been finished by somebody else: there is nothing left to do."""


class Committer:
    """Applies changes to the store."""

    def __init__(self, redis: Redis, codec: Codec) -> None:
        self._redis = redis
        self._codec = codec
        self._heads: dict[int, bytes] = {}  # the audit head of each lane, as this process saw it last
        self._turns: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def commit(self, changes: Changes) -> Conversation:
        """Stores everything at once and returns the conversation with its new version.

        Raises `Conflict` when the contact has changed since it was read, `AlreadyDone` when the work entry is gone, and
        Redis' own errors when the store is away (then nothing is known to be stored, and the work entry is taken again).
        """
        lane = lane_for(changes.conversation.contact)
        async with self._turns[lane.number]:  # neighbours would chain to the same audit head, and all but one try again
            return await self._commit(lane, changes)

    async def _commit(self, lane: Lane, changes: Changes) -> Conversation:
        contact = changes.conversation.contact
        step = 0 if changes.news_only else 1
        stored = replace(changes.conversation, version=changes.conversation.version + step)
        places = lane.of("delivery", contact)
        keys = (lane.of("inbound"), lane.of("outbound"), lane.of("conversation", contact), lane.of("audit_head"), places)
        while True:
            head = self._heads.get(lane.number, b"") if changes.audit else None
            known = [
                (one.outbound_id, cast(bytes, await self._redis.hget(places, one.outbound_id) or b"")) for one in changes.deliveries
            ]
            merged = tuple(self._merged(places, body, one) for (_, body), one in zip(known, changes.deliveries, strict=True))
            writes = Writes()
            after = self._write(writes, lane, stored, replace(changes, deliveries=merged), head)
            version = None if changes.news_only else changes.conversation.version
            rests = Rests(keys, changes.finished_inbound or "", changes.finished_outbound or "", version, head, known)
            match await apply(self._redis, rests, writes):
                case Verdict.STORED:
                    if changes.audit:
                        self._heads[lane.number] = after
                    return stored
                case Verdict.DONE:
                    raise AlreadyDone
                case Verdict.CONFLICT:
                    raise Conflict
                case Verdict.HEAD:  # another process wrote an audit line of this lane: chain after that one
                    self._heads[lane.number] = cast(bytes, await self._redis.get(lane.of("audit_head")) or b"")
                case Verdict.MOVED:  # a receipt was quicker: merge with what it said
                    pass

    def _merged(self, place: str, body: bytes, delivery: Delivery) -> Delivery:
        """Receipts and our own note of a sending overtake each other: what was written meanwhile is kept."""
        return self._codec.unpack(Delivery, body, place).merged(delivery) if body else delivery

    def _write(self, pipe: Writes, lane: Lane, talk: Conversation, changes: Changes, head: bytes | None) -> bytes:
        contact, kept = talk.contact, kept_seconds(talk)
        place = lane.of("conversation", contact)
        if not changes.news_only:
            pipe.hset(place, mapping={"version": talk.version, "body": self._codec.pack(talk, place)})
            _lives(pipe, place, kept)
        lines = lane.of("transcript", contact)
        if changes.erases:
            pipe.delete(lines)
            pipe.delete(lane.of("delivery", contact))
        for entry in changes.entries:
            pipe.xadd(lines, {"body": self._codec.pack(entry, lines)})
        if changes.entries or not changes.news_only:
            _lives(pipe, lines, kept)
        if changes.case:
            self._write_case(pipe, lane, changes.case, held=talk.hold is not None)
        queue = lane.of("outbound")
        for outbound in changes.outbound:
            if outbound.channel is Channel.SMS:  # a page reads its transcript: for the web, stored is sent
                pipe.xadd(queue, {"body": self._codec.pack(outbound, queue)})
        places = lane.of("delivery", contact)
        for delivery in changes.deliveries:
            pipe.hset(places, delivery.outbound_id, self._codec.pack(delivery, places))
            pipe.expire(places, 30 * DAY)
        for count in changes.counts:
            cells = lane.of("figures", count.week)
            pipe.hincrby(cells, f"{count.theme}|{count.cube}|{count.cell}", 1)
            pipe.expire(cells, 2 * 365 * DAY)
        write_listening(pipe, self._codec, lane, changes)
        after = self._write_audit(pipe, lane, changes.audit, head or b"")
        for event in changes.events:
            bell = lane.of("bell")
            pipe.xadd(bell, {"what": event.what, "contact": contact, "case": event.case_id or ""}, maxlen=_BELL_LENGTH)
            pipe.expire(bell, DAY)
        for stream, done in (("inbound", changes.finished_inbound), ("outbound", changes.finished_outbound)):
            if done:  # never XTRIM: that would delete entries nobody has finished
                pipe.xack(lane.of(stream), GROUP, done)
                pipe.xdel(lane.of(stream), done)
        return after

    def _write_case(self, pipe: Writes, lane: Lane, case: Case, *, held: bool) -> None:
        place = lane.of("case", case.id)
        pipe.set(place, self._codec.pack(case, place), keepttl=not case.open and not held)
        if not case.open and not held:  # what is added to a closed case does not keep it longer
            pipe.expire(place, CONCERN_DAYS * DAY, nx=True)
        if case.open:
            pipe.sadd(lane.of("open"), case.id)
        else:
            pipe.srem(lane.of("open"), case.id)

    def _write_audit(self, pipe: Writes, lane: Lane, lines: tuple[AuditLine, ...], head: bytes) -> bytes:
        for line in lines:
            body = audit_body(line)
            head = chained(head, body)
            pipe.xadd(lane.of("audit"), {"body": body, "hash": head})
        if lines:
            pipe.set(lane.of("audit_head"), head)
        return head


def _lives(pipe: Writes, place: str, seconds: int | None) -> None:
    """Sets how long a key lives from now on; without end under a hold."""
    if seconds is None:
        pipe.persist(place)
    else:
        pipe.expire(place, seconds)
