"""Rough words to plain words: txt-speak, apostrophes, signs for letters and drawn-out letters made alike.

Never invents: a word is only changed into one that an author of `data/risk` wrote. Phrases and texts go the same way.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.screen.fold import Word, rough_words, spelt_out
from bot.screen.habits import NO_HABITS, Habits
from bot.screen.spell import Speller

_SIGNS = str.maketrans("0134578@$!", "oieastbasi")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_DOUBLED = re.compile(r"(.)\1+")
_NOT_LETTERS = re.compile(r"[^\W_]+")


class Normaliser:
    """Holds the spellings, the fillers and the vocabulary. Build it, `learn` every phrase, then read texts."""

    def __init__(self, spellings: Mapping[str, str], fillers: Iterable[str]) -> None:
        """`spellings` maps a written form to its plain form; both may be several words."""
        self._known: set[str] = set()
        self._masked: dict[tuple[int, str], list[str]] = defaultdict(list)
        self._fillers = frozenset(fillers)
        self._sizes: dict[str, tuple[int, ...]] = {}  # how many words the spellings have that begin with it, the longest first
        self._spelt: dict[tuple[str, ...], tuple[str, ...]] = {}
        for written, plain in spellings.items():
            said = tuple(word.text for word in rough_words(written))
            self._spelt[said] = tuple(plain.split())
            for first in said[:1]:
                self._sizes[first] = tuple(sorted({*self._sizes.get(first, ()), len(said)}, reverse=True))
            self._learn((*said, *plain.split()))
        self._learn(self._fillers)
        self._speller: Speller | None = None

    def settle(self, habits: Habits = NO_HABITS) -> None:
        """After the last phrase: from now on slips of the thumb are mended towards what was learnt, and as `habits` go."""
        self._speller = Speller(self._known, habits)

    def phrase(self, words: str, *, whole: bool = False) -> tuple[str, ...]:
        """The plain words of an author's phrase, learnt as vocabulary. Fillers are kept with `whole`; else all may be gone."""
        rough = [part for word in rough_words(words) for part in self._split(word, learning=True)]
        self._learn(word.text for word in rough)
        respelt = self._respelt(rough)
        plain = list(respelt) if whole else self.without_fillers(respelt)
        self._learn(word.text for word in plain)
        return tuple(word.text for word in plain)

    def text(self, text: str) -> list[Word]:
        """The plain words of a young person's text that phrases look at, each with its place in it."""
        return self.without_fillers(self.whole(text))

    def without_fillers(self, words: Iterable[Word]) -> list[Word]:
        """The words that phrases look at."""
        return [word for word in words if word.text not in self._fillers]

    def whole(self, text: str) -> list[Word]:
        """All plain words of a young person's text, each with its place in it."""
        memory: dict[str, str | None] = {}
        rough: list[Word] = []
        for word in rough_words(text):
            if word.text not in memory:
                memory[word.text] = self._mended(word.text)
            mended = memory[word.text]
            if mended == word.text:
                rough.append(word)
            else:
                rough.extend(self._split(word) if mended is None else [replace(word, text=mended)])
        joined = spelt_out(rough, self._speller or self._known)
        return self._respelt(self._speller.guessed(joined) if self._speller else joined)

    def _learn(self, words: Iterable[str]) -> None:
        for word in words:
            if word not in self._known:
                self._known.add(word)
                self._masked[len(word), word[:1]].append(word)

    def _split(self, word: Word, learning: bool = False) -> list[Word]:
        """An unknown word without its apostrophes, or cut at other signs; an unknown picture sign is nothing."""
        if word.text in self._known:
            return [word]
        bare = word.text.replace("'", "")
        parts = _NOT_LETTERS.findall(bare)
        if learning and not parts:
            return [word]
        return [replace(word, text=part, ends_before=word.ends_before and n == 0) for n, part in enumerate(parts)]

    def _mended(self, word: str) -> str | None:
        if word in self._known:
            return word
        bare = word.replace("'", "")
        if bare in self._known:
            return bare
        if word.endswith("'s") and word[:-2] in self._known:
            return word[:-2]
        if bare.isdigit():
            return None
        lettered = bare.translate(_SIGNS)
        for way in (bare, lettered):
            if way in self._known:
                return way
            if _DRAWN_OUT.search(way):  # only then: "odd" is not "od"
                for tried in (_DRAWN_OUT.sub(r"\1\1", way), _DRAWN_OUT.sub(r"\1", way), _DOUBLED.sub(r"\1", way)):
                    if tried in self._known:
                        return tried
        return self._unmasked(bare) if "*" in bare else None

    def _unmasked(self, word: str) -> str | None:
        """The one known word that fits `s*x`, or nothing when several would."""
        fits = [
            known
            for known in self._masked.get((len(word), word[:1]), ())
            if all(have in ("*", want) for have, want in zip(word, known, strict=True))
        ]
        return fits[0] if len(fits) == 1 else None

    def _respelt(self, words: list[Word]) -> list[Word]:
        texts = [word.text for word in words]
        plain: list[Word] = []
        at = 0
        while at < len(words):
            word, size = words[at], 1
            for size in self._sizes.get(word.text, ()):
                instead = self._spelt.get(tuple(texts[at : at + size])) if at + size <= len(words) else None
                if instead is not None:
                    end, first = words[at + size - 1].end, word.ends_before
                    plain.extend(Word(text, word.start, end, first and n == 0) for n, text in enumerate(instead))
                    break
            else:
                plain.append(word)
                size = 1
            at += size
        return plain
