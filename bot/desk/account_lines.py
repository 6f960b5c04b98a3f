"""Audit lines about accounts: who did what to whose. Ids in, a line in the chain out.

Never a login, a name, an address or a code: ids of accounts and words of ours only.
"""

from collections.abc import Callable
from datetime import datetime

from bot.model.changes import AuditLine
from bot.model.message import ContactId
from bot.store.audit_lines import AuditLines


class AccountLines:
    """Writes them; `who` did it and `whom` it was done to are ids of accounts."""

    def __init__(self, lines: AuditLines, clock: Callable[[], datetime]) -> None:
        self._lines = lines
        self._clock = clock

    async def note(self, who: str, did: str, whom: str, **detail: str) -> None:
        """One line."""
        told = (("account", whom), *detail.items())
        await self._lines.add(AuditLine(self._clock(), who, did, ContactId(""), None, told))
