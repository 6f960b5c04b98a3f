"""The practice room: choose a scripted young person, claim, reply, refer, close, and read what went well. Visits in, pages out.

Never touches a talk, a case, a count, a bell, a phone or the audit: all it knows is a script and its own place in the store.
"""

from starlette.responses import RedirectResponse, Response

from bot.content.desk_lists import DeskLists
from bot.content.practice import ACTS
from bot.desk.guards import Visit
from bot.desk.hands import field
from bot.desk.pages import HEADERS, Pages
from bot.desk.play import feedback, may, talk
from bot.model.case import Refused
from bot.model.practice import Practice, Step
from bot.store.open import Store

_LONGEST = 1_500
_MOST = 60  # steps of one practice talk
_PLACE = "/desk/practice/talk"


class PracticePages:
    """At /desk/practice."""

    def __init__(self, store: Store, pages: Pages, lists: DeskLists) -> None:
        self._store = store
        self._pages = pages
        self._scripts = lists.practice
        self._routes = {route.id: route.name for route in lists.referral.values()}

    async def choose(self, visit: Visit) -> Response:
        """The scripts, and the talk that runs."""
        running = await self._store.practice.of(visit.me.id)
        return self._pages.page(
            "practice.html", me=visit.me, csrf=visit.csrf, scripts=list(self._scripts.values()),
            running=self._scripts.get(running.script) if running else None,
        )  # fmt: skip

    async def begin(self, visit: Visit) -> Response:
        """A new practice talk; the one before is gone."""
        if field(visit, "script") not in self._scripts:
            return self._refused(visit, "Choose somebody to practise with.")
        await self._store.practice.keep(visit.me.id, Practice(field(visit, "script")))
        return RedirectResponse(_PLACE, 303, headers=HEADERS)

    async def show(self, visit: Visit) -> Response:
        """The talk that runs, or the feedback on one that is closed."""
        running = await self._store.practice.of(visit.me.id)
        script = self._scripts.get(running.script) if running else None
        if running is None or script is None:
            return RedirectResponse("/desk/practice", 303, headers=HEADERS)
        acts = [step.act for step in running.steps]
        closed = "close" in acts
        return self._pages.page(
            "practice_talk.html", me=visit.me, csrf=visit.csrf, script=script, lines=talk(script, running.steps, self._routes),
            claimed="claim" in acts, asked="safe_check" in acts, closed=closed, place=_PLACE,
            referred_to=list(self._routes.items()), longest=_LONGEST,
            seen=feedback(script, running.steps) if closed else [],
        )  # fmt: skip

    async def step(self, visit: Visit) -> Response:
        """One thing the worker does."""
        act, text = visit.request.path_params["act"], field(visit, "text")[:_LONGEST]
        running = await self._store.practice.of(visit.me.id)
        if running is None or act not in ACTS:
            return self._refused(visit, "Begin a practice talk first.")
        try:
            if act == "refer" and text not in self._routes:
                raise Refused("Choose where you refer to.")
            if act != "close" and len(running.steps) >= _MOST:
                raise Refused("This practice talk is long enough. Close it.")
            may(running.steps, Step(act, text))
        except Refused as error:
            return self._refused(visit, error.why)
        await self._store.practice.keep(visit.me.id, Practice(running.script, (*running.steps, Step(act, text.strip()))))
        return RedirectResponse(_PLACE, 303, headers=HEADERS)

    def _refused(self, visit: Visit, why: str) -> Response:
        return self._pages.page("practice_refused.html", 400, me=visit.me, csrf=visit.csrf, why=why)
