"""What young people left for those who plan services, and what Lev could not answer. Visits in, pages out.

Never shows a voice to a designer before a lead has read it and taken out what could tell of somebody.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from starlette.responses import RedirectResponse, Response

from bot.content.hours import LONDON
from bot.desk.guards import Visit
from bot.desk.noted import noted_of_desk
from bot.desk.pages import Pages
from bot.desk.show import AREAS, BANDS
from bot.privacy.redact.redactor import standing
from bot.store.open import Store
from bot.themes.tag import week_of

MONTHS = 13  # a year back, and the month that is running: as long as a voice is kept
WEEKS = 13  # as long as a question without an answer is kept
LONGEST = 1_000  # characters of a wording that is passed on
_TO_READ = {"back": "/desk/listening", "back_to": "Back to listening"}


class ListeningPages:
    """Pages for leads (all voices, unanswered questions) and for designers (voices that were passed on)."""

    def __init__(self, store: Store, pages: Pages, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._pages = pages
        self._clock = clock
        self._redactor = standing()

    async def to_read(self, visit: Visit) -> Response:
        """Voices of a month that nobody has passed on yet, those that were, and a week's questions without an answer."""
        months, weeks = self._months(), self._weeks()
        month = _asked(visit, "month", months)
        week = _asked(visit, "week", weeks)
        if month is None or week is None:
            return self._refused(visit, 404, "Nothing is kept for that time.")
        voices = await self._store.listening.voices(month)
        await noted_of_desk(self._store, self._clock(), visit.me.id, "voices_read", ("month", month))
        return self._pages.page(
            "listening.html",
            me=visit.me,
            csrf=visit.csrf,
            months=months,
            month=month,
            weeks=weeks,
            week=week,
            new=[(voice, self._redactor.pieces(voice.text)) for voice in voices if not voice.shared],
            shared=[voice for voice in voices if voice.shared],
            gaps=await self._store.listening.gaps(week),
            bands=BANDS,
            areas=AREAS,
            longest=LONGEST,
        )

    async def decide(self, visit: Visit) -> Response:
        """A lead passes a voice on in a wording of theirs, or leaves it out for good."""
        month, voice_id = visit.request.path_params["month"], visit.request.path_params["voice_id"]
        wording = str(visit.form.get("wording") or "").strip()
        if visit.form.get("do") == "leave_out":
            await self._store.listening.leave_out(month, voice_id)
            await self._note(visit, "voice_left_out", voice_id)
        elif not wording or len(wording) > LONGEST:
            return self._refused(visit, 400, f"Write the words to pass on, in {LONGEST} characters at most.")
        elif not await self._store.listening.share(month, voice_id, wording, visit.me.id):
            return self._refused(visit, 409, "That voice has been taken back, or was left out before.")
        else:
            await self._note(visit, "voice_passed_on", voice_id)
        return RedirectResponse(f"/desk/listening?month={month}", 303)

    async def _note(self, visit: Visit, did: str, voice_id: str) -> None:
        await noted_of_desk(self._store, self._clock(), visit.me.id, did, ("voice", voice_id))

    async def shared(self, visit: Visit) -> Response:
        """A month's voices in the wording a lead passed on."""
        months = self._months()
        month = _asked(visit, "month", months)
        if month is None:
            return self._refused(visit, 404, "Nothing is kept for that time.")
        voices = [voice for voice in await self._store.listening.voices(month) if voice.shared]
        await noted_of_desk(self._store, self._clock(), visit.me.id, "passed_on_voices_read", ("month", month))
        return self._pages.page("voices.html", me=visit.me, csrf=visit.csrf, months=months, month=month, voices=voices)

    def _refused(self, visit: Visit, status: int, why: str) -> Response:
        back = {"back": visit.request.url.path, "back_to": "Back"} if visit.request.method == "GET" else _TO_READ
        return self._pages.page("refused.html", status, me=visit.me, csrf=visit.csrf, why=why, **back)

    def _months(self) -> list[str]:
        first = self._clock().astimezone(LONDON).replace(day=1)
        months = []
        for _ in range(MONTHS):
            months.append(f"{first:%Y-%m}")
            first = (first - timedelta(days=1)).replace(day=1)
        return months

    def _weeks(self) -> list[str]:
        return [week_of(self._clock() - timedelta(weeks=back)) for back in range(WEEKS)]


def _asked(visit: Visit, name: str, known: list[str]) -> str | None:
    asked = visit.request.query_params.get(name) or known[0]
    return asked if asked in known else None
