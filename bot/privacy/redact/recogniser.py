"""Names, places and schools no list knows, by their letters and the words around them. Words in, pieces out.

Never alone: the rules go first, and what they find stands. Learnt from sentences of our own (`make train-redact`).
"""

import math
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.privacy.redact.features import SIZE, Features
from bot.privacy.redact.lists import Lists
from bot.privacy.redact.spans import Kind, Span
from bot.privacy.redact.words import Word

WEIGHTS = Path(__file__).with_name("weights.bin")
KINDS = (None, Kind.NAME, Kind.PLACE, Kind.SCHOOL)
"""What a word may be, in the order of the columns."""

_HEAD = struct.Struct("<f")

SURE = 0.07
"""From this share on a word goes that is not often written. Chosen on the tuning set when the weights were learnt without it:
of names struck from all lists 92 of 100 were found then (77 at 0.3), and 93 of 100 findings were right. A name that is missed
costs more than an ordinary word that goes, which the person who reads it can write back."""

SURE_OF_A_USUAL_WORD = 0.3
"""The same for a word that everybody writes: most of them that look like a name are none."""


class Recogniser:
    """A sum for each of `KINDS` over what is seen of a word. Safe to share between threads."""

    def __init__(self, lists: Lists, path: Path = WEIGHTS) -> None:
        """`path`: the scale (a float of four bytes), then a number from -127 to 127 for each feature, kind after kind.

        Raises `OSError`, or `ValueError` for a file that is not one of ours.
        """
        raw = path.read_bytes()
        if len(raw) != _HEAD.size + SIZE * len(KINDS):
            raise ValueError(f"{path.name} is not one that `make train-redact` wrote")
        [self._scale] = _HEAD.unpack_from(raw)
        numbers = memoryview(raw)[_HEAD.size :].cast("b")
        self._weights = tuple(numbers[start : start + SIZE] for start in range(0, len(numbers), SIZE))
        self._lists, self._features = lists, Features(lists)
        ordinary = ("stay", "capitals_stay", "titles", "numbers", "services", "school_words", "birth", "spoken_digits")
        self._stays = frozenset().union(*map(lists.cue, ordinary), lists.cue("months") - lists.cue("two_months"))

    def found(self, run: Sequence[Word]) -> Iterator[Span]:
        """Each word that goes, by itself; words of one kind side by side are one piece."""
        out: list[Span] = []
        for word, share in zip(run, self._shares(run), strict=True):
            if 1 - share[0] < self._least(word) or word.low in self._stays or not word.low.isalpha():
                continue
            kind = KINDS[share.index(max(share[1:]))] or Kind.NAME
            if out and out[-1].kind is kind and out[-1].end == word.start - len(word.gap) and not word.gap.strip():
                out[-1] = Span(out[-1].start, word.end, kind)
            else:
                out.append(Span(word.start, word.end, kind))
        yield from out

    def _least(self, word: Word) -> float:
        return SURE_OF_A_USUAL_WORD if self._lists.usual(word.low) and not (word.capital and not word.first) else SURE

    def _shares(self, run: Sequence[Word]) -> Iterator[list[float]]:
        """For each word how likely it is each of `KINDS`; the shares add up to 1."""
        for places in self._features.of(run):
            sums = [self._scale * sum(map(weights.__getitem__, places)) for weights in self._weights]
            grown = [math.exp(one - max(sums)) for one in sums]
            yield [one / sum(grown) for one in grown]


def written(scale: float, weights: Sequence[bytes]) -> bytes:
    """A file as `Recogniser` reads it; `weights`: for each of `KINDS` one signed byte for each feature."""
    return _HEAD.pack(scale) + b"".join(weights)
