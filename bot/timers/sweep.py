"""Once an hour: is anything kept for longer than it may be? The clock in; talks whose time is over, erased, out, and the store's
files without them.

Never erases a talk under a lead's hold or with an open case, and never trusts that a key's own lifetime was set.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from redis.exceptions import RedisError

from bot.decide.attention import LEV
from bot.log import failure
from bot.model.case import Case
from bot.model.changes import AuditLine, Changes, Conflict
from bot.model.conversation import Conversation
from bot.model.message import ContactId
from bot.store.keys import all_lanes, kept_seconds
from bot.store.open import Store
from bot.store.rewrite import write_anew

_EVERY_SECONDS = 60 * 60.0
_DAY = timedelta(days=1)
_PAUSE_SECONDS = 0.01  # between two talks: it is in no hurry, and others are


class Sweep:
    """The keys of the store end by themselves; this finds what a restored backup, a lifted hold or a fault has left."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        """`clock` gives the time in UTC."""
        self._store, self._clock = store, clock
        self._erased, self._written = -1, clock()  # who was erased before this start is not known: so at first in any case

    async def run(self) -> None:
        """Sweeps until cancelled."""
        while True:
            await asyncio.sleep(_EVERY_SECONDS)
            try:
                await self.look()
            except Exception as error:  # the sweep's outermost catch: the next one tries again
                failure(__name__, error)

    async def look(self) -> int:
        """One sweep; returns how many talks it erased. Raises Redis' errors. What breaks one talk leaves the others."""
        gone = 0
        for lane in all_lanes():
            async for contact in self._store.subject.contacts(lane):
                try:
                    gone += await self._one(contact)
                except (RedisError, OSError):
                    raise
                except Exception as error:  # one record that cannot be read must not keep all others for ever
                    failure(__name__, error)
                await asyncio.sleep(_PAUSE_SECONDS)
        await self._forget()
        return gone

    async def _forget(self) -> None:
        """What was erased, or ended by itself, leaves the store's files too: after an erasure, and once a day in any case."""
        erased, now = self._store.commit.erasures, self._clock()
        if (erased != self._erased or now - self._written >= _DAY) and await write_anew(self._store.redis):
            self._erased, self._written = erased, now

    async def _one(self, contact: ContactId) -> bool:
        talk, case = await self._store.reads.talk(contact)
        changes = swept(talk, case, self._clock()) if talk else None
        if changes is None:
            return False
        try:
            await self._store.commit.commit(changes)
        except Conflict:  # they wrote just now: then its time is not over
            return False
        return True


def swept(talk: Conversation, case: Case | None, now: datetime) -> Changes | None:
    """The erasure of a talk whose time is over; nothing when it may stay."""
    seconds = kept_seconds(talk)
    if seconds is None or talk.erased or (case and case.open):
        return None
    last = max(filter(None, (talk.last_in_at, case.closed_at if case else None)), default=talk.started_at)
    if now - last <= timedelta(seconds=seconds):
        return None
    left = Conversation(talk.contact, talk.channel, talk.address, talk.started_at, version=talk.version, erased=True)
    audit = AuditLine(now, LEV, "erased", talk.contact, None, (("why", "time is over"),))
    return Changes(replace(left, practice=talk.practice), audit=(audit,), erases=True)
