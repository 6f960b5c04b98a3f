"""Typing slips and words run together. Rough words in, the words that were meant out.

Never changes a word that our own sentences often use, unless nobody puts its neighbours beside it; and only ever into words of
ours (when cut: or ordinary ones).
"""

from collections.abc import Collection, Sequence

from symspellpy import SymSpell, Verbosity

from bot.screen.cut import cut
from bot.screen.fold import Word, in_pieces
from bot.screen.habits import BEGIN, NO_HABITS, Habits, ordinary

_VOWELS, _SOUNDED = frozenset("aeiou"), frozenset("aeiouy")
_LEAST_MENDED, _LONGEST_MENDED = 3, 16
"""Letters: shorter words are too near to one another."""

_MOST = 80
"""Different unknown words that are guessed in one text: nobody makes more slips, and each costs time."""

_MOST_WAYS = 8
"""Guesses at one word that are weighed against one another."""

_OFTEN = 8
"""A word that stands this often in our sentences is what was meant, even where another would fit better."""

_SLIP, _STRANGE_SLIP, _REAL_SLIP, _NO_VOWELS, _ING, _SPACE, _SHORT = 4.5, 7.0, 8.5, 5.0, 1.5, 2.5, 3.0
"""How surprising each slip is by itself, in nats. One that made another real word is more so, for what was typed is most often
meant (a little less so where none of our sentences has it and few write it: "im in too dee"); and so is one that left three
letters, which have many neighbours."""

_ORDINARY = 10_000_000
"""How often English uses a word that nobody wonders at, in a table where "the" has 23,000,000,000."""

_LOST = 7.0
"""The same for a letter lost from a word of ours, where nothing stands beside it as it usually does: "they bat me up"."""

_OURS = 12.0
"""How surprising a word of ours is at most: authors write phrases of words that no sentence of ours has."""

_UNKNOWN, _LETTER = 8.0, 2.3
"""How surprising it is that a word was meant which nobody knows, such as a name: by itself, and for each letter."""

type _Way = tuple[tuple[str, ...], float]
type _Path = tuple["_Path", tuple[str, ...]] | None


class Speller:
    """Knows the authors' words. Safe to share between threads."""

    def __init__(self, known: Collection[str], habits: Habits = NO_HABITS) -> None:
        """`known` words are left as they are; slips are mended towards them and towards those of `habits`."""
        usual = ordinary()
        self._habits = habits
        self._near = SymSpell(max_dictionary_edit_distance=1, prefix_length=7)
        self._bones: dict[str, list[str]] = {}
        self._longer: dict[str, list[_Way]] = {}
        seen = {word for word, count in habits.words.items() if word in usual or count > 2}
        self._ours = frozenset({*known, *seen})
        self._sure = frozenset({*known, *(word for word in seen if habits.words[word] >= _OFTEN or len(word) < _LEAST_MENDED)})
        for word in sorted(self._ours):
            if word.isalpha() and word.isascii() and len(word) > 1:
                self._near.create_dictionary_entry(word, habits.words.get(word, 0) * 1000 + usual.get(word, 1) // 1000 + 1)
                self._bones.setdefault(bones(word), []).append(word)

    def __contains__(self, word: object) -> bool:
        """Whether it is a word of ours."""
        return word in self._ours

    def guessed(self, words: Sequence[Word]) -> list[Word]:
        """Words that are unknown mended or cut, where that gives words of ours; the others as they are."""
        doubted = list(dict.fromkeys(word.text for word in words if word.text not in self._sure))[:_MOST]
        ways = {word: self._ways(word) for word in doubted}
        for word in self._habits.odd(words):
            if word in self._ours and len(found := self._with_one_more(word)) > 1:
                ways[word] = list({**dict(ways.get(word, ())), **dict(found)}.items())
        if not ways:
            return list(words)
        meant = self._likeliest(words, [ways.get(word.text) or [((word.text,), 0.0)] for word in words])
        return [piece for word, pieces in zip(words, meant, strict=True) for piece in in_pieces(word, pieces)]

    def _likeliest(self, words: Sequence[Word], lattice: Sequence[Sequence[_Way]]) -> list[tuple[str, ...]]:
        """One way for each word, so that all together surprise least."""
        paths: dict[str, tuple[float, _Path]] = {BEGIN: (0.0, None)}
        for word, ways in zip(words, lattice, strict=True):
            best: dict[str, tuple[float, _Path]] = {}
            for before, (cost, path) in paths.items():
                for pieces, slip in ways:
                    total, last = cost + slip, BEGIN if word.ends_before else before
                    for piece in pieces:
                        total += self._surprise(last, piece)
                        last = piece
                    if last not in best or total < best[last][0]:
                        best[last] = (total, (path, pieces))
            paths = best
        chosen: list[tuple[str, ...]] = []
        _, step = min(paths.values(), key=lambda one: one[0])
        while step is not None:
            step, pieces = step
            chosen.append(pieces)
        return chosen[::-1]

    def _surprise(self, before: str, word: str) -> float:
        if word in self._ours:
            return min(self._habits.surprise(before, word), _OURS)
        written = word in ordinary() or word in self._habits.words
        return self._habits.surprise(before, word) if written else _UNKNOWN + _LETTER * len(word)

    def _with_one_more(self, word: str) -> list[_Way]:
        """The word itself, and ordinary ones of ours that have one letter more."""
        if word not in self._longer:
            near = (one.term for one in self._near.lookup(word, Verbosity.ALL, max_edit_distance=1))
            meant = [term for term in near if term[0] == word[0] and len(term) > len(word) and term in ordinary()]
            self._longer[word] = [((word,), 0.0), *(((term,), _LOST) for term in meant[:_MOST_WAYS])]
        return self._longer[word]

    def _slip(self, word: str, *, real: bool) -> float:
        if real:
            return _REAL_SLIP if word in self._ours or ordinary()[word] > _ORDINARY else _STRANGE_SLIP
        return _SLIP + (_SHORT if len(word) == _LEAST_MENDED else 0.0)

    def _ways(self, word: str) -> list[_Way]:
        """What may have been meant: the word itself, words one slip away, with its vowels, with a g, or cut."""
        found: dict[tuple[str, ...], float] = {(word,): 0.0}
        if not word.isalnum() or not word.isascii() or word.isdigit() or len(word) < 2:
            return list(found.items())
        real = word in self._ours or (word in ordinary() and bool(_SOUNDED & set(word)))
        if _LEAST_MENDED <= len(word) <= _LONGEST_MENDED:
            slip = self._slip(word, real=real)
            for near in self._near.lookup(word, Verbosity.ALL, max_edit_distance=1)[:_MOST_WAYS]:
                if near.term[0] == word[0] and (len(near.term) > _LEAST_MENDED or near.term in ordinary()):  # no "stiu" to "sti"
                    found.setdefault((near.term,), slip)
        if real:
            return list(found.items())
        ing = word.endswith("in")
        if ing and f"{word}g" in self._ours:
            found[f"{word}g",] = _ING
        if not _VOWELS & set(word[1:-2] if ing else word[1:]):
            for bare in ({bones(f"{word}g")} if ing else set()) | {bones(word), f"{bones(word)}g"}:
                found.update({(meant,): _NO_VOWELS for meant in self._bones.get(bare, ())[:_MOST_WAYS]})
        if pieces := cut(word, self._ours.__contains__, self._surprise):
            found[tuple(pieces)] = _SPACE * (len(pieces) - 1) ** 0.5
        return list(found.items())


def bones(word: str) -> str:
    """The first letter and the consonants after it: "wnt" and "want" have the same."""
    return word[0] + "".join(letter for letter in word[1:] if letter not in _VOWELS)
