"""The audit for leads: who read or did what, when and why; whether the chains are whole; and a file of it. A visit in, pages out.

Never changes a line, and never shows the audit without a line that says so.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from starlette.responses import Response

from bot.desk.account_lines import AccountLines
from bot.desk.audit_out import as_csv, as_json
from bot.desk.guards import Visit
from bot.desk.pages import HEADERS, Pages
from bot.store.accounts import Accounts
from bot.store.audit_reads import Wanted, latest
from bot.store.chain import walk
from bot.store.keys import all_lanes
from bot.store.open import Store

_MOST = 200  # on one page; the file has all


class AuditPage:
    """The page at /desk/audit."""

    def __init__(self, store: Store, accounts: Accounts, pages: Pages, lines: AccountLines, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._accounts = accounts
        self._pages = pages
        self._lines = lines
        self._clock = clock

    async def show(self, visit: Visit) -> Response:
        """The youngest lines that fit what is asked for."""
        return await self._page(visit)

    async def verify(self, visit: Visit) -> Response:
        """Recomputes every lane's chain from its start."""
        walked = {lane.number: await walk(self._store.patient, lane) for lane in all_lanes()}
        broken = {number: one.broken for number, one in walked.items() if one.broken}
        await self._lines.note(visit.me.id, "audit_verified", visit.me.id, broken=str(len(broken)))
        return await self._page(visit, checked=sum(one.lines for one in walked.values()), broken=broken)

    async def export(self, visit: Visit) -> Response:
        """All lines that fit, as a file."""
        wanted, kind = wanted_of(visit), visit.request.query_params.get("as", "csv")
        await self._lines.note(visit.me.id, "audit_exported", visit.me.id, form="json" if kind == "json" else "csv")
        lines = await latest(self._store.patient, wanted)
        text, media = (as_json, "application/json") if kind == "json" else (as_csv, "text/csv")
        name = f'attachment; filename="lev-audit.{"json" if kind == "json" else "csv"}"'
        headers = HEADERS | {"Content-Disposition": name}
        return Response(text(lines, await self._names()), headers=headers, media_type=media)

    async def _page(self, visit: Visit, **more: Any) -> Response:
        wanted = wanted_of(visit)
        lines = await latest(self._store.patient, wanted, _MOST)
        await self._lines.note(visit.me.id, "audit_read", visit.me.id)
        values: dict[str, Any] = {
            "me": visit.me,
            "csrf": visit.csrf,
            "lines": lines,
            "names": await self._names(),
            "wanted": wanted,
        }
        return self._pages.page("audit.html", most=_MOST, **(values | {"checked": None, "broken": {}} | more))

    async def _names(self) -> dict[str, str]:
        return {worker.id: worker.first_name for worker in await self._accounts.all()}


def wanted_of(visit: Visit) -> Wanted:
    """What the page was asked for; a day that is none is no day."""
    asked = visit.request.query_params
    return Wanted(asked.get("who", ""), asked.get("about", "").strip(), day_of(asked.get("day", "")))


def day_of(said: str) -> date | None:
    """A day such as 2026-11-26."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
