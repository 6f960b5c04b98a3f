"""The words Lev itself knows. `data/nlu` and `data/words` in; a text in which only such words are left out.

Never lets a name, a number, a place or a handle through: what Lev does not know is taken out, whatever it is.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from bot.content.examples import examples
from bot.content.word import Word
from bot.content.word_reader import each_word

GONE = "[...]"
LONGEST = 240  # characters kept: a question, not a story
_WHOLE = re.compile(r"\S*[@\d/:_]\S*|\S+\.\S+")  # numbers, addresses and handles go as a whole, whatever words are in them
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\S")
_NAMED = re.compile(r"\[[^\]]+\]\([a-z_]+\)")  # places and other things named in an example are never common words
_LETTERS = re.compile(r"[a-z]+(?:'[a-z]+)*")


class Vocabulary:
    """Every word of our own examples and answers, in lower case."""

    def __init__(self, known: frozenset[str]) -> None:
        self._known = known

    @classmethod
    def load(cls, data: Path) -> "Vocabulary":
        """`data` is the folder with `nlu` and `words`. Raises `ContentError`."""
        return cls(frozenset(_LETTERS.findall(" ".join(_texts(data)).lower().replace("’", "'"))))

    def redacted(self, text: str) -> str:
        """The text with every word gone that we do not know. One gap stands for any number of them."""
        kept: list[str] = []
        for part in _WORD.findall(_WHOLE.sub(" \0 ", text)):
            plain = part.lower().replace("’", "'")
            if plain in self._known or part in ("?", ",", "."):
                kept.append(plain)
            elif not kept or kept[-1] != GONE:
                kept.append(GONE)
        return " ".join(kept).replace(" ?", "?").replace(" ,", ",").replace(" .", ".")[:LONGEST]


def _texts(data: Path) -> Iterator[str]:
    yield from (_NAMED.sub(" ", example.marked) for example in examples(data / "nlu"))
    for word in each_word(data / "words"):
        if isinstance(word, Word):
            yield from (form.text for form in word.forms.values())
