"""The page on which a worker judges a case. Visits in, the page or a plain refusal out.

Never answers a sign itself: what the screen found stands beside the question.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from starlette.responses import JSONResponse, RedirectResponse, Response

from bot.content.desk_lists import DeskLists
from bot.content.words import Words
from bot.desk import assess, timing
from bot.desk.assessed import answers_shown, left_to_do, promise_said
from bot.desk.cases import Cases
from bot.desk.guards import Line, Need, Visit
from bot.desk.hands import field
from bot.desk.pages import HEADERS, Pages
from bot.desk.scene import Scene, TakenAlready
from bot.desk.show import BANDS, PAGE_LINES, kinds_words, state_words
from bot.model.case import Case, Refused
from bot.model.changes import AuditLine, Changes, Conflict
from bot.model.conversation import Conversation
from bot.model.message import Entry, Speaker
from bot.model.worker import Role
from bot.store.open import Store
from bot.themes.clock import with_clock

_TRIES = 10  # as for the moves: each conflict is somebody else's change that went through


class Assessing:
    """The pages of assessment and referral."""

    def __init__(
        self, store: Store, cases: Cases, pages: Pages, words: Words, lists: DeskLists, clock: Callable[[], datetime]
    ) -> None:
        self._store, self._cases, self._pages = store, cases, pages
        self._words, self._lists, self._clock = words, lists, clock

    def table(self, case: str) -> tuple[Line, ...]:
        """The routes under a case's address."""
        return (
            ("GET", f"{case}/assessment", Need.CASES, self.show),
            ("POST", f"{case}/assessment/{{part:str}}", Need.CASES, self.part),
        )

    async def show(self, visit: Visit) -> Response:
        """The page with all parts."""
        found = await self._cases.find(visit)
        if found is None:
            return self._pages.page("gone.html", 404, me=visit.me, csrf=visit.csrf)
        (talk, case), now = found, self._clock()
        opened = AuditLine(now, visit.me.id, "assessment_opened", talk.contact, case.id)
        await self._store.commit.commit(Changes(talk, audit=(opened,), news_only=True))
        entries = await self._store.reads.latest(talk.contact, PAGE_LINES)
        scene = Scene(talk, case, visit.me, now, self._words)
        return self._pages.page("assessment.html", me=visit.me, csrf=visit.csrf, **self.values(scene, entries))

    def values(self, scene: Scene, entries: Sequence[Entry]) -> dict[str, Any]:
        """What the page shows."""
        talk, case, lists = scene.talk, scene.case, self._lists.indicators
        judged = assess.judged(case)
        return {
            "case": case,
            "talk": talk,
            "place": f"/desk/case/{talk.contact}/{case.id}",
            "state": state_words(case, scene.worker),
            "kinds": kinds_words(case),
            "band": BANDS.get(talk.age_band or "", "not known: treat as the youngest"),
            "may": _may(scene),
            "lead": scene.worker.role is Role.LEAD,
            "judged": judged,
            "groups": answers_shown(case, lists, entries),
            "lists": lists,
            "risk_levels": assess.LEVELS,
            "answers": assess.ANSWERS,
            "lines": [line for line in entries if line.speaker is Speaker.YOUNG_PERSON],
            "quoted": {quote.entry for quote in judged.own_words.quotes} if judged.own_words else set(),
            "promise": promise_said(talk, judged, entries, self._words),
            "left": left_to_do(judged, case),
            **timing.values(scene, self._lists.limits),
        }

    async def part(self, visit: Visit) -> Response:
        """One part of the page, by its name in the address."""
        for _ in range(_TRIES):
            found = await self._cases.find(visit)
            if found is None:
                return self._refused(visit, 404, "There is no such case.")
            try:
                await self._store.commit.commit(await self._changes(visit, *found))
            except Conflict:
                continue
            except Refused as error:
                return self._refused(visit, 409 if isinstance(error, TakenAlready) else 400, error.why)
            return self._done(visit)
        return self._refused(visit, 503, "Too much is happening in this case. Try again.")

    async def _changes(self, visit: Visit, talk: Conversation, case: Case) -> Changes:
        scene, lists = Scene(talk, case, visit.me, self._clock(), self._words), self._lists.indicators
        assess.may_write(scene)
        match visit.request.path_params["part"]:
            case "signs":
                return assess.signs(scene, lists, {name: field(visit, name) for name in visit.form})
            case "strengths":
                return assess.strengths(scene, lists, many(visit, "strength"), field(visit, "note"), field(visit, "model"))
            case "own_words":
                found = [await self._store.reads.line(talk.contact, entry) for entry in many(visit, "quote")]
                lines = [line for line in found if line]
                return assess.own_words(scene, lines, *(field(visit, name) for name in ("wants", "fears", "not_wanted")))
            case "promise":
                return assess.promise(scene, field(visit, "said_at"), field(visit, "words"))
            case "consent":
                return assess.consent(
                    scene, lists, field(visit, "answer"), many(visit, "why"), field(visit, "reason"), field(visit, "parents")
                )
            case "decision":
                return assess.decision(scene, lists, *(field(visit, name) for name in ("level", "what", "why")))
            case "agree":
                return assess.agree(scene)
        changes = timing.part(scene, visit.request.path_params["part"], lambda name: field(visit, name))
        return with_clock(case, changes, self._lists.limits, scene.now)

    def _done(self, visit: Visit) -> Response:
        params = visit.request.path_params
        to = f"/desk/case/{params['contact']}/{params['case_id']}/assessment#{params['part']}"
        return RedirectResponse(to, 303, headers=HEADERS)

    def _refused(self, visit: Visit, status: int, why: str) -> Response:
        if "application/json" in visit.request.headers.get("accept", ""):
            return JSONResponse({"error": why}, status, headers=HEADERS)
        params = visit.request.path_params
        back = f"/desk/case/{params['contact']}/{params['case_id']}/assessment"
        return self._pages.page("refused.html", status, me=visit.me, csrf=visit.csrf, why=why, back=back)


def many(visit: Visit, name: str) -> list[str]:
    """All values of a field."""
    return [value for value in visit.form.getlist(name) if isinstance(value, str)]


def _may(scene: Scene) -> str:
    """Empty when they may write; else why not."""
    try:
        assess.may_write(scene)
    except Refused as error:
        return error.why
    return ""
