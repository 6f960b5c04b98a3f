"""The lists behind the rules. The folder `data/redact` in, sets of small plain words out.

Never filled from anybody's message: people write them.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from bot.lexicon.english import english
from bot.lexicon.many import Many

_FUZZY = 6  # letters: shorter names are too near to ordinary words to be guessed at
_LONGEST = 24  # letters: no name is longer, and each letter costs
_SHORTENED = ("im", "ive", "id", "ill", "dont", "cant", "wont")
_USUAL = 9  # digits of how often a usual English word was counted
_OFTEN = 9  # the same for a word that is rarely a name, unless the sentence is sure of it
_SELDOM = 6  # the same for a word that is rather a name, when it is one anywhere
_APOSTROPHES = str.maketrans("", "", "'’‘`´.")


def plain(word: str) -> str:
    """Small letters without accents, apostrophes and full stops."""
    flat = unicodedata.normalize("NFKD", word.lower().translate(_APOSTROPHES))
    return "".join(letter for letter in flat if not unicodedata.combining(letter))


@dataclass(frozen=True, slots=True)
class Names:
    """Names of one kind: `sure` go wherever they stand, `also` are ordinary words too. Keys are tuples of plain words."""

    sure: frozenset[tuple[str, ...]]
    also: frozenset[tuple[str, ...]]
    near: frozenset[str]

    @classmethod
    def of(cls, sure: Iterable[str], also: Iterable[str]) -> "Names":
        """From names as they are written."""
        doubtful = frozenset(_key(name) for name in also)
        certain = frozenset(_key(name) for name in sure) - doubtful
        near = {gone for key in certain for word in ["".join(key)] if len(word) >= _FUZZY for gone in _without_one(word)}
        return cls(certain, doubtful, frozenset(near))

    def nearly(self, word: str) -> bool:
        """Whether one slip (a letter more, less, other or swapped) makes it a sure name."""
        return _FUZZY <= len(word) <= _LONGEST and any(gone in self.near for gone in _without_one(word))


class Lists:
    """Everything under `data/redact`, read once. Raises `ValueError` naming the file when something is missing."""

    def __init__(self, folder: Path, without: Collection[str] = ()) -> None:
        """`without`: plain words that no list of people's names shall hold, as if nobody had thought of them."""
        given, surnames, places = (_read(folder / f"{name}.yml") for name in ("given", "surnames", "places"))
        self._cues = {name: frozenset(map(str, words)) for name, words in _read(folder / "cues.yml").items()}
        self.helplines = frozenset(re.sub(r"\D", "", line) for line in self._cues["helplines"])
        self._any_cue = frozenset().union(*self._cues.values())
        schools = _read(folder / "schools.yml")

        def people(words: str) -> list[str]:
            return [word for word in words.split() if plain(word) not in without]

        self.given = Names.of(people(given["names"]), people(given["also_words"]))
        self.surnames = Names.of(people(surnames["names"]), people(surnames["also_words"]))
        self.places = Names.of(places["names"], places["also_words"])
        self.schools = Names.of(schools["alone"], ())
        self.before_school = frozenset(map(_key, schools["before"]))
        self.kinds_of_school = frozenset(map(str, schools["kinds"]))
        self.slang = _words(folder / "slang.txt")
        usual = ((word, len(str(count))) for word, count in english() if word not in _SHORTENED)
        self.english = Many(chain(usual, ((word, _USUAL) for word in _SHORTENED)))
        self.wide_given, self.wide_surnames = (
            Many((word, 0) for word in wide(folder, name) if word not in without) for name in ("given", "surnames")
        )

    def cue(self, name: str) -> frozenset[str]:
        """The cue words of this name."""
        return self._cues[name]

    def name(self, low: str) -> bool:
        """Whether it is somebody's name and nothing else."""
        return (low,) in self.given.sure or (low,) in self.surnames.sure

    def surname(self, low: str) -> bool:
        """Whether it is a surname, whatever else it is."""
        return (low,) in self.surnames.sure or (low,) in self.surnames.also

    def rather_a_name(self, low: str) -> bool:
        """Whether it is a given name somewhere and seldom anything else: "hester", "leopold"."""
        if low not in self.wide_given or low in self.slang or (low,) in self.given.also:
            return False
        return self.english.get(low, 0) <= _SELDOM

    def known(self, word: str) -> bool:
        """Whether it is an ordinary word, or one that young people write for one."""
        return word in self.english or word in self.slang

    def usual(self, word: str) -> bool:
        """Whether it is a word that many write often."""
        return word in self.slang or self.english.get(word, 0) >= _OFTEN

    def written(self, word: str) -> bool:
        """Whether it is known, a cue, or a known word as it is spoken: "listenin", "skools"."""
        if self.known(word) or word in self._any_cue:
            return True
        return (word.endswith("in") and self.known(word + "g")) or (word.endswith("s") and word[:-1] in self.slang)


def _key(name: str) -> tuple[str, ...]:
    return tuple(plain(name).replace("-", " ").split())


def _without_one(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def wide(folder: Path, name: str) -> frozenset[str]:
    """Names of people from all over the world: `given` or `surnames`."""
    return _words(folder / f"wide_{name}.txt")


def _words(path: Path) -> frozenset[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _read(path: Path) -> dict[str, Any]:
    table = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    if not isinstance(table, dict):
        raise ValueError(f"{path.name} should hold names with values")
    return table
