"""One case, and the live bells of the list and of the case. Visits in, pages and event streams out.

Never changes a case: that is `bot.desk.acts`. That somebody opened a case is noted in the audit.
"""

from collections.abc import AsyncIterator, Callable
from datetime import datetime

from redis.exceptions import RedisError
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.responses import Response

from bot.content.risk_lists import LEVELS
from bot.desk.guards import Visit
from bot.desk.mark import KINDS
from bot.desk.options import Options
from bot.desk.pages import HEADERS, Pages
from bot.desk.posted import posted_marks
from bot.desk.safety_words import shown
from bot.desk.show import BANDS, PAGE_LINES, kinds_words, line, state_words
from bot.desk.talking import Talking
from bot.desk.told import climb_words, silence_words
from bot.model.case import Case, CaseState
from bot.model.changes import WRITES, AuditLine, Changes
from bot.model.conversation import Conversation
from bot.model.message import Channel, ContactId, Speaker
from bot.model.worker import Role, Worker
from bot.store.bell import EVERYONE
from bot.store.open import Store

_PING_SECONDS = 15


class Cases:
    """The pages about cases."""

    def __init__(self, store: Store, pages: Pages, options: Options, clock: Callable[[], datetime], talking: Talking) -> None:
        self._store = store
        self._options = options
        self._talking = talking
        self._pages = pages
        self._clock = clock

    async def one(self, visit: Visit) -> Response:
        """One case with its transcript."""
        found = await self.find(visit)
        if found is None:
            return self._pages.page("gone.html", 404, me=visit.me, csrf=visit.csrf)
        talk, case = found
        now, me = self._clock(), visit.me
        await self._store.present.seen(me.id, now)
        await self._opened(me, talk, case, reads_on=bool(visit.request.query_params.get("live")))
        before = visit.request.query_params.get("before", "")
        entries = await self._store.reads.latest(talk.contact, PAGE_LINES, before)
        deliveries = await self._store.reads.deliveries(talk.contact)
        return self._pages.page(
            "case.html",
            me=me,
            csrf=visit.csrf,
            case=case,
            talk=talk,
            place=f"/desk/case/{talk.contact}/{case.id}",
            before=before,
            earlier=entries[0].id if len(entries) == PAGE_LINES else "",
            lines=[line(entry, talk.channel, deliveries) for entry in entries],
            state=state_words(case, me),
            marks=[*posted_marks(case), *silence_words(case)],
            climbed=[climb_words(step, deliveries) for step in case.climbed],
            kinds=kinds_words(case),
            mine=case.state is CaseState.WITH_WORKER and case.worker_id == me.id,
            lead=me.role is Role.LEAD,
            band=BANDS.get(talk.age_band or "", "not known: treat as the youngest"),
            sms=talk.channel is Channel.SMS,
            **await self._options.of(talk, case, me, now),
            **await self._talking.of(talk, case, me, now, entries, from_start=len(entries) < PAGE_LINES),
            safety=shown(talk, case, me),
            risk_kinds=KINDS,
            risk_levels=LEVELS,
        )

    async def find(self, visit: Visit) -> tuple[Conversation, Case] | None:
        """The talk and case named in the address, if they belong together."""
        contact = ContactId(visit.request.path_params["contact"])
        talk = await self._store.reads.conversation(contact)
        case = await self._store.reads.case(contact, visit.request.path_params["case_id"])
        return (talk, case) if talk and case and case.contact == contact else None

    async def ring_all(self, visit: Visit) -> Response:
        """A bell whenever any case or delivery changes."""
        return self._bell(EVERYONE)

    async def ring_one(self, visit: Visit) -> Response:
        """A bell whenever this young person's talk, case or deliveries change."""
        found = await self.find(visit)
        if found is None:
            return self._pages.page("gone.html", 404, me=visit.me, csrf=visit.csrf)
        await self._opened(visit.me, *found, reads_on=True)
        return self._bell(found[0].contact, found[1].id, visit.me)

    async def _opened(self, me: Worker, talk: Conversation, case: Case, *, reads_on: bool) -> None:
        """A line in the audit. A page that is open and reads on has its line already, whoever says of theirs that it is."""
        now = self._clock()
        if reads_on and await self._talking.has_open(talk.contact, case.id, me, now):
            return
        line = AuditLine(now, me.id, "case_opened", talk.contact, case.id)
        await self._store.commit.commit(Changes(talk, audit=(line,), news_only=True))

    def _bell(self, contact: ContactId, case_id: str = "", me: Worker | None = None) -> Response:
        return EventSourceResponse(self._rings(contact, case_id, me), ping=_PING_SECONDS, headers=dict(HEADERS))

    async def _rings(self, contact: ContactId, case_id: str, me: Worker | None) -> AsyncIterator[ServerSentEvent]:
        also: tuple[str, ...] = ()
        yield ServerSentEvent("open", event="ring")  # whatever happened while the page was away
        try:
            async for event in self._store.bell.events(contact):
                before, also = also, await self._talking.looks(contact, case_id, me, self._clock()) if me else ()
                if me and event and event.what == WRITES[Speaker.YOUNG_PERSON]:
                    yield ServerSentEvent("young_person", event="writing")  # nothing changed: nobody reads the page anew
                if also != before or (
                    event and event.what not in WRITES.values()
                ):  # a colleague opened it, or left: told within a quiet time
                    yield ServerSentEvent(event.what if event else "open", event="ring")
        except RedisError:
            return  # the page comes back by itself
