"""Reads a quarter's questions without an answer and groups them. The store and a time in, groups fit to show out.

Never looks at a week that is not over, and never holds the encoder longer than it reads.
"""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.content.examples import examples
from bot.model.listening import Gap
from bot.store.listening import Listening
from bot.themes.calendar import GRACE, quarter_of, weeks_in
from bot.themes.gaps import Group, groups
from bot.themes.tag import week_of

if TYPE_CHECKING:
    from bot.meaning.vectors import Sentences, Vectors

_EACH = 6  # examples of a topic: enough for its middle, and a second in all


class GapReader:
    """Groups once for each week that is over; `nlu` is the folder of examples."""

    def __init__(self, listening: Listening, nlu: Path) -> None:
        self._listening = listening
        self._nlu = nlu
        self._read: tuple[str, tuple[Group, ...]] | None = None
        self._turn = asyncio.Lock()

    async def groups(self, now: datetime) -> tuple[Group, ...]:
        """Of the quarter in which the last whole week lies. Raises Redis' errors, and `ContentError`."""
        last = week_of(now - GRACE - timedelta(weeks=1))
        async with self._turn:
            if self._read is None or self._read[0] != last:
                weeks = [week for week in weeks_in(quarter_of(last)) if week <= last]
                gaps = [gap for week in weeks for gap in await self._listening.gaps(week)]
                self._read = last, await asyncio.to_thread(self._grouped, gaps)
            return self._read[1]

    def _grouped(self, gaps: list[Gap]) -> tuple[Group, ...]:
        if not any(gap.first for gap in gaps):
            return ()
        from bot.meaning.vectors import Sentences

        sentences = Sentences()  # 150 MB for a second or two, once a week
        names, rows = self._topics(sentences)
        return groups(gaps, sentences.vectors, names, rows)

    def _topics(self, sentences: "Sentences") -> tuple[list[str], "Vectors"]:
        import numpy as np

        from bot.meaning.groups import middle

        of: dict[str, list[str]] = {}
        for example in examples(self._nlu):
            of.setdefault(example.name, []).append(example.text)
        names = sorted(of)
        return names, np.stack([middle(sentences.vectors(of[name][:_EACH])) for name in names])
