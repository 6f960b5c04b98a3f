"""How old somebody must be to read a text. A text in, years out.

The automated readability index: it counts letters, words and sentences, and needs no word list to be fetched. School grade one is
about age six. Telephone numbers are dialled, not read, so they do not count.
"""

import re

import textstat

FEWEST_WORDS = 20  # the formula is noise on less
_AGE_OF_GRADE_NOUGHT = 5
_NUMBERS = re.compile(r"\b\d[\d ]*\b")


def reading_age(text: str) -> float:
    plain = " ".join(_NUMBERS.sub("", text).replace(" ,", ",").replace(" .", ".").split())
    return float(textstat.automated_readability_index(plain)) + _AGE_OF_GRADE_NOUGHT
