"""What stands beside the conversation. A case page's talk and lines in, values for its small templates out.

Never changes a case.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.desk.advice import advice
from bot.desk.shelf import Shelf
from bot.model.case import Case
from bot.model.conversation import Conversation
from bot.model.message import Entry
from bot.model.worker import Worker


class Talking:
    """For the conversation's part of the case page."""

    def __init__(self, shelf: Shelf | None) -> None:
        self._shelf = shelf

    async def of(
        self, talk: Conversation, case: Case, me: Worker, now: datetime, entries: Sequence[Entry], *, from_start: bool
    ) -> dict[str, Any]:
        """Replies and places when the case is this worker's, and what is said between the lines."""
        mine = case.open and case.worker_id == me.id and self._shelf
        return {
            "ready": self._shelf.ready(talk, me.first_name, now) if mine and self._shelf else [],
            "places": self._shelf.places(talk, now) if mine and self._shelf else [],
            "advice": advice(entries, from_start=from_start),
        }
