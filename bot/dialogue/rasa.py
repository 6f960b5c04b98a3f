"""One Rasa behind the door. A talk's name and a text in, an `Answer` or `Unavailable` out, within the time limit.

Never raises for anything Rasa does, and never asks one that has just failed several times.
"""

import asyncio
from collections.abc import Callable

import aiohttp

from bot.dialogue.answer import Answer, Unavailable, read_answer
from bot.dialogue.breaker import Breaker

_AT_ONCE = 32  # more would only queue inside Rasa, which works one text at a time
RESTING = "resting"
"""Why there is no answer when a Rasa was not even asked."""

CROWDED = "crowded"
"""Why there is no answer when so many asked at once that the time was over before it was this text's turn."""

_ANSWERED = ("empty", "unknown_shape")  # Rasa is there and quick, it only has nothing we can say: no reason to rest


class OneRasa:
    """The Rasa at `url` (an address without a path), with a breaker of its own: its neighbours' troubles are not its own."""

    def __init__(self, url: str, clock: Callable[[], float], limit: float, token: str = "") -> None:
        self._url = f"{url.rstrip('/')}/webhooks/rest/webhook"
        self._web: aiohttp.ClientSession | None = None
        self._room = asyncio.Semaphore(_AT_ONCE)
        self._breaker = Breaker()
        self._clock = clock
        self._limit = limit
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

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
        elif said.reason != CROWDED:
            self._breaker.went_wrong(self._clock())
        return said

    async def close(self) -> None:
        """Closes the connections."""
        if self._web:
            await self._web.close()

    async def _ask(self, talk: str, text: str) -> Answer | Unavailable:
        reason = CROWDED
        try:
            async with asyncio.timeout(self._limit), self._room:
                reason = "too_slow"
                async with self._session().post(self._url, json={"sender": talk, "message": text}) as answer:
                    if answer.status != 200:
                        return Unavailable(f"status_{answer.status}")
                    return read_answer(await answer.json(content_type=None))
        except TimeoutError:
            return Unavailable(reason)
        except (aiohttp.ClientError, ValueError):
            return Unavailable("no_answer")

    def _session(self) -> aiohttp.ClientSession:
        """Made at the first question: it belongs to the loop that runs then. It follows no proxy from the environment."""
        if self._web is None:
            self._web = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=_AT_ONCE), trust_env=False, headers=self._headers
            )
        return self._web
