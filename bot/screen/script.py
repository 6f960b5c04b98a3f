"""Whether most of a text is in writing that no phrase of ours is in. A text in, a place out, or nothing.

Never names a language: it only says that a person should look.
"""

import unicodedata
from functools import lru_cache

LEAST_LETTERS = 4
"""Fewer letters than this (a name, a sign) are no statement."""


def foreign_script(text: str) -> tuple[int, int] | None:
    """The first and last (exclusive) place of letters that are not Latin, when most letters of `text` are not."""
    letters = [at for at, char in enumerate(text) if char.isalpha()]
    foreign = [at for at in letters if not _latin(text[at])]
    if len(foreign) < LEAST_LETTERS or 2 * len(foreign) <= len(letters):
        return None
    return foreign[0], foreign[-1] + 1


@lru_cache(maxsize=4096)
def _latin(letter: str) -> bool:
    # Compatibility forms (full-width, mathematical bold) are Latin once folded.
    folded = unicodedata.normalize("NFKD", letter)[0]
    return unicodedata.name(folded, "").startswith(("LATIN", "FEMININE", "MASCULINE", "MODIFIER"))
