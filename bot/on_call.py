"""Whose phone is texted for each role on duty, now. The settings and the rota in, numbers by role out.

Never a number for longer than its turn (and the answers to it), lest a text be taken for a colleague's that is not.
"""

import asyncio
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime, timedelta

from redis.exceptions import RedisError

from bot.log import failure
from bot.model.rota import Turn
from bot.store.rota import Rota

_LOOK_SECONDS = 5.0
_ANSWERS = timedelta(hours=12)  # an answer to an alert may come when the turn is over


class OnCall(Mapping[str, str]):
    """Numbers by role: who is on the rota, else who is set. `texts` says whether anybody can be texted at all."""

    def __init__(self, set_ones: Mapping[str, str], rota: Rota, clock: Callable[[], datetime], *, texts: bool) -> None:
        self._set_ones = set_ones
        self._rota = rota
        self._clock = clock
        self._texts = texts
        self._turns: list[Turn] = []
        self.numbers = Numbers(self)

    async def run(self) -> None:
        """Follows the rota until cancelled."""
        while True:
            try:
                await self.look()
            except (RedisError, OSError) as error:  # what was read last holds on
                failure(__name__, error)
            await asyncio.sleep(_LOOK_SECONDS)

    async def look(self) -> None:
        """Reads the rota once."""
        self._turns = await self._rota.all(self._clock()) if self._texts else []

    def known(self) -> set[str]:
        """Every number whose texts are a colleague's now."""
        now = self._clock()
        theirs = {turn.number for turn in self._turns if turn.begins <= now < turn.ends + _ANSWERS}
        return {*self._set_ones.values(), *theirs}

    def __getitem__(self, role: str) -> str:
        now = self._clock()
        on_it = [turn.number for turn in self._turns if turn.role == role and turn.holds(now)]
        return on_it[0] if on_it else self._set_ones[role]

    def __iter__(self) -> Iterator[str]:
        now = self._clock()
        return iter(dict.fromkeys((*self._set_ones, *(turn.role for turn in self._turns if turn.holds(now)))))

    def __len__(self) -> int:
        return len(list(iter(self)))


class Numbers(Collection[str]):
    """The numbers of colleagues, as they are at each look."""

    def __init__(self, on_call: OnCall) -> None:
        self._on_call = on_call

    def __contains__(self, number: object) -> bool:
        return number in self._on_call.known()

    def __iter__(self) -> Iterator[str]:
        return iter(self._on_call.known())

    def __len__(self) -> int:
        return len(self._on_call.known())
