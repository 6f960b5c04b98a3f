"""The way in: a text from a channel in, stored or spooled before anybody is told it arrived.

Never thinks about a text, and never says it is safe before it is.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Collection
from contextlib import suppress
from datetime import UTC, datetime

from redis.exceptions import RedisError

from bot.hidden import first_shown, hide_talk
from bot.log import failure
from bot.measure.metrics import Metrics
from bot.model.changes import WRITES
from bot.model.message import Channel, Entry, Inbound, Speaker, Took
from bot.privacy.pseudonym import Pseudonyms
from bot.store.open import Store
from bot.store.spool import Spool

_REPLAY_SECONDS = 2.0  # how soon after the store is back the spool is emptied
_TRY_SECONDS = 3.0  # as long as one question to the store may take: behind a store that hangs nobody queues up to Twilio's 15


class Intake:
    """What channels call when a text arrives, and what a page follows."""

    def __init__(
        self,
        store: Store,
        spool: Spool,
        pseudonyms: Pseudonyms,
        staff: Collection[str] = (),
        metrics: Metrics | None = None,
        known: asyncio.Event | None = None,
    ) -> None:
        """`staff` are numbers of people on duty: what they answer to an alert is no young person's text. `known` is set once
        our keys were found to fit the store: texts wait on disk until then.
        """
        self._store = store
        self._spool = spool
        self._pseudonyms = pseudonyms
        self._staff = staff
        self._replaying = asyncio.Lock()
        self._metrics = metrics or Metrics()
        self._known = known

    async def take_in(self, inbound: Inbound) -> Took:
        """Stores the text once. While the store is away it goes to the spool on disk; `OSError` when even that fails."""
        began = time.perf_counter()
        took = await self._take_in(inbound)
        self._metrics.took_in(inbound.channel, took, time.perf_counter() - began)
        return took

    async def _take_in(self, inbound: Inbound) -> Took:
        if inbound.channel is Channel.SMS and inbound.address in self._staff:
            return Took.STAFF
        if (self._known and not self._known.is_set()) or (not self._spool.empty and not await self._emptied()):
            self._spool.add(inbound)  # behind what already waits: a person's texts keep their order
            return Took.SPOOLED
        try:
            return await self._store_it(inbound)
        except (RedisError, OSError) as error:
            failure(__name__, error)
            self._spool.add(inbound)
            return Took.SPOOLED

    async def follow(self, channel: Channel, address: str, after: str) -> AsyncIterator[Entry | Speaker]:
        """The lines of one person's transcript after an entry id, then new ones as they come, and `Speaker.WORKER` each time
        a worker is writing; without end.
        """
        contact = self._pseudonyms.contact(channel, address)
        after = await first_shown(self._store, contact, after)
        events = self._store.bell.events(contact)
        woken = asyncio.ensure_future(anext(events))  # listen before the first look, or a line between the two is missed
        try:
            await asyncio.sleep(0)
            while True:
                lines = await self._store.reads.transcript(contact, after)
                for line in lines:
                    after = line.id
                    yield line
                if not lines:
                    event = await woken
                    if event and event.what == WRITES[Speaker.WORKER]:
                        yield Speaker.WORKER
                    woken = asyncio.ensure_future(anext(events))
        finally:
            woken.cancel()
            await asyncio.gather(woken, return_exceptions=True)
            await events.aclose()

    async def hide(self, channel: Channel, address: str) -> None:
        """From now on `follow` gives nothing of what there is. Raises Redis' errors."""
        await hide_talk(self._store, self._pseudonyms.contact(channel, address), datetime.now(UTC))

    async def writes(self, channel: Channel, address: str) -> None:
        """This young person is writing: told at the desk, and only while a case of theirs is open. Lost when the store is away."""
        contact = self._pseudonyms.contact(channel, address)
        with suppress(RedisError, OSError):
            if await self._store.writing.may_ring(contact, Speaker.YOUNG_PERSON):
                _, case = await self._store.reads.talk(contact)
                if case and case.open:
                    await self._store.writing.ring(contact, Speaker.YOUNG_PERSON)

    async def run(self) -> None:
        """Empties the spool whenever the store is there to take it, until cancelled."""
        while True:
            await self._replay()
            await asyncio.sleep(_REPLAY_SECONDS)

    async def _emptied(self) -> bool:
        """Whether the spool is empty after a short try. A webhook asks: it waits for a replay, but not for long."""
        try:
            async with asyncio.timeout(_TRY_SECONDS):
                return await self._replay()
        except TimeoutError:
            return False

    async def _replay(self) -> bool:
        """Whether the spool is empty now."""
        async with self._replaying:
            try:
                while not self._spool.empty:
                    for inbound in self._spool.waiting():
                        await self._store_it(inbound)
                    self._spool.clear()
            except (RedisError, OSError):
                return False
            return True

    async def _store_it(self, inbound: Inbound) -> Took:
        contact = self._pseudonyms.contact(inbound.channel, inbound.address)
        return await self._store.lanes.take_in(contact, inbound)
