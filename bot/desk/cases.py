"""The list of cases and one case, and the live bells of both. Visits in, pages and event streams out.

Never changes a case: that is `bot.desk.acts`. That somebody opened a case is noted in the audit.
"""

from collections.abc import AsyncIterator, Callable
from datetime import datetime

from redis.exceptions import RedisError
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.responses import Response

from bot.content.hours import LONDON
from bot.content.risk_lists import LEVELS
from bot.desk.guards import Visit
from bot.desk.mark import KINDS
from bot.desk.moves import REFERRED_TO
from bot.desk.pages import HEADERS, Pages
from bot.desk.show import BANDS, kinds_words, line, state_words, waited_words
from bot.desk.standing import Standing
from bot.desk.told import climb_words, silence_words
from bot.model.case import OUTCOMES, Case, CaseState, rings
from bot.model.changes import AuditLine, Changes
from bot.model.conversation import Conversation
from bot.model.message import Channel, ContactId
from bot.model.worker import Role
from bot.store.accounts import Accounts
from bot.store.bell import EVERYONE
from bot.store.open import Store

_PING_SECONDS = 15
PAGE_LINES = 500  # of a transcript at once; what was said last must be among them, and a page must stay quick to read anew
_GROUPS = (
    ("Waiting", CaseState.WAITING),
    ("With a worker", CaseState.WITH_WORKER),
    ("To read this shift", CaseState.TO_READ),
)


class Cases:
    """The pages about cases."""

    def __init__(self, store: Store, accounts: Accounts, pages: Pages, standing: Standing, clock: Callable[[], datetime]) -> None:
        self._standing = standing
        self._store = store
        self._accounts = accounts
        self._pages = pages
        self._clock = clock

    async def all(self, visit: Visit) -> Response:
        """The list: waiting by risk then wait, then those with somebody, then those to read."""
        now, me = self._clock(), visit.me
        cases = await self._store.reads.open_cases()
        alarms = [case for case in cases if rings(case)]
        groups = [(title, [_row(case, visit, now) for case in cases if case.state is state]) for title, state in _GROUPS]
        notices = self._standing.notices(now.astimezone(LONDON).date())
        notices += self._standing.drilled(await self._store.drills.last(), now)
        return self._pages.page("list.html", me=me, csrf=visit.csrf, groups=groups, alarms=len(alarms), notices=notices)

    async def one(self, visit: Visit) -> Response:
        """One case with its transcript."""
        found = await self.find(visit)
        if found is None:
            return self._pages.page("gone.html", 404, me=visit.me, csrf=visit.csrf)
        talk, case = found
        now, me = self._clock(), visit.me
        if not visit.request.query_params.get("live"):
            opened = AuditLine(now, me.id, "case_opened", talk.contact, case.id)
            await self._store.commit.commit(Changes(talk, audit=(opened,), news_only=True))
        before = visit.request.query_params.get("before", "")
        entries = await self._store.reads.latest(talk.contact, PAGE_LINES, before)
        deliveries = await self._store.reads.deliveries(talk.contact)
        others = [other for other in await self._accounts.all() if other.active and other.role is not Role.DESIGNER]
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
            marks=silence_words(case),
            climbed=[climb_words(step, deliveries) for step in case.climbed],
            kinds=kinds_words(case),
            mine=case.state is CaseState.WITH_WORKER and case.worker_id == me.id,
            lead=me.role is Role.LEAD,
            band=BANDS.get(talk.age_band or "", "not known: treat as the youngest"),
            sms=talk.channel is Channel.SMS,
            others=[other for other in others if other.id != case.worker_id],
            outcomes=[outcome for outcome in OUTCOMES if outcome != "handed_back"],
            referred_to=REFERRED_TO,
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
        return self._bell(ContactId(visit.request.path_params["contact"]))

    def _bell(self, contact: ContactId) -> Response:
        return EventSourceResponse(self._rings(contact), ping=_PING_SECONDS, headers=dict(HEADERS))

    async def _rings(self, contact: ContactId) -> AsyncIterator[ServerSentEvent]:
        yield ServerSentEvent("open", event="ring")  # whatever happened while the page was away
        try:
            async for event in self._store.bell.events(contact):
                if event:
                    yield ServerSentEvent(event.what, event="ring")
        except RedisError:
            return  # the page comes back by itself


def _row(case: Case, visit: Visit, now: datetime) -> dict[str, object]:
    return {
        "case": case,
        "place": f"/desk/case/{case.contact}/{case.id}",
        "state": state_words(case, visit.me),
        "kinds": kinds_words(case),
        "waited": waited_words(case, now),
        "band": BANDS.get(case.age_band or "", "age not known"),
        "alarms": rings(case),
        "marks": [*silence_words(case), *(climb_words(step, {}) for step in case.climbed[-1:])],
    }
