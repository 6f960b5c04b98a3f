"""The one writer. A `Changes` value in; all of it stored in one transaction, or none of it.

Never decides anything, and never applies changes that were made from an older version of the conversation.
"""

import hashlib
import json
from dataclasses import replace
from typing import cast

from redis.asyncio import Redis
from redis.asyncio.client import Pipeline
from redis.exceptions import WatchError

from bot.model.case import Case
from bot.model.changes import AuditLine, Changes, Conflict
from bot.model.conversation import Conversation
from bot.model.message import Channel
from bot.store.codec import Codec
from bot.store.keys import CONCERN_DAYS, DAY, Lane, lane_for, talk_seconds
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

    async def commit(self, changes: Changes) -> Conversation:
        """Stores everything at once and returns the conversation with its new version.

        Raises `Conflict` when the contact has changed since it was read, `AlreadyDone` when the work entry is gone, and
        Redis' own errors when the store is away (then nothing is known to be stored, and the work entry is taken again).
        """
        lane = lane_for(changes.conversation.contact)
        place = lane.of("conversation", changes.conversation.contact)
        while True:
            async with self._redis.pipeline(transaction=True) as pipe:
                await pipe.watch(place, lane.of("audit_head"))
                await self._check(pipe, lane, place, changes)
                head = cast(bytes, await pipe.get(lane.of("audit_head")) or b"")
                pipe.multi()  # type: ignore[no-untyped-call]
                step = 0 if changes.news_only else 1
                stored = replace(changes.conversation, version=changes.conversation.version + step)
                self._write(pipe, lane, stored, changes, head)
                try:
                    await pipe.execute()
                except WatchError:
                    continue  # another contact of this lane wrote its audit line: chain after that one
                return stored

    async def _check(self, pipe: Pipeline, lane: Lane, place: str, changes: Changes) -> None:
        for stream, entry in (("inbound", changes.finished_inbound), ("outbound", changes.finished_outbound)):
            if entry and not await pipe.xrange(lane.of(stream), entry, entry):
                raise AlreadyDone
        if changes.news_only:
            return
        version = await pipe.hget(place, "version")
        if int(version or 0) != changes.conversation.version:
            raise Conflict

    def _write(self, pipe: Pipeline, lane: Lane, talk: Conversation, changes: Changes, head: bytes) -> None:
        contact, kept = talk.contact, talk_seconds(talk.highest)
        place = lane.of("conversation", contact)
        if not changes.news_only:
            pipe.hset(place, mapping={"version": talk.version, "body": self._codec.pack(talk, place)})
            pipe.expire(place, kept)
        lines = lane.of("transcript", contact)
        for entry in changes.entries:
            pipe.xadd(lines, {"body": self._codec.pack(entry, lines)})
        if changes.entries:
            pipe.expire(lines, kept)
        if changes.case:
            self._write_case(pipe, lane, changes.case)
        queue = lane.of("outbound")
        for outbound in changes.outbound:
            if outbound.channel is Channel.SMS:  # a page reads its transcript: for the web, stored is sent
                pipe.xadd(queue, {"body": self._codec.pack(outbound, queue)})
        places = lane.of("delivery", contact)
        for delivery in changes.deliveries:
            pipe.hset(places, delivery.outbound_id, self._codec.pack(delivery, places))
            pipe.expire(places, 30 * DAY)
        for count in changes.counts:
            cells = lane.of("helped" if count.helped else "themes", count.week)
            last = count.helped or f"{count.age_band}|{count.channel}"
            pipe.hincrby(cells, f"{count.theme}|{last}", 1)
            pipe.expire(cells, 2 * 365 * DAY)
        write_listening(pipe, self._codec, lane, changes)
        self._write_audit(pipe, lane, changes.audit, head)
        for event in changes.events:
            bell = lane.of("bell")
            pipe.xadd(bell, {"what": event.what, "contact": contact, "case": event.case_id or ""}, maxlen=_BELL_LENGTH)
            pipe.expire(bell, DAY)
        for stream, done in (("inbound", changes.finished_inbound), ("outbound", changes.finished_outbound)):
            if done:  # never XTRIM: that would delete entries nobody has finished
                pipe.xack(lane.of(stream), GROUP, done)
                pipe.xdel(lane.of(stream), done)

    def _write_case(self, pipe: Pipeline, lane: Lane, case: Case) -> None:
        place = lane.of("case", case.id)
        closed = None if case.open else CONCERN_DAYS * DAY
        pipe.set(place, self._codec.pack(case, place), ex=closed)
        if case.open:
            pipe.sadd(lane.of("open"), case.id)
        else:
            pipe.srem(lane.of("open"), case.id)

    def _write_audit(self, pipe: Pipeline, lane: Lane, lines: tuple[AuditLine, ...], head: bytes) -> None:
        for line in lines:
            body = audit_body(line)
            head = chained(head, body)
            pipe.xadd(lane.of("audit"), {"body": body, "hash": head})
        if lines:
            pipe.set(lane.of("audit_head"), head)


def audit_body(line: AuditLine) -> bytes:
    """One audit line as canonical JSON: readable without a key, since it holds codes and pseudonyms only."""
    body = {"at": line.at.isoformat(), "who": line.who, "did": line.did, "contact": line.contact, "case": line.case_id}
    return json.dumps({**body, **dict(line.detail)}, sort_keys=True, separators=(",", ":")).encode()


def chained(head: bytes, body: bytes) -> bytes:
    """The hash that ties a line to all before it: SHA-256 in hexadecimal over the last hash and the line."""
    return hashlib.sha256(head + b"\n" + body).hexdigest().encode()
