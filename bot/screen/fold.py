"""Characters to rough words: any text in, lower-case words with their places in the original text out.

Never drops a place: every word's `start` and `end` are offsets into the text exactly as it was written.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

_APOSTROPHES = frozenset("'’‘`´ʼ′‛＇")
# Letters that Unicode does not take apart into a plain letter and a mark.
_LETTERS = {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
# A word may hold signs that stand for letters (k!ll, @buse, s*x) or an apostrophe; one ending in "!" is just loud.
_WORD = re.compile(r"[^\W_@$*](?:[\w@$*!']*[\w@$*])?|[@$*][^\W_@$*][\w@$*!']*|[^\w\s!-ⁿ]")
# One full stop ends a sentence; a row of dots is how people pause in the middle of one.
_SENTENCE_END = re.compile(r"(?<!\.)\.(?!\.)|[!?\n]")


LONGEST_SPELT_OUT = 12
"""Single letters in a row ("k m s") that are tried as one word."""


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


def spelt_out(words: Sequence[Word], known: Collection[str]) -> list[Word]:
    """Single letters in a row made one word, when that word is known."""
    if sum(len(word.text) == 1 for word in words) < 3:
        return list(words)
    joined: list[Word] = []
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and len(words[end].text) == 1:
            end += 1
        one = "".join(word.text for word in words[at:end]) if 2 < end - at <= LONGEST_SPELT_OUT else ""
        if one in known:
            joined.append(replace(words[at], text=one, end=words[end - 1].end))
        else:
            end = max(end, at + 1)
            joined.extend(words[at:end])
        at = end
    return joined
