"""The one writer. A `Changes` value in; all of it stored in one transaction, or none of it.

Never decides anything, and never applies changes that were made from an older version of the conversation.
"""

import asyncio
from collections import defaultdict
from dataclasses import replace
from typing import cast

from redis.asyncio import Redis

from bot.model.changes import Changes, Conflict
from bot.model.conversation import Conversation
from bot.model.delivery import Delivery
from bot.privacy.person_key import PERSON, PersonKey
from bot.store.atomic import Rests, Verdict, Writes, apply
from bot.store.audit import write_audit
from bot.store.codec import Codec
from bot.store.held import write_outbound
from bot.store.keeping import lives, write_case
from bot.store.keyring import FIELD, Keyring
from bot.store.keys import DAY, Lane, kept_seconds, lane_for
from bot.store.listening import write_listening
from bot.store.parcels import write_parcels
from bot.store.unsent import unsent_place

GROUP = "lev"  # the one consumer group on every work stream
_BELL_LENGTH = 1_000  # a page that is further behind than this reads afresh


class AlreadyDone(Exception):
    """The stream entry these changes would finish has been finished by somebody else: there is nothing left to do."""


class Committer:
    """Applies changes to the store."""

    def __init__(self, redis: Redis, codec: Codec, ring: Keyring) -> None:
        self._redis = redis
        self._codec = codec
        self._ring = ring
        self.erasures = 0  # since this process began: the store's files are to be written anew after one
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
        held = await self._key(changes)
        while True:
            key = held or self._codec.new_key()
            head = self._heads.get(lane.number, b"") if changes.audit else None
            known = [
                (one.outbound_id, cast(bytes, await self._redis.hget(places, one.outbound_id) or b"")) for one in changes.deliveries
            ]
            merged = tuple(self._merged(places, body, one, key) for (_, body), one in zip(known, changes.deliveries, strict=True))
            writes = Writes()
            after = self._write(writes, lane, stored, replace(changes, deliveries=merged), head, key)
            if held is None:  # theirs is new: an erasure destroys the one before
                writes.hset(keys[2], FIELD, key.record)
                lives(writes, keys[2], kept_seconds(stored))
            version = None if changes.news_only else changes.conversation.version
            own = None if changes.erases else held.id if held else b""
            rests = Rests(keys, changes.finished_inbound or "", changes.finished_outbound or "", version, head, known, own)
            match await apply(self._redis, rests, writes):
                case Verdict.STORED:
                    if changes.audit:
                        self._heads[lane.number] = after
                    self._ring.keep(contact, key)
                    self.erasures += changes.erases
                    return stored
                case Verdict.DONE:
                    raise AlreadyDone
                case Verdict.CONFLICT:
                    raise Conflict
                case Verdict.HEAD:  # another process wrote an audit line of this lane: chain after that one
                    self._heads[lane.number] = cast(bytes, await self._redis.get(lane.of("audit_head")) or b"")
                case Verdict.KEY:  # the talk has another key by now: somebody else made or destroyed it
                    held = await self._ring.look_up(contact)
                case Verdict.MOVED:  # a receipt was quicker: merge with what it said
                    pass

    async def _key(self, changes: Changes) -> PersonKey | None:
        """The key to seal with; nothing when it is to be a new one."""
        contact = changes.conversation.contact
        return None if changes.erases else self._ring.at_hand(contact) or await self._ring.look_up(contact)

    def _merged(self, place: str, body: bytes, delivery: Delivery, key: PersonKey) -> Delivery:
        """Receipts and our own note of a sending overtake each other: what was written meanwhile is kept."""
        if not body or (body[:1] == PERSON and body[1:9] != key.id):  # of a key that is destroyed
            return delivery
        return self._codec.unpack(Delivery, body, place, key).merged(delivery)

    def _write(self, pipe: Writes, lane: Lane, talk: Conversation, changes: Changes, head: bytes | None, key: PersonKey) -> bytes:
        contact, kept = talk.contact, kept_seconds(talk)
        place = lane.of("conversation", contact)
        if not changes.news_only:
            pipe.hset(place, mapping={"version": talk.version, "body": self._codec.pack(talk, place, key)})
            lives(pipe, place, kept)
        lines = lane.of("transcript", contact)
        if changes.erases:
            pipe.delete(lines)
            pipe.delete(lane.of("delivery", contact))
            for gone in changes.erased_cases:
                pipe.delete(lane.of("case", gone))
                pipe.delete(unsent_place(lane, gone))
        for entry in changes.entries:
            pipe.xadd(lines, {"body": self._codec.pack(entry, lines, key)})
        if changes.entries or not changes.news_only:
            lives(pipe, lines, kept)
            lives(pipe, place, kept)
        if changes.case:
            write_case(pipe, lane, changes.case, self._codec, key, held=talk.hold is not None)
        write_outbound(pipe, self._codec, lane, changes, key)
        write_parcels(pipe, self._codec, lane, changes, key)
        places = lane.of("delivery", contact)
        for delivery in changes.deliveries:
            pipe.hset(places, delivery.outbound_id, self._codec.pack(delivery, places, key))
            pipe.expire(places, min(30 * DAY, kept or 30 * DAY))  # never longer than their key
        for count in changes.counts:
            cells = lane.of("figures", count.week)
            pipe.hincrby(cells, f"{count.theme}|{count.cube}|{count.cell}", 1)
            pipe.expire(cells, 2 * 365 * DAY)
        write_listening(pipe, self._codec, lane, changes)
        after = write_audit(pipe, lane, changes.audit, head or b"")
        for event in changes.events:
            bell = lane.of("bell")
            pipe.xadd(bell, {"what": event.what, "contact": contact, "case": event.case_id or ""}, maxlen=_BELL_LENGTH)
            pipe.expire(bell, DAY)
        for stream, done in (("inbound", changes.finished_inbound), ("outbound", changes.finished_outbound)):
            if done:  # never XTRIM: that would delete entries nobody has finished
                pipe.xack(lane.of(stream), GROUP, done)
                pipe.xdel(lane.of(stream), done)
        return after
