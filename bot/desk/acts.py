"""What a worker does to a case. A posted form in; read, move, commit; a page or a plain refusal out.

Never does a thing twice for one press of a button, and never leaves a worker guessing who has the case.
"""

from collections.abc import Callable
from datetime import datetime

from starlette.responses import JSONResponse, RedirectResponse, Response

from bot.content.themes import Themes
from bot.content.vocabulary import Vocabulary
from bot.content.words import Words
from bot.desk import moves
from bot.desk.cases import Cases
from bot.desk.guards import Visit
from bot.desk.hands import Hands, field
from bot.desk.mark import mark
from bot.desk.measured import measured
from bot.desk.pages import HEADERS, Pages
from bot.desk.saying import AGAIN, Saying
from bot.desk.scene import NotSafeNow, Scene, TakenAlready
from bot.measure.metrics import Metrics
from bot.model.case import Refused
from bot.model.changes import Changes, Conflict
from bot.store.open import Store
from bot.themes.outcomes import with_outcome

_TRIES = 10  # each conflict means that somebody else's change went through, so this is plenty


class Acts:
    """The moves as handlers."""

    def __init__(
        self,
        store: Store,
        hands: Hands,
        cases: Cases,
        pages: Pages,
        words: Words,
        vocabulary: Vocabulary,
        clock: Callable[[], datetime],
        metrics: Metrics | None = None,
        *,
        themes: Themes,
    ) -> None:
        self._store = store
        self._hands = hands
        self._saying = Saying(store)
        self._cases = cases
        self._pages = pages
        self._words = words
        self._vocabulary = vocabulary
        self._clock = clock
        self._metrics, self._themes = metrics or Metrics(), themes

    async def move(self, visit: Visit) -> Response:
        """Any move by its name in the address."""
        await self._store.present.seen(visit.me.id, self._clock())
        for _ in range(_TRIES):
            found = await self._cases.find(visit)
            if found is None:
                return self._refused(visit, 404, "There is no such case.")
            scene = Scene(*found, visit.me, self._clock(), self._words)
            metrics = self._metrics.unless(scene.case.practice)
            try:
                changes = await self._changes(visit, scene)
                if changes:
                    await self._store.commit.commit(with_outcome(scene.case, changes, self._themes, scene.now))
                    measured(metrics, scene, changes)
            except Conflict:
                metrics.conflicted("desk")
                continue  # read again: the young person wrote, or a colleague was quicker
            except TakenAlready as error:
                return self._refused(visit, 409, error.why, anyway=isinstance(error, NotSafeNow))
            except Refused as error:
                return self._refused(visit, 400, error.why)
            return self._done(visit)
        return self._refused(visit, 503, "Too much is happening in this case. Try again.")

    async def _changes(self, visit: Visit, scene: Scene) -> Changes | None:
        if hand := self._hands.moves.get(visit.request.path_params["move"]):
            return await hand(visit, scene)
        match visit.request.path_params["move"]:
            case "acknowledge":
                return moves.acknowledge(scene)
            case "say":
                return await self._saying.say(visit, scene)
            case "draft":
                await self._saying.keep(visit, scene)
                return None
            case "writing":
                await self._saying.writing(scene)
                return None
            case "note":
                return moves.note(scene, field(visit, "text"))
            case "release":
                return moves.release(scene)
            case "hand_back":
                return moves.hand_back(scene)
            case "mark":
                return await self._mark(visit, scene)
        raise Refused("There is no such move.")

    async def _mark(self, visit: Visit, scene: Scene) -> Changes:
        line = await self._store.reads.line(scene.talk.contact, field(visit, "line"))
        return mark(scene, self._vocabulary, line, *(field(visit, name) for name in ("verdict", "kind", "level")))

    def _done(self, visit: Visit) -> Response:
        if _by_script(visit):
            return JSONResponse({"done": True}, headers=HEADERS)
        params = visit.request.path_params
        return RedirectResponse(f"/desk/case/{params['contact']}/{params['case_id']}", 303, headers=HEADERS)

    def _refused(self, visit: Visit, status: int, why: str, *, anyway: bool = False) -> Response:
        if _by_script(visit):
            return JSONResponse({"error": why, "anyway": anyway}, status, headers=HEADERS)
        params = visit.request.path_params
        back = f"/desk/case/{params['contact']}/{params['case_id']}"
        again = {name: field(visit, name) for name in AGAIN} if anyway else {}
        return self._pages.page("refused.html", status, me=visit.me, csrf=visit.csrf, why=why, back=back, again=again)


def _by_script(visit: Visit) -> bool:
    return "application/json" in visit.request.headers.get("accept", "")
