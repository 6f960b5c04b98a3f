"""Asks Rasa what to say next. A talk's name and a text in, an `Answer` or `Unavailable` out, within the time limit.

Never passes on a leading slash (Rasa would take it for an order), and never raises for anything Rasa does.
"""

import asyncio
import time
import unicodedata
from collections.abc import Callable

import httpx

from bot.dialogue.answer import Answer, Unavailable, read_answer
from bot.dialogue.breaker import Breaker

__all__ = ["Answer", "Dialogue", "Unavailable"]

LIMIT_SECONDS = 2.5  # Rasa answers in 10 ms; under load in 500 ms. Longer than this is a fault, and the menu is better
LONGEST = 1_600  # characters: as many as one text message can hold; more only slows Rasa down
_AT_ONCE = 32  # more would only queue inside Rasa, which works one text at a time
RESTING = "resting"
"""Why there is no answer when Rasa was not even asked."""
_ANSWERED = ("empty", "unknown_shape")  # Rasa is there and quick, it only has nothing we can say: no reason to rest


class Dialogue:
    """The door to one Rasa. `url` is its address without a path; `clock` gives seconds and only goes forward."""

    def __init__(self, url: str, clock: Callable[[], float] = time.monotonic, limit: float = LIMIT_SECONDS) -> None:
        limits = httpx.Limits(max_connections=_AT_ONCE)
        # Rasa is a neighbour: a proxy from the environment must never see what a young person wrote.
        self._web = httpx.AsyncClient(base_url=url, timeout=limit, limits=limits, trust_env=False)
        self._breaker = Breaker()
        self._clock = clock
        self._limit = limit

    @property
    def resting(self) -> bool:
        """Whether Rasa failed so often that it is asked only now and then."""
        return self._breaker.open

    async def ask(self, talk: str, text: str) -> Answer | Unavailable:
        """The answer to a text in the talk of that name."""
        if not self._breaker.may_ask(self._clock()):
            return Unavailable(RESTING)
        said = await self._ask(talk, plain(text))
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


def plain(text: str) -> str:
    """The text as Rasa may read it: in one line, not too long, and without anything before a slash that would let it lead."""
    sound = text.encode("utf-8", "ignore").decode("utf-8")  # half a character cannot be sent
    seen = " ".join(sound.split())
    start = 0
    while start < len(seen) and (seen[start] == "/" or unicodedata.category(seen[start])[0] in "CZ"):
        start += 1
    return seen[start : start + LONGEST].rstrip() or "?"
