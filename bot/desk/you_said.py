"""Where designers write "you said, we did", and a second person publishes it. Visits in, pages out.

Never publishes on one person's word, and never a young person's own sentence: it can be taken back, a page that was read cannot.
"""

import re
import secrets
from collections.abc import Callable, Iterator
from datetime import datetime

from starlette.responses import RedirectResponse, Response

from bot.desk.guards import Line, Need, Visit
from bot.desk.months import months
from bot.desk.noted import noted_of_desk
from bot.desk.pages import Pages
from bot.model.you_said import YouSaid
from bot.privacy.redact.redactor import standing
from bot.store.open import Store
from bot.store.you_said import YouSaidStore

LONGEST = 400  # characters of each half: what fits a phone's screen
_QUOTE = 6  # words in a row that are somebody's own and not a turn of phrase
_HERE = "/desk/you-said"
_BACK = {"back": _HERE, "back_to": "Back to You said, we did"}


class YouSaidPages:
    """Drafts, what is published, and the three moves: write, publish, take away."""

    def __init__(self, store: Store, pages: Pages, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._entries = YouSaidStore(store.redis, store.codec)
        self._pages = pages
        self._clock = clock
        self._redactor = standing()

    def table(self) -> tuple[Line, ...]:
        """Every route: method, path, what it needs, and who answers."""
        return (
            ("GET", _HERE, Need.THEMES, self.show),
            ("POST", _HERE, Need.THEMES, self.write),
            ("POST", f"{_HERE}/{{entry:str}}", Need.THEMES, self.move),
        )

    async def show(self, visit: Visit) -> Response:
        """All entries; what could tell of somebody is marked in drafts."""
        entries = await self._entries.all()
        drafts = [
            (entry, self._redactor.pieces(entry.said), self._redactor.pieces(entry.did))
            for entry in entries
            if not entry.published_at
        ]
        published = [entry for entry in entries if entry.published_at]
        return self._pages.page(
            "you_said.html", me=visit.me, csrf=visit.csrf, drafts=drafts, published=published, longest=LONGEST, said="", did=""
        )

    async def write(self, visit: Visit) -> Response:
        """A new draft."""
        said, did = (" ".join(str(visit.form.get(name) or "").split()) for name in ("said", "did"))
        if not said or not did or max(len(said), len(did)) > LONGEST:
            return self._refused(visit, 400, f"Write both halves, in {LONGEST} characters at most each.")
        if await self._quotes(said, did):
            return self._refused(
                visit, 409, "This has a young person's own words in it. They can take those back, so write it in yours."
            )
        entry = YouSaid(secrets.token_hex(8), said, did, visit.me.id, self._clock())
        if not await self._entries.keep(entry):
            return self._refused(visit, 409, "There are too many entries. Take old ones away first.")
        await self._note(visit, "you_said_written", entry.id)
        return RedirectResponse(_HERE, 303)

    async def move(self, visit: Visit) -> Response:
        """Publish, or take away."""
        entry_id, what = visit.request.path_params["entry"], visit.form.get("do")
        if what == "publish":
            if not await self._entries.publish(entry_id, visit.me.id, self._clock()):
                return self._refused(visit, 409, "Somebody else than its writer has to publish it, and once is enough.")
            await self._note(visit, "you_said_published", entry_id)
        elif what == "take_away":
            if await self._entries.take_away(entry_id):
                await self._note(visit, "you_said_taken_away", entry_id)
        else:
            return self._refused(visit, 400, "Choose what to do.")
        return RedirectResponse(_HERE, 303)

    async def _quotes(self, *halves: str) -> bool:
        """Whether words in a row are those of a voice that is still kept."""
        runs = {run for half in halves for run in _runs(half)}
        for month in months(self._clock()):
            for voice in await self._store.listening.voices(month):
                if not runs.isdisjoint((*_runs(voice.text), *_runs(voice.shared or ""))):
                    return True
        return False

    async def _note(self, visit: Visit, did: str, entry_id: str) -> None:
        await noted_of_desk(self._store, self._clock(), visit.me.id, did, ("entry", entry_id))

    def _refused(self, visit: Visit, status: int, why: str) -> Response:
        return self._pages.page("refused.html", status, me=visit.me, csrf=visit.csrf, why=why, **_BACK)


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return (tuple(words[at : at + _QUOTE]) for at in range(len(words) - _QUOTE + 1))
