"""What the recogniser sees of a word: its letters, the lists it stands on, and its neighbours. Words in, small numbers out.

Never looks further than two words to either side, and never sees a text as a whole: time grows with length alone.
"""

import zlib
from collections.abc import Collection, Iterator, Sequence

from bot.privacy.redact.lists import Lists
from bot.privacy.redact.words import Word

SIZE = 1 << 14
"""Places for features; two that fall on one place share it, which costs little at this size."""

_EDGE = Word(0, 0, "", capital=False, first=False, gap="", owns=False)
_LONGEST = 12  # letters of a word that are looked at in parts: no name is told by more


class Features:
    """Made once from the lists. Safe to share between threads."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._cues = {
            name: lists.cue(name) for name in ("titles", "people", "kin", "verbs", "before_person", "place_before", "joins")
        }
        self._cues |= {name: lists.cue(name) for name in ("says_a_name", "school_words", "streets", "services", "months")}

    def of(self, run: Sequence[Word], hidden: Collection[int] = ()) -> Iterator[list[int]]:
        """The places of each word in turn. Of words that are `hidden` no list tells anything: so it learns the rest."""
        cased = sum(word.capital for word in run) < max(2, 0.6 * len(run))  # else capitals say nothing
        seen = [self._on_lists(word, at in hidden) for at, word in enumerate(run)]
        for at in range(len(run)):
            yield [zlib.crc32(name.encode()) % SIZE for name in self._names(run, at, seen, cased)]

    def _names(self, run: Sequence[Word], at: int, seen: Sequence[str], cased: bool) -> Iterator[str]:
        word, low = run[at], run[at].low
        known, lists = self._known(low), seen[at]
        before, before2, after, after2 = (
            run[place] if 0 <= place < len(run) else _EDGE for place in (at - 1, at - 2, at + 1, at + 2)
        )
        shape = "A" if word.capital and cased else "a"
        shape += "1" if word.first else "o"
        yield from ("all", f"k{known}", f"l{lists}", f"s{shape}", f"kls{known}{lists}{shape}", f"n{min(len(low), 10)}")
        yield from (f"owns{word.owns}", f"gap{word.gap.strip()[:1]}", f"end{at + 1 == len(run)}")
        ring = f"^{low[:_LONGEST]}$"
        yield from (f"g{ring[start : start + long]}" for long in (2, 3, 4) for start in range(len(ring) - long + 1))
        for side, near, where in (("b", before, at - 1), ("bb", before2, at - 2), ("a", after, at + 1), ("aa", after2, at + 2)):
            said = self._said(near, seen[where] if 0 <= where < len(run) else "")
            yield from (f"{side}{said}", f"{side}{said}k{known}", f"{side}{said}l{lists}{shape}")
            yield from (f"{side}cue{cue}k{known}" for cue, cues in self._cues.items() if near.low in cues)
        yield f"ba{self._said(before, '')}-{self._said(after, '')}"
        yield from (f"cue{cue}" for cue, cues in self._cues.items() if low in cues)

    def _on_lists(self, word: Word, hidden: bool) -> str:
        if hidden:
            return ""
        key, lists = (word.low,), self._lists
        on = {
            "g": key in lists.given.sure, "G": key in lists.given.also, "s": key in lists.surnames.sure,
            "S": key in lists.surnames.also, "w": word.low in lists.wide_given, "W": word.low in lists.wide_surnames,
            "p": key in lists.places.sure, "P": key in lists.places.also, "c": key in lists.before_school,
        }  # fmt: skip
        return "".join(mark for mark, stands in on.items() if stands)

    def _known(self, low: str) -> str:
        if low.isdigit():
            return "#"
        if low in self._lists.slang or (low not in self._lists.english and self._lists.written(low)):
            return "t"
        return str(self._lists.english.get(low, 0))

    def _said(self, word: Word, on: str) -> str:
        """A neighbour: itself when it is an ordinary word, else only what it looks like."""
        if not word.low or (self._known(word.low) not in "0#" and not ("g" in on and self._lists.english.get(word.low, 0) < 8)):
            return word.low
        return f"?{on}"
