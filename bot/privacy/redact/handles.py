"""Account names without an @, known by the service named just before. A text and cue words in, pieces out.

Never more than the one or two words that stand where an account's name stands.
"""

import re
from collections.abc import Iterator

from bot.privacy.redact.lists import Lists
from bot.privacy.redact.spans import Kind, Span

_NAME = r"(@?[\w][\w.#-]{2,40})"
_IS = r"(?: is|'s|:| -| =| was)"
_FILLERS = r"(?:account|name|user|username|handle|tag|is|its|it's|as|called|on|me|by|was|my|his|her|he)"

_NUMBERED = re.compile(r"(?<![\w@./#-])([a-z]{3,20})\d{1,4}(?:[a-z]\w{0,12}|(?<=\d\d))(?![\w@/-])", re.I)
_DOTTED = re.compile(r"(?<![\w@./#-])[a-z]{2,20}(?:\.[a-z]{2,20}){1,2}(?![\w@./-])", re.I)


class Handles:
    """Made once from the cue words."""

    def __init__(self, lists: Lists) -> None:
        services = "|".join(sorted(map(re.escape, lists.cue("services")), key=len, reverse=True))
        self._after = re.compile(rf"\b(?:{services})\b[:,]?(?: {_FILLERS}\b){{0,5}}[:,]? {_NAME}", re.I)
        self._before = re.compile(rf"(?<![\w@]){_NAME} on (?:{services})\b", re.I)
        self._owned = re.compile(
            rf"\b(?:my|his|her|their|our|the) (?:{services})(?: (?:name|user|account|username|handle|tag))?{_IS} {_NAME}"
            rf"|\b(?:username|user name|gamertag|handle|screen name)(?:{_IS})? {_NAME}",
            re.I,
        )
        word = r"[\w][\w.'-]{1,30}"
        self._called = re.compile(
            rf"\b(?:{services}|page|profile|channel|server) (?:(?:page|group|account|profile|channel|server|thing) )?"
            rf"(?:called|named|as|under) ((?:{word} )?{word})(?=$|[.,!?\n]| (?:on|and|n|that|who|which|is|has)\b)"
            rf"|\b(?:go|goes|went) by ((?:{word} ){{0,2}}{word})(?=$|[.,!?\n]| on (?:{services})\b)"
            rf"|(?:^|[.,!?\n]|\bn|\band) ?({word}) (?:is|was) (?:my|his|her) (?:{services})\b"
            rf"|\b(?:called|name) ((?:{word} ){{0,2}}{word}) on (?:{services})\b",
            re.I,
        )
        self._lists = lists

    def found(self, text: str) -> Iterator[Span]:
        """Where an account is named, and words no one writes but for one: letters with a number at their end, or inside."""
        for pattern in (self._after, self._before):
            for hit in pattern.finditer(text):
                name = hit[1].rstrip(".-")
                if self._looks_like_one(name):
                    yield Span(hit.start(1), hit.start(1) + len(name), Kind.HANDLE)
        for hit in self._owned.finditer(text):
            at = 1 if hit[1] else 2
            name = hit[at].rstrip(".-")
            if name.lower() not in self._lists.cue("no_account") and not name.isdigit():
                yield Span(hit.start(at), hit.start(at) + len(name), Kind.HANDLE)
        for hit in self._called.finditer(text):  # a name of an account may be made of ordinary words
            at = hit.lastindex or 1
            if hit[at].split()[0].lower() not in self._lists.cue("no_account"):
                yield Span(*hit.span(at), Kind.HANDLE)
        for hit in _DOTTED.finditer(text):
            if not all(map(self._lists.known, hit[0].lower().split("."))):
                yield Span(*hit.span(), Kind.HANDLE)
        for hit in _NUMBERED.finditer(text):
            if not self._lists.known(hit[0].lower()) and hit[1].lower() not in self._lists.cue("numbered"):
                yield Span(*hit.span(), Kind.HANDLE)

    def _looks_like_one(self, name: str) -> bool:
        low = name.lower().replace("'", "")
        return not self._lists.known(low) and not low.isdigit() and low not in self._lists.cue("services")
