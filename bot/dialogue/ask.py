"""Asks Rasa what to say next. A talk's name and a text in, an `Answer` or `Unavailable` out, within the time limit.

Never passes on a leading slash (Rasa would take it for an order), and never asks a second Rasa about a talk of the first.
"""

import hashlib
import time
import unicodedata
from collections.abc import Callable, Iterable

from bot.dialogue.answer import Answer, Unavailable
from bot.dialogue.rasa import RESTING, OneRasa

__all__ = ["RESTING", "Answer", "Dialogue", "Unavailable"]

LIMIT_SECONDS = 2.5  # Rasa answers in 10 ms; under load in 500 ms. Longer than this is a fault, and the menu is better
LONGEST = 1_600  # characters: as many as one text message can hold; more only slows Rasa down


class Dialogue:
    """The door to one or more Rasas. `urls` are their addresses without a path; `clock` gives seconds and only goes forward.

    `token` opens Rasa's door where it has one (`rasa_door/`).

    When a talk's Rasa is down the talk gets no other: see `place_of`.
    """

    def __init__(
        self, *urls: str, clock: Callable[[], float] = time.monotonic, limit: float = LIMIT_SECONDS, token: str = ""
    ) -> None:
        self._rasas = {url: OneRasa(url, clock, limit, token) for url in urls}

    @property
    def resting(self) -> bool:
        """Whether any Rasa failed so often that it is asked only now and then."""
        return any(rasa.resting for rasa in self._rasas.values())

    async def ask(self, talk: str, text: str) -> Answer | Unavailable:
        """The answer to a text in the talk of that name."""
        return await self._rasas[place_of(talk, self._rasas)].ask(talk, plain(text))

    async def close(self) -> None:
        """Closes the connections."""
        for rasa in self._rasas.values():
            await rasa.close()


def place_of(talk: str, urls: Iterable[str]) -> str:
    """The one address of a talk: always the same for the same name, in whatever order the addresses are written.

    Rasa remembers a talk in its own memory. A talk that moved when its Rasa fell and moved back later would be answered from
    a memory with a hole in it: "yes" to a question that was asked elsewhere. So it stays, and gets the menu until then. Each
    address is weighed by itself, so a fourth one takes a quarter of each and the rest of the talks stay where they were.
    """
    return max(urls, key=lambda url: hashlib.sha256(f"{url} {talk}".encode()).digest())


def plain(text: str) -> str:
    """The text as Rasa may read it: in one line, not too long, and without anything before a slash that would let it lead."""
    sound = text.encode("utf-8", "ignore").decode("utf-8")  # half a character cannot be sent
    seen = " ".join(sound.split())
    start = 0
    while start < len(seen) and (seen[start] == "/" or unicodedata.category(seen[start])[0] in "CZ"):
        start += 1
    return seen[start : start + LONGEST].rstrip() or "?"
