"""A text as words with their places. Text in, words out.

Never drops a place: `start` and `end` are offsets into the text exactly as it was written.
"""

import re
from dataclasses import dataclass

from bot.privacy.redact.lists import plain

_WORD = re.compile(r"[^\W_]+(?:['’‘`´][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?\n:]\s*$|^\s*[-–]\s*$")


@dataclass(frozen=True, slots=True)
class Word:
    """`low` is the plain form without a possessive; `gap` is what stands between it and the word before."""

    start: int
    end: int
    low: str
    capital: bool
    first: bool
    gap: str
    owns: bool


def words(text: str) -> list[Word]:
    """All words, in order."""
    found: list[Word] = []
    at = 0
    for hit in _WORD.finditer(text):
        gap, raw = text[at : hit.start()], hit[0]
        owns = raw.lower().endswith(("'s", "’s"))
        low = plain(raw[:-2] if owns else raw)
        first = not found or _SENTENCE_END.search(gap) is not None
        found.append(Word(hit.start(), hit.end(), low, raw[0].isupper(), first, gap, owns))
        at = hit.end()
    return found
