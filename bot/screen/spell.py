"""Typing slips and words run together. Rough words in, the words that were meant out.

Never changes an ordinary English word, and only ever into words that an author of `data/risk` wrote (when cut: or ordinary ones).
"""

import math
from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import cache
from importlib import resources

from symspellpy import SymSpell, Verbosity

from bot.screen.fold import Word

_VOWELS = frozenset("aeiou")
_LEAST_MENDED = 4
"""Letters: shorter words are too near to one another."""

_MOST = 80
"""Different unknown words that are guessed in one text: nobody makes more slips, and each costs time."""

_LEAST_CUT = 5
LONGEST_CUT = 400
"""Characters: nobody runs more together without a space, and the work grows with it."""

_LONGEST_PIECE = 16

_OURS = 3e6
"""How often a word of ours counts as used when the dictionary does not know it ("dont"); as "tonight" in its scale."""


@cache
def ordinary() -> dict[str, int]:
    """English words, and how often each is used (the dictionary that comes with symspellpy)."""
    table = resources.files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    lines = (line.split() for line in table.read_text(encoding="utf-8-sig").splitlines())
    return {word: int(count) for word, count in lines}


class Speller:
    """Knows the authors' words. Safe to share between threads."""

    def __init__(self, known: Collection[str], more: Iterable[str] = ()) -> None:
        """`known` words are left as they are; slips are mended towards them and towards `more`."""
        usual = ordinary()
        self._known = frozenset(known)
        self._near = SymSpell(max_dictionary_edit_distance=1, prefix_length=7)
        self._bones: dict[str, str] = {}
        self._used = {word: float(count) for word, count in usual.items() if len(word) > 1 or word in "ai"}
        for word in sorted({*known, *more}, key=lambda word: usual.get(word, 0)):  # the commonest last: it is the one that stays
            if word.isalpha() and word.isascii() and len(word) > 1:
                self._near.create_dictionary_entry(word, usual.get(word, 1))
                self._bones[_bones(word)] = word
                self._used[word] = max(self._used.get(word, 0), _OURS)
        self._used["u"] = _OURS
        self._whole = math.log(sum(self._used.values()))

    def guessed(self, words: Iterable[Word]) -> list[Word]:
        """Words that are unknown mended or cut, where that gives words of ours; the others as they are."""
        memory: dict[str, list[str]] = {}
        guessed: list[Word] = []
        for word in words:
            if word.text in self._known:
                guessed.append(word)
                continue
            if word.text not in memory and len(memory) < _MOST:
                mended = self.mended(word.text)
                memory[word.text] = [mended] if mended else self.cut(word.text) or [word.text]
            guessed.extend(_in_pieces(word, memory.get(word.text, [word.text])))
        return guessed

    def mended(self, word: str) -> str | None:
        """The word that was meant by one with a slip of the thumb, without vowels, or ending in -in."""
        if word in ordinary() or not word.isalpha() or not word.isascii():
            return None
        if word.endswith("in"):
            if self._near.words.get(f"{word}g"):
                return f"{word}g"
            if not _VOWELS & set(word[1:-2]) and (ing := self._bones.get(_bones(f"{word}g"))):
                return ing
        if len(word) >= 3 and not _VOWELS & set(word[1:]):
            return self._bones.get(_bones(word)) or self._bones.get(f"{_bones(word)}g")
        if len(word) < _LEAST_MENDED or len(word) > _LONGEST_PIECE:
            return None
        found = self._near.lookup(word, Verbosity.TOP, max_edit_distance=1)
        return found[0].term if found and found[0].term[0] == word[0] else None

    def cut(self, word: str) -> list[str] | None:
        """The words of several run together; nothing when it is a word, or does not come out even."""
        if not _LEAST_CUT <= len(word) <= LONGEST_CUT or word in ordinary() or not word.isalpha() or not word.isascii():
            return None
        best: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, len(word) + 1):
            best.append(
                max((self._to(word, first, end, best) for first in range(max(0, end - _LONGEST_PIECE), end)), default=_NONE)
            )
        pieces: list[str] = []
        end = len(word)
        while end:
            score, first = best[end]
            if score == -math.inf:
                return None
            pieces.append(word[first:end])
            end = first
        return pieces[::-1]

    def _to(self, word: str, first: int, end: int, best: list[tuple[float, int]]) -> tuple[float, int]:
        count = self._used.get(word[first:end])
        return (best[first][0] + math.log(count) - self._whole, first) if count else _NONE


_NONE = (-math.inf, 0)


def _bones(word: str) -> str:
    """The first letter and the consonants after it: "wnt" and "want" have the same."""
    return word[0] + "".join(letter for letter in word[1:] if letter not in _VOWELS)


def _in_pieces(word: Word, pieces: list[str]) -> list[Word]:
    """The word as these pieces, each with its own place where the writing shows it."""
    if len(pieces) == 1:
        return [word if pieces[0] == word.text else replace(word, text=pieces[0])]
    as_written = word.end - word.start == len(word.text)
    cut: list[Word] = []
    at = word.start
    for n, piece in enumerate(pieces):
        start, end = (at, at + len(piece)) if as_written else (word.start, word.end)
        cut.append(Word(piece, start, end, word.ends_before and n == 0))
        at = end
    return cut
