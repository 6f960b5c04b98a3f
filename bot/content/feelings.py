"""Feelings a young person names outright. `data/feelings.yml` in; the word that answers a feeling, for a text, out.

Never guesses a feeling: only what they said of themselves counts.
"""

import re
from collections.abc import Container, Iterator
from pathlib import Path

from bot.content.reader import ContentError, read


class Feelings:
    """Which word acknowledges which ways of saying a feeling. The first in the file that fits is taken."""

    def __init__(self, said: dict[str, tuple[str, ...]]) -> None:
        self._said = {word: tuple(_plain(phrase) for phrase in phrases) for word, phrases in said.items()}

    @classmethod
    def load(cls, path: Path) -> "Feelings":
        """Raises `ContentError`."""
        return cls({word: node.texts() for word, node in read(path).table().items()})

    def names(self) -> frozenset[str]:
        """The words that must have been written."""
        return frozenset(self._said)

    def named(self, text: str) -> str | None:
        """The word for the feeling in this text, if one is named."""
        plain = f" {_plain(text)} "
        return next((word for word, phrases in self._said.items() if any(f" {phrase} " in plain for phrase in phrases)), None)


def wrong_feelings(path: Path, words: Container[str]) -> Iterator[ContentError]:
    """Feelings that no word answers."""
    for name, node in read(path).table().items():
        node.texts()
        if name not in words:
            yield node.wrong(f"a feeling is answered with {name!r}, which nobody has written")


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z ]", " ", re.sub(r"['’`]", "", text.lower())).split())
