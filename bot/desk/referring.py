"""The referral of a case: who is told, and the pack to send. Visits in; a page, a PDF or JSON out.

Never sends anything, and never gives it to anybody who may not open the case: each reading and each file is in the audit.
"""

import asyncio
import json
from collections.abc import Callable
from datetime import datetime

from starlette.responses import JSONResponse, RedirectResponse, Response

from bot.content.words import Words
from bot.desk.assess import judged, may_write
from bot.desk.cases import Cases
from bot.desk.guards import Line, Need, Visit
from bot.desk.hands import field
from bot.desk.pack import Values
from bot.desk.pack_lines import parts
from bot.desk.packing import Packing
from bot.desk.pages import HEADERS, Pages
from bot.desk.scene import Scene, TakenAlready
from bot.desk.ways import Way, take, untake, why_not
from bot.model.case import Case, Refused
from bot.model.changes import AuditLine, Changes, Conflict
from bot.model.conversation import Conversation
from bot.store.open import Store

_TRIES = 10  # as for the moves: each conflict is somebody else's change that went through


class Referring:
    """The page of referral, its choices and its files."""

    def __init__(
        self,
        store: Store,
        cases: Cases,
        pages: Pages,
        words: Words,
        packing: Packing,
        clock: Callable[[], datetime],
    ) -> None:
        self._store, self._cases, self._pages = store, cases, pages
        self._words, self._packing, self._clock = words, packing, clock

    def table(self, case: str) -> tuple[Line, ...]:
        """The routes under a case's address."""
        return (
            ("GET", f"{case}/referral", Need.CASES, self.show),
            ("GET", f"{case}/referral.pdf", Need.CASES, self.as_pdf),
            ("GET", f"{case}/referral.json", Need.CASES, self.as_json),
            ("POST", f"{case}/referral/route", Need.CASES, self.choose),
            ("POST", f"{case}/referral/route_out", Need.CASES, self.take_back),
        )

    async def show(self, visit: Visit) -> Response:
        """The page: who can be told, and all of the pack."""
        read = await self._read(visit, "referral_opened")
        if read is None:
            return self._gone(visit)
        scene, offered, values = read
        chosen = {one.route for one in judged(scene.case).routes}
        place = f"/desk/case/{scene.talk.contact}/{scene.case.id}"
        seen: Values = {
            "values": values,
            "parts": parts(values),
            "ways": offered,
            "chosen": chosen,
            "place": place,
            "may": why_not(scene),
        }
        return self._pages.page("referral.html", me=visit.me, csrf=visit.csrf, case=scene.case, **seen)

    async def as_pdf(self, visit: Visit) -> Response:
        """The pack to print or to send."""
        from bot.desk.pack_pdf import as_pack_pdf  # what draws takes 20 MB: only for who needs it

        read = await self._read(visit, "referral_taken", "pdf")
        if read is None:
            return self._gone(visit)
        return _file(await asyncio.to_thread(as_pack_pdf, read[2]), "application/pdf", "pdf")  # others are not held up by it

    async def as_json(self, visit: Visit) -> Response:
        """The pack for a case system: `docs/referral-schema.json`. Plain ASCII, whatever was written."""
        read = await self._read(visit, "referral_taken", "json")
        if read is None:
            return self._gone(visit)
        return _file(f"{json.dumps(read[2], indent=1)}\n".encode(), "application/json", "json")

    async def choose(self, visit: Visit) -> Response:
        """A person's choice."""
        return await self._press(visit, lambda scene, offered: take(scene, offered, field(visit, "route"), field(visit, "why")))

    async def take_back(self, visit: Visit) -> Response:
        """A choice that was wrong."""
        return await self._press(visit, lambda scene, _: untake(scene, field(visit, "route")))

    async def _press(self, visit: Visit, move: Callable[[Scene, tuple[Way, ...]], Changes]) -> Response:
        for _ in range(_TRIES):
            found = await self._cases.find(visit)
            if found is None:
                return self._refused(visit, 404, "There is no such case.")
            scene = self._scene(visit, *found)
            try:
                may_write(scene)
                await self._store.commit.commit(move(scene, self._packing.ways(scene)))
            except Conflict:
                continue
            except Refused as error:
                return self._refused(visit, 409 if isinstance(error, TakenAlready) else 400, error.why)
            return RedirectResponse(f"/desk/case/{found[0].contact}/{found[1].id}/referral", 303, headers=HEADERS)
        return self._refused(visit, 503, "Too much is happening in this case. Try again.")

    async def _read(self, visit: Visit, did: str, form: str = "page") -> tuple[Scene, tuple[Way, ...], Values] | None:
        """What the pack is made of; that it was read is committed first."""
        found = await self._cases.find(visit)
        if found is None:
            return None
        scene = self._scene(visit, *found)
        talk, case, now = *found, scene.now
        opened = AuditLine(now, visit.me.id, did, talk.contact, case.id, (("form", form),))
        await self._store.commit.commit(Changes(talk, audit=(opened,), news_only=True))
        return scene, self._packing.ways(scene), await self._packing.values(scene)

    def _scene(self, visit: Visit, talk: Conversation, case: Case) -> Scene:
        return Scene(talk, case, visit.me, self._clock(), self._words)

    def _gone(self, visit: Visit) -> Response:
        return self._pages.page("gone.html", 404, me=visit.me, csrf=visit.csrf)

    def _refused(self, visit: Visit, status: int, why: str) -> Response:
        if "application/json" in visit.request.headers.get("accept", ""):
            return JSONResponse({"error": why}, status, headers=HEADERS)
        back = visit.request.url.path.rsplit("/", 1)[0]
        return self._pages.page("refused.html", status, me=visit.me, csrf=visit.csrf, why=why, back=back)


def _file(body: bytes, kind: str, ending: str) -> Response:
    """Without a name or a reference in the file's own: folders are seen by others."""
    headers = HEADERS | {"Content-Disposition": f'attachment; filename="referral.{ending}"'}
    return Response(body, media_type=kind, headers=headers)
