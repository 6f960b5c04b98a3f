"""Whose text goes next: carriers take one segment a second from a number, so what is urgent goes first. Texts in, turns out.

Never holds up a text for one that is less urgent, and never paces when it is told not to.
"""

import asyncio
import itertools
import random
from bisect import insort

from bot.model.pauses import doubled
from bot.store.pace import Slots

_FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0  # seconds between two tries, doubling


class Pace:
    """`per_second`: segments a second that our number may send; 0 for a sender that is not limited."""

    def __init__(self, slots: Slots, per_second: float) -> None:
        self._slots = slots
        self._per_second = per_second
        self._waiting: list[tuple[bool, int]] = []
        self._number = itertools.count()
        self._changed = asyncio.Condition()

    async def turn(self, segments: int, *, urgent: bool) -> None:
        """Returns when a text of so many segments may go. Raises Redis' errors."""
        if not self._per_second or not segments:
            return
        me = (not urgent, next(self._number))
        async with self._changed:
            insort(self._waiting, me)
            self._changed.notify_all()  # whoever waited for the number to be free looks whether it is still the first
            try:
                while True:
                    if self._waiting[0] != me:
                        await self._changed.wait()
                    elif await self._free(segments):
                        return
            finally:
                self._waiting.remove(me)
                self._changed.notify_all()

    async def _free(self, segments: int) -> bool:
        """Whether the number was free and is now ours. When it is not: waits until it may be, or somebody more urgent comes."""
        wait = await self._slots.reserve(round(segments * 1000 / self._per_second))
        if wait:
            try:
                async with asyncio.timeout(wait):
                    await self._changed.wait()
            except TimeoutError:
                pass
        return not wait


def pause(tries: int) -> float:
    """Seconds before the next try: doubling, with up to a quarter more at random so that many do not return at once."""
    return doubled(tries, _FIRST_PAUSE, LONGEST_PAUSE) * (1 + random.random() / 4)  # noqa: S311  no secret hangs on it
