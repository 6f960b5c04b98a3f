"""Characters to rough words: any text in, lower-case words with their places in the original text out.

Never drops a place: every word's `start` and `end` are offsets into the text exactly as it was written.
"""

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

_APOSTROPHES = frozenset("'’‘`´ʼ′‛＇")
# Letters that Unicode does not take apart into a plain letter and a mark.
_LETTERS = {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
# A word may hold signs that stand for letters (k!ll, @buse, s*x) or an apostrophe; one ending in "!" is just loud.
_WORD = re.compile(r"[^\W_@$*](?:[\w@$*!']*[\w@$*])?|[@$*][^\W_@$*][\w@$*!']*|[^\w\s!-ⁿ]")
# One full stop ends a sentence; a row of dots is how people pause in the middle of one.
_SENTENCE_END = re.compile(r"(?<!\.)\.(?!\.)|[!?\n]")


LONGEST_SPELT_OUT = 12
"""Single letters in a row ("k m s") that are tried as one word."""

_FEWEST_SPELT_OUT, _SENTENCE_SPELT_OUT, _LONGEST_ROW = 3, 8, 100


@dataclass(frozen=True, slots=True)
class Word:
    """One word or picture sign. `ends_before`: a sentence ended between the word before and this one."""

    text: str
    start: int
    end: int
    ends_before: bool = False


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    if char in _APOSTROPHES:
        return "'"
    if char == "\n" or char.isspace() or char == "_":
        return "\n" if char == "\n" else " "
    category = unicodedata.category(char)
    if category in ("Cc", "Cs", "Co", "Cn"):
        return " "
    if category in ("Cf", "Mn", "Me", "Sk", "Mc"):  # zero-width signs, accents, skin tones
        return ""
    if category == "So":
        plain = unicodedata.normalize("NFKD", char)
        return plain.lower() if plain.isascii() else f" {char} "
    plain = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c)).lower()
    return "".join(_LETTERS.get(c, c) for c in plain)


_ASCII = {code: _folded(chr(code)) for code in range(128)}


def rough_words(text: str) -> list[Word]:
    """The words of `text` in order: lower case, without accents and invisible signs; signs for letters still in place."""
    plain, places = _folded_text(text)
    words: list[Word] = []
    last = 0
    for found in _WORD.finditer(plain):
        first, end = found.span()
        between = plain[last:first]
        ends_before = between != " " and bool(words) and _SENTENCE_END.search(between) is not None
        words.append(Word(found.group(), places[first], places[end - 1] + 1, ends_before))
        last = end
    return words


def _folded_text(text: str) -> tuple[str, Sequence[int]]:
    """The text with each letter folded, and where in `text` each of its characters was."""
    if text.isascii() and "^" not in text:  # each character becomes one: most texts, a tenth of the time
        return text.translate(_ASCII), range(len(text))
    pieces: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        piece = _folded(char)
        pieces.append(piece)
        if len(piece) == 1:
            places.append(at)
        else:
            places.extend([at] * len(piece))
    return "".join(pieces), places


def spelt_out(words: Sequence[Word], known: Container[str]) -> list[Word]:
    """Single letters in a row made one word, where that word is known; "i" or "a" may stand before or after it.

    A row as long as a sentence is made one word as it is: what has no spaces is cut later.
    """
    joined: list[Word] = []
    for single, group in groupby(words, lambda word: len(word.text) == 1 and word.text.isalnum()):
        row = list(group)
        joined.extend(_joined(row, known) if single and _FEWEST_SPELT_OUT <= len(row) <= _LONGEST_ROW else row)
    return joined


def _joined(row: Sequence[Word], known: Container[str]) -> Iterator[Word]:
    at = 0
    while at < len(row):
        size = _letters(row, at, known)
        yield replace(row[at], text="".join(word.text for word in row[at : at + size]), end=row[at + size - 1].end)
        at += size


def _letters(row: Sequence[Word], at: int, known: Container[str]) -> int:
    """How many from there make one word: 1 when none do. Three of a longer row must have dots between them."""
    if not at and len(row) >= _SENTENCE_SPELT_OUT and all(word.text.isalpha() for word in row):
        return len(row)
    for size in range(min(len(row) - at, LONGEST_SPELT_OUT), _FEWEST_SPELT_OUT - 1, -1):
        letters = row[at : at + size]
        if size == _FEWEST_SPELT_OUT < len(row) and not all(word.ends_before for word in letters[1:]):
            continue
        if "".join(word.text for word in letters) in known:
            return size
    return 1


def in_pieces(word: Word, pieces: Sequence[str]) -> list[Word]:
    """The word as these pieces, each with its own place where the writing shows it."""
    if len(pieces) == 1:
        return [word if pieces[0] == word.text else replace(word, text=pieces[0])]
    as_written = word.end - word.start == len(word.text)
    cut_up: list[Word] = []
    at = word.start
    for n, piece in enumerate(pieces):
        start, end = (at, at + len(piece)) if as_written else (word.start, word.end)
        cut_up.append(Word(piece, start, end, word.ends_before and n == 0))
        at = end
    return cut_up
