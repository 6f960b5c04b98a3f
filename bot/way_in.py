"""Lets texts that arrive go before the work behind them. Who takes a text in says so; who works waits here for a gap.

Never holds work up for long: where texts come without a pause it goes on all the same, one piece after another.
"""

import asyncio
import contextlib
from collections.abc import Iterator

_LONGEST_SECONDS = 0.01  # a hundred pieces of work a second go on under any load: a disclosure is among them


class WayIn:
    """Shared by the way in, the turns and the sends of one process."""

    def __init__(self) -> None:
        self._inside = 0
        self._gap = asyncio.Event()
        self._gap.set()
        self._one = asyncio.Lock()

    @contextlib.contextmanager
    def taking(self) -> Iterator[None]:
        """While a text is being stored."""
        self._inside += 1
        self._gap.clear()
        try:
            yield
        finally:
            self._inside -= 1
            if not self._inside:
                self._gap.set()

    async def gap(self) -> None:
        """Returns when nothing is being stored, or a hundredth of a second later. One at a time, or all would fill one gap."""
        if not self._inside and not self._one.locked():
            return
        async with self._one:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_LONGEST_SECONDS):
                    await self._gap.wait()
            await asyncio.sleep(0)  # a text that came just now gets its step before the next piece of work
