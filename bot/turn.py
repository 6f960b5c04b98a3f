"""One turn: an inbound text in, one commit out. The only room that joins the screen, the talk, Rasa and the store.

Never waits for Rasa with a risk in hand, and never leaves a text unanswered: after three failed tries it is parked.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

from redis.exceptions import RedisError

from bot.decide.after import after_asking
from bot.decide.before import before_asking
from bot.decide.burst import begun_anew, fresh, with_burst
from bot.decide.heard import Heard, House, Reply
from bot.decide.lost import LONG_TEXT
from bot.decide.parked import parked
from bot.decide.picked import picked_reply
from bot.decide.short_answers import asks_what_changed
from bot.decide.weigh import weighed
from bot.dialogue.ask import RESTING, Answer, Dialogue, Unavailable
from bot.log import failure
from bot.measure.metrics import Metrics
from bot.model.age import age_said
from bot.model.answers import Answers
from bot.model.changes import Changes, Conflict
from bot.model.conversation import Conversation
from bot.model.message import ContactId, Taken
from bot.model.reading import Before
from bot.model.risk import CLEAR, Assessment, Level
from bot.reader.contract import Reader
from bot.store.commit import AlreadyDone
from bot.store.keys import lane_for
from bot.store.open import Store
from bot.store.you_said import YouSaidStore

TRIES = 3
_FRESH_AFTER = timedelta(hours=8)  # a new day or evening is a new talk for Rasa, and an old question is forgotten
_PAUSE_SECONDS = 0.2
_READ_AT_ONCE = 4  # one is read while the next are fetched; hundreds at once would only keep webhooks and the desk waiting

type _Count = Callable[[Metrics, float, Level], None]


class Turns:
    """Takes turns. `clock` gives the time in UTC."""

    def __init__(
        self,
        store: Store,
        reader: Reader,
        dialogue: Dialogue,
        house: House,
        clock: Callable[[], datetime],
        metrics: Metrics | None = None,
        *,
        practice: ContactId | None = None,
    ) -> None:
        """`practice` is the drill's contact."""
        self._store, self._house, self._clock = store, house, clock
        self._changed = YouSaidStore(store.redis, store.codec)
        self._reader, self._dialogue = reader, dialogue
        self._metrics, self._practice = metrics or Metrics(), practice
        self._room = asyncio.Semaphore(_READ_AT_ONCE)

    async def take_turn(self, taken: Taken) -> None:
        """Finishes one inbound text. Raises Redis' errors only: then the text is taken again when the store is back."""
        async with self._room:
            await self._store.lanes.begin(lane_for(taken.contact), taken.entry, taken.tries)
        for attempt in range(taken.tries, TRIES + 1):
            try:
                await self._commit(taken, self._decided, Metrics.turned)
            except (RedisError, OSError):
                raise
            except Exception as error:  # the turn's outermost catch: whatever it was, the text must not be lost
                failure(__name__, error, tries=attempt)
                await asyncio.sleep(_PAUSE_SECONDS * attempt)
            else:
                return
        await self._commit(taken, self._parked, Metrics.parked)

    async def _commit(self, taken: Taken, decide: Callable[[Taken], Awaitable[Changes]], count: _Count) -> None:
        while True:
            changes = await decide(taken)
            metrics = self._metrics.unless(changes.conversation.practice)
            try:
                await self._store.commit.commit(changes)
            except Conflict:  # a worker or a timer was quicker: read again, decide again
                metrics.conflicted("turn")
            except AlreadyDone:
                return
            else:
                level = max((entry.level for entry in changes.entries), default=Level.NONE)
                count(metrics, (self._clock() - taken.inbound.received_at).total_seconds(), level)
                return

    async def _decided(self, taken: Taken) -> Changes:
        async with self._room:  # never around a wait for Rasa: a risk must not queue behind that
            heard = await self._heard(taken)
            began = time.perf_counter()
            found = await self._assess(heard)
        self._metrics.unless(heard.talk.practice).screened(time.perf_counter() - began)
        heard = replace(heard, found=found, talk=with_burst(heard))
        changes = before_asking(heard, self._house)
        if changes:
            return changes
        return after_asking(heard, self._house, await self._ask(heard))

    async def _parked(self, taken: Taken) -> Changes:
        return parked(await self._heard(taken), self._house)

    async def _heard(self, taken: Taken) -> Heard:
        now, inbound = self._clock(), taken.inbound
        talk, case = await self._store.reads.talk(taken.contact)
        if talk is None:
            drill = taken.contact == self._practice
            talk = Conversation(taken.contact, inbound.channel, inbound.address, started_at=now, practice=drill)
        elif talk.last_in_at and now - talk.last_in_at > _FRESH_AFTER:
            talk = begun_anew(talk)
        talk = replace(talk, age_band=age_said(inbound.text) or talk.age_band)
        changed = await self._changed.newest_short() if asks_what_changed(inbound.text) else None
        return Heard(taken, talk, case, CLEAR, now, changed)

    async def _assess(self, heard: Heard) -> Assessment:
        case = heard.open_case
        before = Before(
            texts=[said.text for said in fresh(heard)],
            asked=None if heard.who_answers is Answers.WORKER else heard.talk.asked,  # a worker may have asked something since
            kinds=case.kinds if case else (),
        )
        return await self._reader.assess(heard.text, heard.talk.age_band, before)

    async def _ask(self, heard: Heard) -> Reply | None:
        talk = heard.talk
        if chosen := picked_reply(heard, self._house):
            return chosen
        text = heard.text[:LONG_TEXT]
        answer, readings = await asyncio.gather(self._ask_rasa(talk, text), self._reader.topics(text))
        reply = Reply(answer.say, tuple(dict(note) for note in answer.notes)) if isinstance(answer, Answer) else None
        return weighed(reply, readings, self._house.words)

    async def _ask_rasa(self, talk: Conversation, text: str) -> Answer | Unavailable:
        began = time.perf_counter()
        answer = await self._dialogue.ask(f"{talk.contact[:16]}.{talk.talk}", text)
        if isinstance(answer, Answer) or answer.reason != RESTING:
            self._metrics.unless(talk.practice).asked(time.perf_counter() - began, answered=isinstance(answer, Answer))
        return answer
