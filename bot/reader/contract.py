"""What a turn asks of whoever reads: how much risk is in a text, and what it is about. Plain values in, plain values out.

Never says how or where it is read: beside us in a process of its own, or here in a thread.
"""

from typing import Protocol

from bot.model.age import AgeBand
from bot.model.reading import Before, Reading
from bot.model.risk import Assessment


class ReadingLost(Exception):
    """The text could not be read though it was tried again: whoever reads it ended each time. It holds no word of it."""


class Reader(Protocol):
    """Both raise `ReadingLost` at worst: then a person must read the text."""

    async def assess(self, text: str, band: AgeBand | None, before: Before) -> Assessment:
        """The risk in `text`, read after what was said before it."""

    async def topics(self, text: str) -> tuple[Reading, ...]:
        """What `text` is likely about, the likeliest first."""
