"""What young people said and what was done about it, as the public page tells it. Plain values.

Never a young person's own words: a voice can be taken back, and what is published cannot be called back from who read it.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class YouSaid:
    """One "you said, we did". `written_by` and `published_by` are workers' ids, never the same; unpublished it is a draft."""

    id: str
    said: str
    did: str
    written_by: str
    written_at: datetime
    published_by: str | None = None
    published_at: datetime | None = None
