"""The way out: one committed text in, handed to its channel, and what became of it committed.

Never speaks for the bot while a worker has the conversation (looked up at the moment of sending), nor after STOP, nor unasked
outside the times that are noted as safe.
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from bot.decide.safe_time import WAITS, minds, not_now
from bot.decide.unsaid import unsaid
from bot.log import failure
from bot.measure.metrics import Metrics
from bot.model.case import Case
from bot.model.conversation import Conversation
from bot.model.delivery import Delivery, SendError
from bot.model.message import Channel, Outbound, Queued
from bot.pace import LONGEST_PAUSE, Pace, pause
from bot.receipts import news, tell_undelivered
from bot.store.commit import AlreadyDone
from bot.store.open import Store
from channels.base import ChannelVoice

GIVE_UP_AFTER = timedelta(hours=24)  # words older than a day would only confuse
SHOW_AFTER_TRIES = 3  # a hiccup is not worth a worker's eye; a third failure is
_LATEST = 20  # lines: more than are said while a text waits to go


class Sends:
    """Sends. `clock` gives the time in UTC; `voices` are the channels' ways out; `staff` the numbers of people on duty by role."""

    def __init__(
        self,
        store: Store,
        voices: Mapping[Channel, ChannelVoice],
        clock: Callable[[], datetime],
        pace: Pace,
        staff: Mapping[str, str],
        metrics: Metrics | None = None,
    ) -> None:
        self._store = store
        self._voices = voices
        self._clock = clock
        self._pace = pace
        self._staff = staff
        self._metrics = metrics or Metrics()

    async def send_one(self, queued: Queued) -> None:
        """Ends with the text handed over, dropped for a reason the desk can see, or given up after a day.

        Raises Redis' errors only: then the text is taken again when the store is back.
        """
        outbound, tries, asks = queued.outbound, 0, False
        while True:
            talk, case = await self._now(outbound)
            address = self._staff.get(outbound.staff, "") if outbound.staff else talk.address
            why_not = unsaid(outbound, address, talk, case) or await self._not_now(outbound, talk, case)
            if why_not == WAITS:
                return await self._set_aside(queued, talk)
            if why_not:
                return await self._end(queued, talk, Delivery(outbound.id, failed_at=self._clock(), reason=why_not))
            known = await self._store.reads.delivery(outbound.contact, outbound.id) or Delivery(outbound.id)
            asks = asks or (not tries and known.tried_at is not None)  # a sender that died may have handed it over
            try:
                known = await self._before(outbound, talk, address, known, asks=asks)
                if known.provider_id:  # a receipt came, or the provider says so: it was taken, so it must not go again
                    return await self._end(queued, talk, replace(known, sent_at=known.sent_at or self._clock()))
                if unsaid(outbound, address, *await self._now(outbound)):
                    continue  # while it waited, a worker came or they said STOP
                tries += 1
                provider_id = await self._hand_over(outbound, address)
            except SendError as error:
                asks = asks or error.unsure  # once in doubt, always: the list may show late what was taken, or not answer
                if not error.retryable or self._clock() - outbound.at > GIVE_UP_AFTER:
                    return await self._failed(queued, talk, error.reason)
                self._metrics.unless(talk.practice).trying_again(error.reason)
                if tries == SHOW_AFTER_TRIES:
                    await self._store.commit.commit(news(talk, replace(known, reason=f"trying again: {error.reason}")))
                await asyncio.sleep(error.after_seconds or pause(max(1, tries)))
            else:
                return await self._end(queued, talk, Delivery(outbound.id, provider_id=provider_id, sent_at=self._clock()))

    async def _now(self, outbound: Outbound) -> tuple[Conversation, Case | None]:
        talk, case = await self._store.reads.talk(outbound.contact)
        return talk or Conversation(outbound.contact, outbound.channel, "", outbound.at), case

    async def _not_now(self, outbound: Outbound, talk: Conversation, case: Case | None) -> str | None:
        if not minds(outbound, talk):
            return None  # most texts: no need to read what was said since
        latest = await self._store.reads.latest(talk.contact, _LATEST)
        return not_now(outbound, talk, case, latest, self._clock())

    async def _set_aside(self, queued: Queued, talk: Conversation) -> None:
        """Out of the queue, so that what they ask for is not behind it; `bot.timers.held` puts it back."""
        waits = news(talk, Delivery(queued.outbound.id, reason=WAITS), finished=queued.entry)
        with suppress(AlreadyDone):
            await self._store.commit.commit(replace(waits, held=(queued.outbound,)))

    async def _before(self, outbound: Outbound, talk: Conversation, address: str, known: Delivery, *, asks: bool) -> Delivery:
        """Waits for its turn on the air, and writes down that it is tried, so that a dead sender's successor knows to ask."""
        voice = self._voice(outbound)
        if (since := known.tried_at) and not known.provider_id and asks and not outbound.staff:
            # A text for staff goes again without asking: many say the same, and one too many wakes nobody in vain.
            theirs = await self._store.reads.deliveries(talk.contact)
            theirs.pop(outbound.id, None)  # a receipt may just have named it: then its own id must not be passed over
            others = {one.provider_id for one in theirs.values() if one.provider_id}
            if taken := await voice.taken(outbound, address, since, others):
                return replace(known, provider_id=taken)
            known = await self._store.reads.delivery(outbound.contact, outbound.id) or known  # the list lags; a receipt may not
        if known.provider_id:
            return known
        await self._pace.turn(voice.segments(outbound), urgent=outbound.urgent)
        if not known.tried_at:
            known = replace(known, tried_at=self._clock())
            await self._store.commit.commit(news(talk, known))
        return known

    def _voice(self, outbound: Outbound) -> ChannelVoice:
        voice = self._voices.get(outbound.channel)
        if voice is None:
            raise SendError("channel_off", retryable=True, after_seconds=LONGEST_PAUSE)
        return voice

    async def _hand_over(self, outbound: Outbound, address: str) -> str:
        try:
            return await self._voice(outbound).send(outbound, address)
        except SendError:
            raise
        except Exception as error:  # the sender's outermost catch: a channel's surprise is a failed try, not a lost text
            failure(__name__, error)
            raise SendError(type(error).__name__, retryable=True, unsure=True) from error

    async def _failed(self, queued: Queued, talk: Conversation, reason: str) -> None:
        await self._end(queued, talk, Delivery(queued.outbound.id, failed_at=self._clock(), reason=reason))
        if queued.outbound.staff:
            return  # the next step of the ladder is its answer
        await tell_undelivered(self._store, talk.contact, self._clock(), reason, self._metrics)

    async def _end(self, queued: Queued, talk: Conversation, delivery: Delivery) -> None:
        try:
            await self._store.commit.commit(news(talk, delivery, finished=queued.entry))
        except AlreadyDone:
            return
        seconds = (self._clock() - queued.outbound.at).total_seconds()
        self._metrics.unless(talk.practice).sent(seconds, delivery, urgent=queued.outbound.urgent)
