"""Numbers and days that are written in words, or half in words. A text in, pieces out.

Never a pattern that can run away: every repeat is bounded, so that time grows with length alone.
"""

import re
from collections.abc import Iterator

from bot.privacy.redact.lists import Lists
from bot.privacy.redact.spans import Kind, Span

_MONTH = (
    "(?:january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_DAY = (
    "(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth"
    "|sixteenth|seventeenth|eighteenth|nineteenth|twentieth"
    "|twenty[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
    "|thirtieth|thirty[ -]first)"
)
_DATE = re.compile(
    rf"\b(?:the )?{_DAY}(?: of)? {_MONTH}\b(?:,? (?:19|20)\d\d\b)?|\b{_MONTH}(?: the)? {_DAY}\b(?:,? (?:19|20)\d\d\b)?", re.I
)
_LOOSE = re.compile(
    rf"\b\d{{1,2}} \d{{1,2}} (?:\d{{4}}|\d\d)\b|\b(?:the )?\d{{1,2}}(?:st|nd|rd|th)\b|\bthe {_DAY}\b"
    r"|\b2k\d{1,2}\b|\b(?:two thousand|twenty)(?: and)? (?:five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen)\b",
    re.I,
)
_SHORT_YEAR = re.compile(r"\b(?:born|dob|bday|birthday|birth)(?: is| in|:)? (['’]?[01]\d)\b(?![/.-])", re.I)
_LONG, _SHORT = 6, 3  # pieces of a number: fewer are a count or an age, unless a word says what the number is
_NEAR = 28  # characters before a number or a day in which the word stands that says what it is


class Spoken:
    """Made once from the cue words."""

    def __init__(self, lists: Lists) -> None:
        def either(name: str) -> str:
            return "|".join(sorted(map(re.escape, lists.cue(name)), key=len, reverse=True))

        said = either("spoken_digits")
        self._said = re.compile(rf"\b(?:{said})\b", re.I)
        part = rf"(?:{said}|\d{{1,6}}|and)"
        self._run = re.compile(rf"\b(?:{said}|\d{{1,6}})(?:[ ,.-]{{1,3}}{part}\b){{{_SHORT},24}}", re.I)
        self._birth = re.compile(rf"\b(?:{either('birth')})\b(?!.*[.!?])", re.I | re.S)
        self._number = re.compile(rf"\b(?:{either('numbers')})\b", re.I)

    def found(self, text: str) -> Iterator[Span]:
        """Numbers said digit by digit, then days."""
        for hit in self._run.finditer(text):
            pieces = [piece for piece in re.split(r"[ ,.-]+", hit[0]) if piece != "and"]
            words = sum(self._said.fullmatch(piece) is not None for piece in pieces)
            told = self._number.search(text, max(0, hit.start() - _NEAR), hit.start())
            if words > 1 and (len(pieces) >= _LONG or told):
                nhs = "nhs" in text[max(0, hit.start() - _NEAR) : hit.start()].lower()
                yield Span(*hit.span(), Kind.NHS if nhs else Kind.PHONE if len(pieces) >= _LONG else Kind.NUMBER)
        yield from (Span(*hit.span(), Kind.BIRTH) for hit in _DATE.finditer(text))
        yield from (Span(*hit.span(1), Kind.BIRTH) for hit in _SHORT_YEAR.finditer(text))
        for hit in _LOOSE.finditer(text):
            if self._birth.search(text[max(0, hit.start() - _NEAR) : hit.start()]):
                yield Span(*hit.span(), Kind.BIRTH)
