"""A break from chatting with a contact who sends abuse or pranks. A plain value.

Never keeps a disclosure out: every text is still screened, and what is urgent still reaches a person.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Block:
    """Until `until` (UTC) Lev does not chat.

    `why` is the id of a reason in `data/desk.yml`; `told_at` is when they last heard of it.
    """

    at: datetime
    until: datetime
    by: str
    why: str
    told_at: datetime | None = None

    def holds(self, now: datetime) -> bool:
        """Whether it still does: it ends by itself."""
        return now < self.until
