"""The review of closed cases: a sample is drawn, each case of it is looked at. Visits in, pages and sealed answers out.

Never lets a lead choose the cases, draw again before the last sample is done, or review a case of their own.
"""

import secrets
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

from starlette.responses import RedirectResponse, Response

from bot.content.lead_lists import ANSWERS, ReviewForm
from bot.desk.guards import Visit
from bot.desk.hands import field
from bot.desk.months import month_of, months
from bot.desk.noted import noted, noted_of_desk
from bot.desk.pages import HEADERS, Pages
from bot.desk.sample import check_of, sample
from bot.desk.show import kinds_words
from bot.model.case import Case, Refused
from bot.model.changes import AuditLine
from bot.model.leading import Draw, Drawn, Review
from bot.model.message import ContactId
from bot.store.open import Store

_LONGEST = 2_000
_NONE = "No case was closed in that time that has not been drawn before."
_BACK = {"back": "/desk/reviews", "back_to": "Back to the reviews"}


class Reviews:
    """For leads."""

    def __init__(self, store: Store, pages: Pages, form: ReviewForm, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._pages = pages
        self._form = form
        self._clock = clock

    async def show(self, visit: Visit) -> Response:
        """All samples of a year, the newest first, with what was found."""
        shown = [await self._shown(draw, visit.me.id) for draw in await self._draws()]
        await noted_of_desk(self._store, self._clock(), visit.me.id, "reviews_read")
        found = [row["review"] for draw in shown for row in draw["rows"] if row["review"] and not row["review"].not_done]
        return self._pages.page(
            "reviews.html", me=visit.me, csrf=visit.csrf, draws=shown, form=self._form, answers=ANSWERS, done=len(found),
            sums=[(question, Counter(one.answers.get(name) for one in found)) for name, question in self._form.questions.items()],
            left=sum(draw["left"] for draw in shown), longest=_LONGEST,
        )  # fmt: skip

    async def draw(self, visit: Visit) -> Response:
        """A new sample, once the last one is done."""
        now, me, before = self._clock(), visit.me, await self._draws()
        for draw in before:
            if (await self._shown(draw, me.id))["left"]:
                return self._refused(visit, 409, "The last sample is not done yet. Review its cases first, or say why you cannot.")
        known = {drawn.case_id for draw in before for drawn in draw.cases}
        pool = [case for case in await self._store.leading.closed(now, self._form.days) if case.id not in known]
        seed = secrets.token_hex(8)
        chosen = sample(pool, seed, self._form.most)
        if not chosen:
            return self._refused(visit, 409, _NONE)
        cases = tuple(Drawn(case.contact, case.id) for case in chosen)
        draw = Draw(
            secrets.token_hex(8), month_of(now), now, me.id, me.first_name, self._form.days, len(pool), seed, check_of(pool), cases
        )
        detail = (("draw", draw.id), ("seed", seed), ("pool", str(len(pool))), ("check", draw.check))
        for case in chosen:  # before the sample is kept: a draw that nobody can find in the audit would be one too many
            await noted(self._store, AuditLine(now, me.id, "drawn_for_review", case.contact, case.id, detail))
        await self._store.leading.keep_draw(draw)
        return RedirectResponse("/desk/reviews", 303, headers=HEADERS)

    async def answer(self, visit: Visit) -> Response:
        """What a lead found in one case of a sample, once and for good."""
        contact, case_id = ContactId(visit.request.path_params["contact"]), visit.request.path_params["case_id"]
        draw = next((one for one in await self._draws() if Drawn(contact, case_id) in one.cases), None)
        if draw is None:
            return self._refused(visit, 404, "That case is in no sample.")
        case = await self._store.reads.case(contact, case_id)
        try:
            review = self._read(visit, Drawn(contact, case_id), case, draw)
            if await self._store.leading.review(Drawn(contact, case_id)):
                raise Refused("That case has been reviewed already. What was found stays as it is.")
        except Refused as error:
            return self._refused(visit, 400, error.why)
        detail = (("draw", draw.id), ("done", "no" if review.not_done else "yes"), ("act", "yes" if review.act else "no"))
        await noted(self._store, AuditLine(review.at, visit.me.id, "reviewed", contact, case_id, detail), review)
        return RedirectResponse("/desk/reviews", 303, headers=HEADERS)

    def _read(self, visit: Visit, drawn: Drawn, case: Case | None, draw: Draw) -> Review:
        me, text, act = visit.me, field(visit, "text").strip(), field(visit, "act") == "yes"
        if len(text) > _LONGEST:
            raise Refused(f"Write {_LONGEST} characters at most.")
        not_done = field(visit, "do") == "not_done"
        if not_done and not text:
            raise Refused("Say why this case cannot be reviewed.")
        if not not_done and case and case.worker_id == me.id:
            raise Refused("You had this case: another lead reviews it. If there is none, say so and press the other button.")
        answers = {} if not_done else {name: field(visit, name) for name in self._form.questions}
        if not set(answers.values()) <= set(ANSWERS):
            raise Refused("Answer every question.")
        if act and not text:
            raise Refused("Write what must be done.")
        why = text if not_done else ""
        return Review(drawn.case_id, drawn.contact, draw.id, self._clock(), me.id, me.first_name, answers, text, act, why)

    async def _shown(self, draw: Draw, me: str) -> dict[str, Any]:
        rows = [await self._row(drawn, me) for drawn in draw.cases]
        return {"draw": draw, "rows": rows, "left": sum(row["case"] is not None and row["review"] is None for row in rows)}

    async def _row(self, drawn: Drawn, me: str) -> dict[str, Any]:
        case = await self._store.reads.case(drawn.contact, drawn.case_id)
        return {
            "case": case,
            "kinds": kinds_words(case) if case else "",
            "own": bool(case and case.worker_id == me),
            "place": f"{drawn.contact}/{drawn.case_id}",
            "review": await self._store.leading.review(drawn),
        }

    async def _draws(self) -> list[Draw]:
        return await self._store.leading.draws(months(self._clock()))

    def _refused(self, visit: Visit, status: int, why: str) -> Response:
        return self._pages.page("refused.html", status, me=visit.me, csrf=visit.csrf, why=why, **_BACK)
