"""People, by lists of names and by the words around them. Words in, pieces out.

Never looks further than two words to either side: time grows with length alone.
"""

import re
from collections.abc import Iterator

from bot.privacy.redact.lists import Lists
from bot.privacy.redact.spans import Kind, Span
from bot.privacy.redact.words import Word

_ROAD = re.compile(r"[abm]\d{1,4}")
_SHORTEST = 3  # letters of an unknown word that goes by itself


class People:
    """Made once from the lists."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._titles, self._streets = lists.cue("titles"), lists.cue("streets")

    def found(self, run: list[Word]) -> Iterator[Span]:
        """Names, with the title before them."""
        cased = sum(word.capital for word in run) < max(2, 0.6 * len(run))  # else capitals say nothing
        was = False
        for at, word in enumerate(run):
            is_one = self._person(run, at, cased, was)
            if is_one:
                title = at and run[at - 1].low in self._titles and not run[at - 1].owns
                yield Span(run[at - 1].start if title else word.start, word.end, Kind.NAME)
            was = is_one

    def _person(self, run: list[Word], at: int, cased: bool, was: bool) -> bool:
        word, lists = run[at], self._lists
        low = word.low
        key = (low,)
        before = run[at - 1].low if at else ""
        before2 = run[at - 2].low if at > 1 else ""
        after = run[at + 1].low if at + 1 < len(run) else ""
        if low.isdigit() or low in lists.cue("stay") or len(low) < 2 or _ROAD.fullmatch(low):
            return False
        if key in lists.given.sure or key in lists.surnames.sure or lists.rather_a_name(low):
            return True
        if low.endswith("s") and (low[:-1],) in lists.given.sure and (after in self._lists.cue("kin") or not lists.known(low)):
            return True
        doubtful = key in lists.given.also or key in lists.surnames.also
        if key in lists.given.also and low.endswith("s") is False and word.owns:
            return True
        ordinary = lists.known(low) and not doubtful
        if before in self._titles and not ordinary and low not in lists.slang:
            return True
        if before in ("mr", "mrs", "miss", "ms", "dr", "pc", "sgt") and (word.capital or doubtful or not lists.known(low)):
            return True
        if word.capital and cased and not word.first and low not in lists.cue("capitals_stay") and low not in lists.cue("months"):
            return low not in self._titles | lists.cue("school_words") | lists.cue("services") and not (
                low in self._streets and not doubtful
            )
        if was and ((key in lists.surnames.also and (word.capital or not cased)) or (doubtful and "-" in word.gap)):
            return word.capital or before2 in self._titles
        if doubtful and self._meant(run, at, before, before2, after, word):
            return True
        follows = run[at + 1] if at + 1 < len(run) else None
        if cased and word.capital and follows and follows.gap == "-" and follows.capital:
            return True
        if cased and word.capital and word.gap == "-" and run[at - 1].capital:
            return True
        if ordinary:
            return False
        if len(low) >= _SHORTEST and low.isalpha() and not lists.written(low):
            return True  # a word that nobody writes: rather a name too many than one too few
        cue = before in lists.cue("says_a_name") or (before in ("im", "its") and len(low) > 2) or before in lists.cue("people")
        if cue or (before == "is" and before2 in ("name", "this")) or self._joined(before, before2):
            return True
        if after in self._lists.cue("kin") and (low.endswith("s") or word.owns):
            return True
        if before in self._lists.cue("before_person") and len(low) > 3 and not any(letter.isdigit() for letter in low):
            return True
        return len(low) > 5 and (lists.given.nearly(low) or lists.surnames.nearly(low)) and not lists.places.nearly(low)

    def _meant(self, run: list[Word], at: int, before: str, before2: str, after: str, word: Word) -> bool:
        """Whether a word that is also a name is one here."""
        lists = self._lists
        follows = run[at + 1] if at + 1 < len(run) else None
        if word.capital and follows and follows.capital and self._lists.surname(follows.low) and follows.gap in (" ", "-"):
            return True
        if (
            word.capital
            and word.first
            and after in self._lists.cue("verbs") | {"and", "in", "from"}
            and word.low not in ("will", "may", "august", "april")
        ):
            return True
        if (
            before in lists.cue("says_a_name")
            or before in lists.cue("people")
            or before in ("told", "tell", "ask", "h8", "im", "its", "fancy")
        ):
            return word.low not in ("will", "may", "art", "nan", "see", "lee") or before in (
                "called",
                "named",
                "name",
                "tell",
                "told",
            )
        if at == 0 and after in self._lists.cue("verbs") - {"will", "wont"} and word.low not in ("may", "nan", "kit"):
            return True
        if at == 0 and after in self._lists.cue("joins") and word.low not in ("rain", "nan", "may", "peace"):
            return True
        if self._joined(before, before2):
            return True
        return before in ("like", "love", "with", "from") and at + 1 == len(run)

    def _joined(self, before: str, before2: str) -> bool:
        """Whether it comes after "jo and"."""
        return before in self._lists.cue("joins") and self._lists.name(before2)
