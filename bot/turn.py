"""One turn: an inbound text in, one commit out. The only room that joins the screen, the talk, Rasa and the store.

Never waits for Rasa with a risk in hand, and never leaves a text unanswered: after three failed tries it is parked.
"""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

from redis.exceptions import RedisError

from bot.decide.after import after_asking
from bot.decide.before import before_asking
from bot.decide.heard import Heard, House, Reply
from bot.decide.lost import LONG_TEXT
from bot.decide.parked import parked
from bot.decide.picked import picked_reply
from bot.decide.weigh import weighed
from bot.dialogue.ask import Answer, Dialogue
from bot.log import failure
from bot.meaning.topics import TopicReader
from bot.model.age import age_said
from bot.model.case import Answers
from bot.model.changes import Changes, Conflict
from bot.model.conversation import Conversation, Said
from bot.model.message import Taken
from bot.model.risk import CLEAR, Assessment
from bot.screen.assess import Before, Screen, assess_safely
from bot.store.commit import AlreadyDone
from bot.store.open import Store

TRIES = 3
_BURST = timedelta(seconds=60)
_BURST_MOST = 20  # texts remembered of one minute
_FRESH_AFTER = timedelta(hours=8)  # a new day or evening is a new talk for Rasa, and an old question is forgotten
_PAUSE_SECONDS = 0.2
_READ_AT_ONCE = 4  # one is read while the next are fetched; hundreds at once would only keep webhooks and the desk waiting


class Turns:
    """Takes turns. `clock` gives the time in UTC."""

    def __init__(
        self,
        store: Store,
        screen: Screen,
        dialogue: Dialogue,
        reader: TopicReader,
        house: House,
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._screen = screen
        self._dialogue = dialogue
        self._reader = reader
        self._house = house
        self._clock = clock
        self._room = asyncio.Semaphore(_READ_AT_ONCE)
        self._reading = ThreadPoolExecutor(1, "reading")  # several would only take the interpreter from one another and the web

    async def take_turn(self, taken: Taken) -> None:
        """Finishes one inbound text. Raises Redis' errors only: then the text is taken again when the store is back."""
        for attempt in range(taken.tries, TRIES + 1):
            try:
                await self._commit(taken, self._decided)
            except (RedisError, OSError):
                raise
            except Exception as error:  # the turn's outermost catch: whatever it was, the text must not be lost
                failure(__name__, error, tries=attempt)
                await asyncio.sleep(_PAUSE_SECONDS * attempt)
            else:
                return
        await self._commit(taken, self._parked)

    async def _commit(self, taken: Taken, decide: Callable[[Taken], Awaitable[Changes]]) -> None:
        while True:
            changes = await decide(taken)
            try:
                await self._store.commit.commit(changes)
            except Conflict:
                continue  # a worker or a timer was quicker: read again, decide again
            except AlreadyDone:
                return
            return

    async def _decided(self, taken: Taken) -> Changes:
        async with self._room:  # never around a wait for Rasa: a risk must not queue behind that
            heard = await self._heard(taken)
            found = await self._beside(self._assess, heard)
        heard = replace(heard, found=found, talk=_burst(heard))
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
            talk = Conversation(taken.contact, inbound.channel, inbound.address, started_at=now)
        elif talk.last_in_at and now - talk.last_in_at > _FRESH_AFTER:
            talk = replace(
                talk, talk=talk.talk + 1, last_question=None, last_topic=None, asked=None, confused=0, offered=(), said=()
            )
        talk = replace(talk, age_band=age_said(inbound.text) or talk.age_band)
        return Heard(taken, talk, case, CLEAR, now)

    def _assess(self, heard: Heard) -> Assessment:
        case = heard.open_case
        before = Before(
            texts=[said.text for said in _fresh(heard)],
            asked=None if heard.who_answers is Answers.WORKER else heard.talk.asked,  # a worker may have asked something since
            kinds=case.kinds if case else (),
        )
        return assess_safely(self._screen, heard.text, band=heard.talk.age_band, before=before)

    async def _beside[T, R](self, read: Callable[[T], R], what: T) -> R:
        return await asyncio.get_running_loop().run_in_executor(self._reading, read, what)

    async def _ask(self, heard: Heard) -> Reply | None:
        talk = heard.talk
        if chosen := picked_reply(heard, self._house):
            return chosen
        text = heard.text[:LONG_TEXT]
        answer, readings = await asyncio.gather(
            self._dialogue.ask(f"{talk.contact[:16]}.{talk.talk}", text), self._beside(self._reader.read, text)
        )
        reply = Reply(answer.say, tuple(dict(note) for note in answer.notes)) if isinstance(answer, Answer) else None
        return weighed(reply, readings, self._house.words)


def _fresh(heard: Heard) -> tuple[Said, ...]:
    since = heard.taken.inbound.received_at - _BURST
    return tuple(said for said in heard.talk.recent if said.at >= since)


def _burst(heard: Heard) -> Conversation:
    said = Said(heard.taken.inbound.received_at, heard.text)
    return replace(heard.talk, recent=(*_fresh(heard), said)[-_BURST_MOST:])
