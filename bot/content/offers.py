"""Numbered choices: what a word offers to pick from. A text and short names in, its lines out; an answer in, the pick out.

Never an offer that leads nowhere, and never more than fits two texts.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.content.reader import ContentError
from bot.content.word import Word
from bot.content.word_reader import too_long

MOST = 6  # more cannot be taken in at a glance
_LETTERS = "abcdef"


def numbered(text: str, labels: Sequence[str]) -> str:
    """The text with a numbered line for each label: a phone has no buttons."""
    return "\n".join((text, *(f"{number} {label}" for number, label in enumerate(labels, 1))))


def picked(text: str, labels: Sequence[Sequence[str]]) -> int | None:
    """Which line of a menu an answer means: its number, its letter or one of its names. Nothing when it is something else."""
    plain = _plain(text)
    if plain.isdecimal() and len(plain) == 1 and 1 <= int(plain) <= len(labels):
        return int(plain) - 1
    if len(plain) == 1 and plain in _LETTERS[: len(labels)]:
        return _LETTERS.index(plain)
    return next((place for place, names in enumerate(labels) if plain and plain in map(_plain, names)), None)


def wrong_offers(words: Mapping[str, Word]) -> Iterator[ContentError]:
    """Offers of words that are not there or have no short name, and menus that are too long for a phone."""
    for word in words.values():
        labels = []
        for name in word.offers:
            if name not in words:
                yield ContentError(word.file, word.line, f"{word.name} offers {name!r}, which nobody has written")
            elif not (short := words[name].short):
                yield ContentError(word.file, word.line, f"{word.name} offers {name!r}, which has no short name")
            else:
                labels.append(short)
        if len(word.offers) > MOST:
            yield ContentError(word.file, word.line, f"{word.name} offers {len(word.offers)} things; {MOST} at most")
        for form in word.forms.values() if labels else ():
            if why := too_long(numbered(form.sms, labels)):
                yield ContentError(word.file, form.line, f"{word.name} with its menu: {why}")


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w ]|_", "", text.lower().replace("'", "").replace("’", "")).split())
