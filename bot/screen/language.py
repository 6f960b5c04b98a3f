"""Whether most of a text is in another language, written in our letters. A text in, the likeliest language and its place out.

Never trusts the name: a language is only guessed, so that a worker can find somebody who reads it. What matters is that they look.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from bot.model.risk import WORDS_OF, Finding, Kind, Level
from bot.screen.fold import rough_words
from bot.screen.habits import ordinary
from bot.screen.script import foreign_script

LEAST = 3
"""Different words of one list: two can be a name, a song or a greeting."""

CHARACTERS = 480
"""How much of a text is looked at: three full SMS show any language."""

_COMMON = 10_000_000
"""A word that English uses this often (in the counts of `ordinary`: `la`, `on`, `die`) speaks for neither side."""


class Tongues:
    """Small words by language. Safe to share between threads: nothing changes after it is made."""

    def __init__(self, known: Mapping[str, Collection[str]]) -> None:
        """`known` are the words of each language, by its English name."""
        self._names: dict[str, tuple[str, ...]] = {}
        for name, written in known.items():
            for word in sorted({plain.text for one in written for plain in rough_words(one)}):
                self._names[word] = (*self._names.get(word, ()), name)

    def found(self, text: str) -> tuple[str, int, int] | None:
        """The language, and the first and last (exclusive) place of its words; nothing when the text may well be English."""
        words = [word for word in rough_words(text[:CHARACTERS]) if word.text[0].isalpha()]
        telling = {word.text for word in words if word.text in self._names and ordinary().get(word.text, 0) < _COMMON}
        if len(telling) < LEAST:
            return None
        name, hits = Counter(name for word in sorted(telling) for name in self._names[word]).most_common(1)[0]
        if hits < LEAST:
            return None
        ours = [word for word in words if name in self._names.get(word.text, ())]
        foreign = sum(word.text in telling or word.text not in ordinary() for word in words)
        english = sum(word.text in ordinary() and name not in self._names.get(word.text, ()) for word in words)
        return (name, ours[0].start, ours[-1].end) if foreign > english else None


NO_TONGUES = Tongues({})
"""Knows no other language."""


def unreadable(text: str, tongues: Tongues) -> Iterator[Finding]:
    """The finding of a text that is in other letters, or in another language in ours."""
    named = tongues.found(text)
    if place := named[1:] if named else foreign_script(text):
        yield Finding(Kind.UNREADABLE, Level.CONCERN, f"{WORDS_OF}{named[0]}" if named else "", *place)
