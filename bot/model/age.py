"""Age bands, and reading one from what a young person wrote. Text in, band or nothing out.

Never guesses: "he is 14" is not the writer's age, and no age means the youngest words.
"""

import re
from enum import StrEnum


class AgeBand(StrEnum):
    """The four bands for which words differ. An unknown age is `None` and is treated as the youngest."""

    UNDER_13 = "under_13"
    FROM_13 = "13_15"
    FROM_16 = "16_17"
    ADULT = "18_over"


BANDS = tuple(AgeBand)
UNKNOWN = "unknown"

_TEENS = {
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
}  # fmt: skip
_NUMBER = r"(?P<n>\d{1,2}|" + "|".join(_TEENS) + ")"
_TAIL = r"(?!\s*(?:%|min|hour|hr|day|week|wk|month|mile|quid|pound|times|in a|of|pm|am|km|days|p\b|k\b)|[.:]\d|\d)"
# "im 14", "i am fourteen", "i'm nearly 15" counts as the number below it: the younger band is the safer one.
_I_AM = r"\bi\s?['’`]?\s?a?m\s+(?P<nearly>nearly|almost|turning)?\s*(?:only|just|like)?\s*"
_YEARS_OLD = r"\s*(?:years?(?: old)?|yrs?(?: old)?|yo|y/?o)?\W*$"
_SAID = re.compile(_I_AM + _NUMBER + r"\b" + _TAIL, re.I)
_BARE = re.compile(r"^\W*" + _NUMBER + _YEARS_OLD, re.I)
_ALONE = re.compile(rf"^\W*(?:{_I_AM})?{_NUMBER}{_YEARS_OLD}", re.I)
_BY_CHOICE = (
    (re.compile(r"\b(?:under|below|less than|younger than)\s*(?:13|thirteen)\b", re.I), AgeBand.UNDER_13),
    (re.compile(r"\b13\s*(?:-|–|to|or|and)\s*1[45]\b", re.I), AgeBand.FROM_13),
    (re.compile(r"\b16\s*(?:-|–|to|or|and)\s*17\b", re.I), AgeBand.FROM_16),
    (re.compile(r"\b(?:18\s*(?:\+|plus|or over|and over|or older)|over 18|adult)(?:\W|$)", re.I), AgeBand.ADULT),
)


def band_name(band: AgeBand | None) -> str:
    """The band as it is counted and kept beside what tells of nobody: `unknown` where it was never said."""
    return band.value if band else UNKNOWN


def band_of(age: int) -> AgeBand:
    """The band of an age in whole years."""
    if age < 13:
        return AgeBand.UNDER_13
    if age < 16:
        return AgeBand.FROM_13
    return AgeBand.FROM_16 if age < 18 else AgeBand.ADULT


def age_said(text: str) -> AgeBand | None:
    """The writer's own band, when the text says it outright ("im 14"); nothing otherwise."""
    found = _SAID.search(text)
    if not found:
        return None
    return band_of(_years(found["n"]) - (1 if found["nearly"] else 0))


def only_an_age(text: str) -> bool:
    """Whether the text says an age and nothing else: what Lev itself asks for, after its first answer."""
    return _ALONE.match(text) is not None


def age_answered(text: str) -> AgeBand | None:
    """The band in an answer to "how old are you?": a bare number or one of the four choices count as well."""
    for pattern, band in _BY_CHOICE:
        if pattern.search(text):
            return band
    bare = _BARE.match(text)
    return band_of(_years(bare["n"])) if bare else age_said(text)


def age_asked(text: str) -> AgeBand | None:
    """The band of the first age named in a question about another age ("and at 15?"), whoever's it is."""
    found = re.search(rf"(?<![\d.,:£$]){_NUMBER}(?![\d.,:]?\d)", text, re.I)
    return band_of(_years(found["n"])) if found else None


def _years(word: str) -> int:
    return int(word) if word.isdigit() else _TEENS[word.lower()]
