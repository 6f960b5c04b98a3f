"""Who is on: a worker's word that they are here until a time, with room for so many cases. Plain values.

Never outlives its time: whoever reads it asks whether it still holds.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

QUIET = timedelta(minutes=60)
"""A worker from whom the desk heard nothing for this long is not on any more: their sign-in has ended by then as well."""

ROOM = range(1, 21)
"""How many cases somebody can say they have room for."""


@dataclass(frozen=True, slots=True)
class Presence:
    """`room` counts cases at once. `sound_at` is when they heard the alarm in this shift, nothing when they have not tried it."""

    worker_id: str
    name: str
    until: datetime
    room: int
    since: datetime
    sound_at: datetime | None = None

    def holds(self, seen_at: datetime, now: datetime) -> bool:
        """Whether they are on. `seen_at` is when they last used the desk."""
        return now < self.until and now - seen_at < QUIET
