"""The words Lev itself knows. `data/nlu`, `data/words` and `data/places.yml` in; a text with only such words left, out.

Never lets a name, a number, a place or a handle through: what Lev does not know is taken out, whatever it is.
"""

import re
from collections import Counter
from pathlib import Path

from bot.content.examples import examples
from bot.content.places import Places
from bot.content.words import Words

GONE = "[...]"
_FEWEST = 2  # texts of ours it stands in: what stands in one only may be a name that somebody made up for an example
_SHORT = 3  # letters: "of" and "st" in the name of a place are words like others
LONGEST = 240  # characters kept: a question, not a story
_WHOLE = re.compile(r"\S*[@\d/:_]\S*|\S+\.\S+")  # numbers, addresses and handles go as a whole, whatever words are in them
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\S")
_LETTERS = re.compile(r"[a-z]+(?:'[a-z]+)*")


class Vocabulary:
    """Every word of our own examples and answers, in lower case."""

    def __init__(self, known: frozenset[str]) -> None:
        self._known = known

    @classmethod
    def load(cls, data: Path, words: Words) -> "Vocabulary":
        """`data` is the folder with `nlu` and `places.yml`. Raises `ContentError`."""
        texts = [example.unnamed() for example in examples(data / "nlu")]
        texts += [form.text for word in words.all() for form in word.forms.values()]
        seen = Counter(word for text in texts for word in set(_words(text)))
        places = {word for name in Places.load(data / "places.yml").names() for word in _words(name) if len(word) > _SHORT}
        return cls(frozenset(word for word, times in seen.items() if times >= _FEWEST) - places)

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


def _words(text: str) -> list[str]:
    return _LETTERS.findall(text.lower().replace("’", "'"))
