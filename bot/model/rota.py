"""Who is on call when. A plain value.

Never a young person's number: these are colleagues.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody's turn on the rota. `role` is one of `bot.content.routes.STAFF`, `number` a mobile (E.164); times are UTC."""

    id: str
    role: str
    name: str
    number: str
    begins: datetime
    ends: datetime
    by: str

    def holds(self, now: datetime) -> bool:
        """Whether it is their turn."""
        return self.begins <= now < self.ends
