"""Reads in a thread of this process. Used where one process is enough: tests and measurements of a part.

Never used by the running Lev: reading would take the interpreter from the web and the desk.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from bot.meaning.topics import TopicReader
from bot.model.age import AgeBand
from bot.model.reading import Before, Reading
from bot.model.risk import Assessment
from bot.screen.assess import Screen, assess_safely


class ReadHere:
    """One thread: several would only take the interpreter from one another."""

    def __init__(self, screen: Screen, topics: TopicReader) -> None:
        self._screen, self._topics = screen, topics
        self._thread = ThreadPoolExecutor(1, "reading")

    async def assess(self, text: str, band: AgeBand | None, before: Before) -> Assessment:
        """As `bot.screen.assess.assess_safely`."""
        read = asyncio.get_running_loop().run_in_executor
        return await read(self._thread, lambda: assess_safely(self._screen, text, band=band, before=before))

    async def topics(self, text: str) -> tuple[Reading, ...]:
        """As `TopicReader.read`."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._topics.read, text)
