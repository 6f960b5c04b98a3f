"""Places and schools, by lists and by the words around them. Words in, pieces out.

Never looks further than a few words to either side: time grows with length alone.
"""

from collections.abc import Iterator

from bot.privacy.redact.lists import Lists, Names
from bot.privacy.redact.spans import Kind, Span
from bot.privacy.redact.words import Word

_MOST = 5  # words of the longest name of a place or school


class Places:
    """Made once from the lists."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists

    def found(self, run: list[Word]) -> Iterator[Span]:
        """Schools first, then places."""
        yield from self._schools(run)
        yield from self._listed(run, self._lists.places, Kind.PLACE)
        yield from self._by_the_way(run)

    def _schools(self, run: list[Word]) -> Iterator[Span]:
        yield from self._listed(run, self._lists.schools, Kind.SCHOOL)
        for at, word in enumerate(run):
            if word.low not in self._lists.cue("school_words"):
                continue
            for long in range(min(_MOST, at), 0, -1):
                if self._before_school(tuple(one.low for one in run[at - long : at])):
                    yield Span(run[at - long].start, word.end, Kind.SCHOOL)
                    break
            else:
                start = at
                while start > 0 and at - start < 3 and self._school_like(run[start - 1]):
                    start -= 1
                if start < at:
                    yield Span(run[start].start, word.end, Kind.SCHOOL)
        for at, word in enumerate(run[1:], 1):  # "i go poltair", "year 8 saltash community"
            if (word.low,) in self._lists.before_school and run[at - 1].low in ("go", "goes", "skl", "school"):
                yield Span(word.start, word.end, Kind.SCHOOL)

    def _before_school(self, key: tuple[str, ...]) -> bool:
        places = self._lists.places
        return key in self._lists.before_school or key in places.sure or key in places.also

    def _school_like(self, word: Word) -> bool:
        low = word.low
        if low in self._lists.kinds_of_school or low in self._lists.slang or low.isdigit():
            return low in self._lists.cue("school_words") and word.capital
        return low not in self._lists.english or (word.capital and not word.first) or (low,) in self._lists.before_school

    def _listed(self, run: list[Word], names: Names, kind: Kind) -> Iterator[Span]:
        for at, word in enumerate(run):
            for long in range(min(_MOST, len(run) - at), 0, -1):
                key = tuple(part for one in run[at : at + long] for part in (one.low,))
                if key in names.sure or (key in names.also and kind is Kind.PLACE and self._placed(run, at)):
                    yield Span(word.start, run[at + long - 1].end, kind)
                    break
            else:
                if not self._lists.known(word.low) and names.nearly(word.low) and not self._lists.name(word.low):
                    yield Span(word.start, word.end, kind)
                elif (
                    at + 1 < len(run)
                    and word.low in ("st", "saint", "port")
                    and (names.nearly(word.low + run[at + 1].low) and not self._lists.known(run[at + 1].low))
                ):
                    yield Span(word.start, run[at + 1].end, kind)

    def _placed(self, run: list[Word], at: int) -> bool:
        before = run[at - 1].low if at else ""
        return (
            (before in self._lists.cue("place_before") and (before not in ("to", "on", "at", "round") or run[at].capital))
            or (run[at].capital and not run[at].first)
            or (at + 1 < len(run) and run[at + 1].low in ("beach", "lot", "way"))
        )

    def _by_the_way(self, run: list[Word]) -> Iterator[Span]:
        """Unknown words after "in" or "from", Cornish beginnings, and shops with their town."""
        for at, word in enumerate(run):
            before = run[at - 1].low if at else ""
            unknown = len(word.low) > 3 and not self._lists.known(word.low) and word.low.isalpha()
            placed = before in ("in", "from", "near", "live", "outside", "to")
            cornish = len(word.low) > 5 and word.low.startswith(tuple(self._lists.cue("cornish_beginnings")))
            if before in ("st", "saint") and (self._lists.name(word.low) or word.low in self._lists.wide_given or unknown):
                yield Span(run[at - 1].start, word.end, Kind.PLACE)
            elif unknown and (placed or cornish) and not self._lists.name(word.low):
                yield Span(word.start, word.end, Kind.PLACE)
            elif word.low in self._lists.cue("shops") and at + 2 < len(run) and run[at + 1].low in ("in", "at"):
                yield Span(word.start, run[at + 2].end, Kind.PLACE)
            elif word.low in ("inn", "arms") and word.capital and at and run[at - 1].capital:
                yield Span(run[at - 1].start, word.end, Kind.PLACE)
