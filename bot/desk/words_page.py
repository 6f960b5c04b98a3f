"""Every word Lev says and every approved reply of workers, on one page, read-only. A visit in, the page out; for `make preview`
the same page as a file.

Never changes a word: that is done in `data/words` and `data/replies`, and signed by a person.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from starlette.responses import Response

from bot.content.hours import LONDON
from bot.content.services import Services
from bot.content.themes import Themes
from bot.content.to_do import EXPIRED, EXPIRES_SOON, NOT_SIGNED, due, long_unchecked
from bot.content.word import Word
from bot.content.words import Words
from bot.desk.guards import Visit
from bot.desk.pages import FILES, Pages
from bot.desk.words_shown import REPLIES, families, replies_family

STYLE = "desk.css"
_LONGEST_SEARCH = 100  # characters


class WordsPage:
    """For leads and designers."""

    def __init__(
        self,
        words: Words,
        services: Services,
        themes: Themes,
        replies: Sequence[Word],
        pages: Pages,
        clock: Callable[[], datetime],
    ) -> None:
        self._replies = replies
        self._words = words
        self._services = services
        self._themes = themes
        self._pages = pages
        self._clock = clock

    async def show(self, visit: Visit) -> Response:
        """The page; `family`, `due` and `find` in the address narrow it."""
        asked = visit.request.query_params
        today = self._clock().astimezone(LONDON).date()
        values = self.values(
            today,
            family=asked.get("family", ""),
            due_only=asked.get("due") == "yes",
            find=asked.get("find", "")[:_LONGEST_SEARCH],
        )
        return self._pages.page("words.html", me=visit.me, csrf=visit.csrf, **values)

    def values(self, today: date, *, family: str = "", due_only: bool = False, find: str = "") -> dict[str, Any]:
        """What the template needs."""
        every = self._words.all()
        reasons = [reason for word in (*every, *self._replies) for reason in due(word, today)]
        return {
            "families": [
                *families(self._words, self._themes, today, family=family, due_only=due_only, find=find),
                *replies_family(self._replies, today, family=family, due_only=due_only, find=find),
            ],
            "names": [*sorted({word.file.stem for word in every}), REPLIES],
            "replies": len(self._replies),
            "family": family,
            "due_only": due_only,
            "find": find,
            "count": len(every),
            "pending": reasons.count(NOT_SIGNED),
            "expired": reasons.count(EXPIRED),
            "soon": reasons.count(EXPIRES_SOON),
            "stale": [service for service in self._services.all() if long_unchecked(service, today)],
            "today": today,
        }

    def save(self, folder: Path, today: date) -> Path:
        """Writes the whole page with its style beside it, to be read and printed without a desk."""
        folder.mkdir(parents=True, exist_ok=True)
        html = self._pages.html("words.html", me=None, csrf="", assets="", **self.values(today))
        (folder / STYLE).write_bytes((FILES / STYLE).read_bytes())
        path = folder / "words.html"
        path.write_text(html, encoding="utf-8")
        return path
