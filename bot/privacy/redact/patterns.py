"""What is known by its form: addresses, numbers, dates. A text and the cue words in, pieces out.

Never a pattern that can run away: every repeat is bounded, so that time grows with length alone.
"""

import re
from collections.abc import Iterator

from bot.privacy.redact.lists import Lists
from bot.privacy.redact.spans import Kind, Span

_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
    r"|(?:(?<=email )|(?<=e-mail )|(?<=is )|(?<=its )|(?<=me )|(?<=at )|(?<![\w.]))"
    r"[\w.+-]{1,40}(?: dot [\w-]{1,30}){0,2} (?:at|\(at\)|\[at\]) [\w-]{1,30}(?: dot [\w-]{1,15}){1,3}"
    r"|(?<![\w.+-])[\w+-]{0,30}[.\d_][\w.+-]{0,40} ?(?:at|\(at\)|\[at\]) ?[\w-]{1,30}(?:\.[\w-]{2,15}){1,3}"
    r"|(?<![\w.+-])[\w.+-]{2,40} ?(?:at|@|\(at\)|\[at\]) ?(?:gmail|googlemail|hotmail|outlook|icloud|yahoo|live|msn|proton)\b",
    re.I,
)
_URL = re.compile(
    r"\bhttps?://[^\s<>]{1,300}|\bwww\.[^\s<>]{1,300}"
    r"|(?<![\w@.])[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}\.(?:com|org|net|uk|io|me|gg|ly|co|app|tv|example)(?:/[^\s<>]{0,200})?(?![\w.]*@)\b"
    r"|(?<![\w@.])[\w-]{1,63}\.[a-z]{2,10}/[^\s<>]{1,200}",
    re.I,
)
_HANDLE = re.compile(r"(?<![\w.@])@[\w.]{2,40}|(?<!\w)[\w.]{2,32}#\d{4}\b")
_MIXED = re.compile(
    r"(?<![\w@.#/])(?=[a-z.]{0,30}[\d_])(?=[\w.]{0,30}[a-z]{3})[a-z][\w]{2,30}(?:[._][\w]{1,30}){1,4}(?![\w@])", re.I
)
_UNDER = re.compile(r"(?<![\w@./#])(?=[\w.]{0,40}[a-z]{2})[\w.]{0,40}_[\w.]{0,40}(?<!\.)", re.I)
_POSTCODE = re.compile(r"\b(?:TR|PL|EX)\s?\d{1,2}(?:\s?\d[A-Z]{2})?\b|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b", re.I)
_NHS = re.compile(
    r"\bnhs\b(?:\W{1,3}(?:number|num|no|nr|on|my|letter|is|was|the|its)){0,6}\W{1,3}(\d{3}[ -]?\d{3}[ -]?\d{4})\b", re.I
)
_TEN = re.compile(r"(?<![\d+-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d-])")
_DIGIT = r"[\dOo]"
_PHONE = re.compile(rf"(?<![\w+])(?:\+44|0044|\(?[0o])(?:[ ().-]{{0,2}}{_DIGIT}){{8,11}}(?![\w])", re.I)
_PHONE_OH = re.compile(r"\boh\s?\d(?:[ -]?\d){8,10}\b", re.I)
_NUMBER = re.compile(
    r"(?<![\w£.])(?-i:[A-Z]{1,3}[ -]?)?\d(?:[ /-]?\d){4,24}(?![\w.]*\w)|\b[A-Z]{2}\s?\d{2}\s?[A-Z]{3}\b"
    r"|(?-i:\b[A-Z]\d{1,3}\s?[A-Z]{3}\b)|\b[a-z]\d{4,9}\b|\b\d{4,12}[a-rt-z]\b"
    r"|\b[A-Z]{2}(?:\s?\d{2}){3}\s?[A-D]\b",
    re.I,
)
_LETTERED = re.compile(
    r"(?<![\w£@./-])(?=[\w/-]{0,20}\d[\w/-]{0,3}\d)(?:[a-z]{1,5}[/-]?\d{2,12}|\d{2,12}[/-][a-z]{1,4}|[a-z]{1,4}[/-]\d{1,8})"
    r"(?:[/-][a-z\d]{1,8}){1,4}(?![\w/-])",
    re.I,
)
_CODED = re.compile(r"(?<![\w£])(?-i:[A-Z]{1,3}[ -]?)?\d[\d /-]{2,24}\d?(?<=\d)(?!\w)", re.I)
_DATE = re.compile(
    r"\b(?:the )?\d{1,2}(?:st|nd|rd|th)?(?: of)? MONTH(?:,? (?:19|20)?\d{2})?\b(?! ?(?:am|pm))"
    r"|\bMONTH \d{1,2}(?:st|nd|rd|th)?(?:,? (?:19|20)\d{2})?\b"
    r"|\bMONTH (?:19|20)\d{2}\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b(?:19|20)\d{2}-\d{2}-\d{2}\b|\bMONTH\b".replace(
        "MONTH",
        "(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)",
    ),
    re.I,
)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_NEAR = 40  # characters before a number or a date in which its cue stands


class Patterns:
    """Made once from the cue words."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists

        def either(name: str) -> str:
            return "|".join(sorted(map(re.escape, lists.cue(name)), key=len, reverse=True))

        self._birth = re.compile(rf"\b(?:{either('birth')})\b", re.I)
        self._number = re.compile(rf"\b(?:{either('numbers')})\b", re.I)
        streets = either("streets")
        self._street = re.compile(
            rf"\b\d{{1,3}}[a-d]?,? (?:[\w'’]{{2,20}} ){{1,3}}(?:{streets})\b"
            rf"|\b[\w'’]{{4,20}} (?:st|rd|road|street|lane|terrace|close|avenue)\b(?! [a-z]+ing)",
            re.I,
        )

    def found(self, text: str) -> Iterator[Span]:
        """The strongest forms first."""
        for pattern, kind in ((_EMAIL, Kind.EMAIL), (_URL, Kind.URL), (_HANDLE, Kind.HANDLE)):
            yield from (Span(*hit.span(), kind) for hit in pattern.finditer(text))
        yield from (Span(*hit.span(1), Kind.NHS) for hit in _NHS.finditer(text))
        for pattern in (_PHONE, _PHONE_OH):
            for hit in pattern.finditer(text):
                if re.sub(r"\D", "", hit[0]) not in self._lists.helplines:
                    yield Span(*hit.span(), Kind.PHONE)
        dated = [hit for hit in _DATE.finditer(text) if self._born(text, hit)]
        yield from (Span(*hit.span(), Kind.BIRTH) for hit in dated)
        yield from (Span(*hit.span(), Kind.BIRTH) for hit in _YEAR.finditer(text) if self._near(self._birth, text, hit))
        yield from (Span(*hit.span(), Kind.NHS) for hit in _TEN.finditer(text))
        yield from (Span(*hit.span(), Kind.POSTCODE) for hit in _POSTCODE.finditer(text))
        yield from (Span(*hit.span(), Kind.PLACE) for hit in self._street.finditer(text) if not _ordinary_way(hit[0]))
        yield from (Span(*hit.span(), Kind.NUMBER) for hit in _NUMBER.finditer(text) if self._tells(hit[0]))
        yield from (Span(*hit.span(), Kind.NUMBER) for hit in _LETTERED.finditer(text))
        yield from (Span(*hit.span(), Kind.NUMBER) for hit in _CODED.finditer(text) if self._coded(text, hit))
        yield from (Span(*hit.span(), Kind.HANDLE) for pattern in (_MIXED, _UNDER) for hit in pattern.finditer(text))

    def _born(self, text: str, hit: re.Match[str]) -> bool:
        return bool(re.search(r"\d", hit[0]) and len(hit[0]) > 7) or self._near(self._birth, text, hit)

    def _near(self, cue: re.Pattern[str], text: str, hit: re.Match[str]) -> bool:
        return cue.search(text, max(0, hit.start() - _NEAR), hit.start()) is not None

    def _tells(self, number: str) -> bool:
        pieces = number.lower().split()
        if len(pieces) == 3 and pieces[0].isalpha() and all(map(self._lists.known, (pieces[0], pieces[2]))):
            return False  # "im 16 and" is no number plate
        return re.sub(r"\D", "", number) not in self._lists.helplines

    def _coded(self, text: str, hit: re.Match[str]) -> bool:
        digits = re.sub(r"\D", "", hit[0])
        return len(digits) >= 4 and digits not in self._lists.helplines and self._near(self._number, text, hit)


def _ordinary_way(street: str) -> bool:
    return (
        re.match(
            r"(?:this|that|every|down|along|your|their|from|other|main|across|same|next|very|came|come|went|right) ", street, re.I
        )
        is not None
    )
