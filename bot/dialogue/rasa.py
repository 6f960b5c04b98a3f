"""One Rasa behind the door. A talk's name and a text in, an `Answer` or `Unavailable` out, within the time limit.

Never raises for anything Rasa does, and never asks one that has just failed several times.
"""

import asyncio
from collections.abc import Callable

import httpx

from bot.dialogue.answer import Answer, Unavailable, read_answer
from bot.dialogue.breaker import Breaker

_AT_ONCE = 32  # more would only queue inside Rasa, which works one text at a time
RESTING = "resting"
"""Why there is no answer when a Rasa was not even asked."""

_ANSWERED = ("empty", "unknown_shape")  # Rasa is there and quick, it only has nothing we can say: no reason to rest


class OneRasa:
    """The Rasa at `url` (an address without a path), with a breaker of its own: its neighbours' troubles are not its own."""

    def __init__(self, url: str, clock: Callable[[], float], limit: float) -> None:
        limits = httpx.Limits(max_connections=_AT_ONCE)
        # Rasa is a neighbour: a proxy from the environment must never see what a young person wrote.
        self._web = httpx.AsyncClient(base_url=url, timeout=limit, limits=limits, trust_env=False)
        self._breaker = Breaker()
        self._clock = clock
        self._limit = limit

    @property
    def resting(self) -> bool:
        """Whether it failed so often that it is asked only now and then."""
        return self._breaker.open

    async def ask(self, talk: str, text: str) -> Answer | Unavailable:
        """The answer to a text that is fit for Rasa to read."""
        if not self._breaker.may_ask(self._clock()):
            return Unavailable(RESTING)
        said = await self._ask(talk, text)
        if isinstance(said, Answer) or said.reason in _ANSWERED:
            self._breaker.went_well()
        else:
            self._breaker.went_wrong(self._clock())
        return said

    async def close(self) -> None:
        """Closes the connections."""
        await self._web.aclose()

    async def _ask(self, talk: str, text: str) -> Answer | Unavailable:
        try:
            async with asyncio.timeout(self._limit):  # httpx limits each step; a trickle could last for ever
                answer = await self._web.post("/webhooks/rest/webhook", json={"sender": talk, "message": text})
            if answer.status_code != 200:
                return Unavailable(f"status_{answer.status_code}")
            return read_answer(answer.json())
        except (TimeoutError, httpx.TimeoutException):
            return Unavailable("too_slow")
        except (httpx.HTTPError, ValueError):
            return Unavailable("no_answer")
