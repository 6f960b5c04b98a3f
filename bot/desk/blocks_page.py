"""With whom Lev takes a break now, for leads. A visit in, the page out.

Never shows a word of theirs.
"""

from collections.abc import Callable
from datetime import datetime

from starlette.responses import Response

from bot.content.lead_lists import BlockList
from bot.desk.guards import Visit
from bot.desk.noted import noted_of_desk
from bot.desk.pages import Pages
from bot.store.open import Store


class BlocksPage:
    """At /desk/blocks."""

    def __init__(self, store: Store, pages: Pages, lists: BlockList, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._pages = pages
        self._lists = lists
        self._clock = clock

    async def show(self, visit: Visit) -> Response:
        """Those that hold, the first to end first."""
        now, rows = self._clock(), []
        for contact in await self._store.leading.blocked():
            talk = await self._store.reads.conversation(contact)
            if talk and talk.block and talk.block.holds(now):
                why = self._lists.reasons.get(talk.block.why, talk.block.why)
                rows.append({"place": f"/desk/case/{contact}/{talk.case_id}", "block": talk.block, "why": why})
        rows.sort(key=lambda row: row["block"].until)  # type: ignore[attr-defined]
        await noted_of_desk(self._store, now, visit.me.id, "breaks_read")
        return self._pages.page("blocks.html", me=visit.me, csrf=visit.csrf, rows=rows)
