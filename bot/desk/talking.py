"""What stands beside the conversation. A case page's talk and lines in, values for its small templates out.

Never changes a case.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.desk.advice import advice
from bot.desk.saying import said_id
from bot.desk.shelf import Shelf
from bot.model.case import Case
from bot.model.conversation import Conversation
from bot.model.message import ContactId, Entry
from bot.model.worker import Worker
from bot.store.looking import Looking
from bot.store.open import Store
from bot.store.unsent import Reply


class Talking:
    """For the conversation's part of the case page."""

    def __init__(self, store: Store, shelf: Shelf | None) -> None:
        self._store = store
        self._looking = Looking(store.redis, store.codec)
        self._shelf = shelf

    async def of(
        self, talk: Conversation, case: Case, me: Worker, now: datetime, entries: Sequence[Entry], *, from_start: bool
    ) -> dict[str, Any]:
        """Replies and places when the case is this worker's, and what is said between the lines."""
        mine = case.open and case.worker_id == me.id and self._shelf
        return {
            "ready": self._shelf.ready(talk, me.first_name, now) if mine and self._shelf else [],
            "places": self._shelf.places(talk, now) if mine and self._shelf else [],
            "also": await self.looks(talk.contact, case.id, me, now),
            "advice": advice(entries, from_start=from_start),
            "unsent": await self._draft(case, me) if case.open and case.worker_id == me.id else None,
            "seen": entries[-1].id if entries else "0-0",
        }

    async def looks(self, contact: ContactId, case_id: str, me: Worker, now: datetime) -> tuple[str, ...]:
        """Notes that somebody has the page open; who else has."""
        return await self._looking.looks(contact, case_id, me, now)

    async def has_open(self, contact: ContactId, case_id: str, me: Worker, now: datetime) -> bool:
        """Whether this worker's page of this case is open already."""
        return await self._looking.has_open(contact, case_id, me, now)

    async def _draft(self, case: Case, me: Worker) -> Reply | None:
        """What they were writing, unless it was sent: a draft that was saved late must not come back."""
        reply = await self._store.unsent.read(case, me.id)
        if reply and await self._store.reads.delivery(case.contact, said_id(case.contact, reply.nonce)):
            await self._store.unsent.drop(case, me.id)
            return None
        return reply
