"""Pieces with figures in them that ordinary writing does not have: codes, plates, accounts. A text in, pieces out.

Never a pattern that can run away: every repeat is bounded, so that time grows with length alone.
"""

import re
from collections.abc import Iterator

from bot.privacy.redact.lists import Lists
from bot.privacy.redact.spans import Kind, Span

_PIECE = re.compile(r"(?<![\w@£$€.,:/-])(?=[a-z./#_-]{0,30}\d)[a-z\d](?:[a-z\d]|[./#_-](?=[a-z\d])){2,40}(?![\w@%])", re.I)
_MEASURE = re.compile(
    r"\d{1,4}(?:[.-]\d{1,2})?(?:st|nd|rd|th|s|am|pm|p|k|m|g|d|h|x|v\d|mg|ml|kg|cm|mm|km|ft|hr|hrs|min|mins|sec|secs|yo|yr|yrs|gb|mb"
    r"|ish|day|days|week|weeks|wks|quid|plus|year|years|mile|miles|hour|hours|month|months|mth|mths|ppl)|[a-z]{1,2}\d{1,3}",
    re.I,
)
_TIMES = re.compile(r"\d{1,2}[.-]\d{1,2}(?:am|pm)?|\d{1,3}[./-]\d{1,3}|(?:19|20)\d\d(?:[/-](?:19|20)?\d\d)?|24/7/?\d{0,3}", re.I)
_NO_AMOUNT = re.compile(
    r" ?(?:people|ppl|kids|young|of|times|words|quid|pounds|miles|steps|followers|calories|other|more|a )", re.I
)
_TXT = re.compile(r"[a-z]{0,8}[1248][a-z]{0,8}", re.I)
_FEW, _MANY = 3, 4
_SO_MANY = re.compile(
    r" ?(?:min|hour|hr|day|week|wk|month|mth|year|yr|time|people|ppl|kid|pound|quid|p\b|am\b|pm\b|%|of|out|or|to|and|/)", re.I
)


class Codes:
    """Made once from the lists."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        cues = "|".join(sorted(map(re.escape, lists.cue("numbers") - {"door", "exam", "card", "log"}), key=len, reverse=True))
        self._told = re.compile(
            rf"\b(?:{cues})\b(?: (?:number|num|code|id|ref))?(?:\.? (?:is|was|no|nr|num|number)\b|:| =|(?= #)|\.){{1,2}}[.:]? #?"
            r"((?:\d[a-z]{0,3}|[a-z]{1,3}[ /.-]?\d)[\da-z]{0,10}(?:[ /.-]\d{1,6}){0,4}(?: [b-hj-z](?!\w))?)(?!\w)",
            re.I,
        )

    def found(self, text: str) -> Iterator[Span]:
        """Each piece by itself; then whatever stands behind "my locker number is", however short."""
        for hit in _PIECE.finditer(text):
            kind = self._kind(hit[0].lower(), text[hit.end() : hit.end() + 12])
            if kind and not self._of_a_helpline(text, hit):
                yield Span(*hit.span(), kind)
        for hit in self._told.finditer(text):
            if hit[1].isdigit() and (len(hit[1]) == 1 or _SO_MANY.match(text, hit.end())):
                continue
            if not self._of_a_helpline(text, hit) and re.sub(r"\D", "", hit[1]) not in self._lists.helplines:
                yield Span(*hit.span(1), Kind.NUMBER)

    def _of_a_helpline(self, text: str, hit: re.Match[str]) -> bool:
        """Whether it is a part of "0800 1111"."""
        around = re.sub(r"\D", "", text[max(0, hit.start() - 10) : hit.end() + 10])
        return any(hit[0] in line and line in around for line in self._lists.helplines)

    def _kind(self, piece: str, after: str) -> Kind | None:
        digits, letters = sum(map(str.isdigit, piece)), sum(map(str.isalpha, piece))
        if piece in self._lists.slang or re.sub(r"\D", "", piece) in self._lists.helplines:
            return None
        if _MEASURE.fullmatch(piece) or _TIMES.fullmatch(piece):
            return None
        if not letters:  # four figures that are no year are a code, unless they count something
            return Kind.NUMBER if digits >= _MANY and not _NO_AMOUNT.match(after) else None
        stem = piece.rstrip("0123456789")
        if stem in self._lists.cue("numbered"):
            return None
        if digits == 1 and (letters < _MANY or (_TXT.fullmatch(piece) and self._written(piece, stem))):
            return None
        if digits < _FEW and letters < _FEW:
            return None
        return Kind.NUMBER if digits >= letters or letters < _FEW else Kind.HANDLE

    def _written(self, piece: str, stem: str) -> bool:
        """Whether the figure stands for a sound: "every1", "4eva", "h8ed"; not behind a word nobody knows."""
        return piece == stem or self._lists.known(stem) or stem.startswith(("ev", "som", "sum", "an", "no"))
