"""The encoder's last steps: from what a text's words add up to, to its vector. `Gathered` in, rows of length 1 out.

Never reads a text: the words are added up before, once, for everybody who wants a vector of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float32]
type Pairs = tuple[Floats, Floats]
"""Two narrow matrices, one after the other, for each of some changes: (changes, in, narrow) and (changes, narrow, out)."""

SIZES = {
    "words": (1280, 512),
    "p1": (512, 320),
    "d0": (512, 320),
    "d1": (320, 320),
    "p3": (320, 512),
    "d2": (320, 512),
    "d3": (512, 512),
}
"""The matrices in order, by the package's names (`words` is its `cnn_W`): how many numbers go in, and come out."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """For each text a row of `sums` (1,280 numbers: what its word pieces add up to), and how many pieces it has (one column)."""

    sums: Floats
    counts: Floats

    def at(self, rows: NDArray[np.intp]) -> "Gathered":
        """The same for some of the texts."""
        return Gathered(self.sums[rows], self.counts[rows])


@dataclass(frozen=True, slots=True)
class Beside:
    """Small changes that were taught: `pairs` by the names of `SIZES`, and `shift` (changes, 512), which the base moves by."""

    pairs: Mapping[str, Pairs]
    shift: Floats


UNCHANGED = Beside({}, np.zeros((0, SIZES["words"][1]), np.float32))


@dataclass(frozen=True, slots=True)
class LastSteps:
    """`matrices`: by the names of `SIZES`; `base` is added for each word piece."""

    matrices: Mapping[str, Floats]
    base: Floats
    least: float

    def __call__(self, gathered: Gathered) -> Floats:
        """A row of 512 numbers, of length 1, for each text."""
        [rows] = self.each(gathered, UNCHANGED)
        return np.asarray(rows, np.float32)

    def each(self, gathered: Gathered, beside: Beside) -> Floats:
        """The rows as they are, then as each change makes them: (1 + changes, texts, 512).

        All go through a large matrix together: to fetch it takes longer than to multiply by it.
        """
        root = np.sqrt(gathered.counts)
        many = 1 + len(beside.shift)
        mean = np.repeat((gathered.sums @ self.matrices["words"])[None], many, axis=0)
        _change(mean, gathered.sums, "words", beside)
        mean += gathered.counts * self.base
        mean[1:] += gathered.counts * beside.shift[:, None]
        mean /= root
        deep = np.maximum(self._through("d0", mean, beside), 0)
        first = np.maximum(self._through("p1", mean, beside) + self._through("d1", deep, beside), 0)
        deep = np.maximum(self._through("d2", first, beside), 0)
        out = np.tanh(self._through("p3", first, beside) + self._through("d3", deep, beside))
        return np.asarray(out / np.sqrt(np.maximum(np.einsum("vij,vij->vi", out, out), self.least))[..., None], np.float32)

    def _through(self, name: str, rows: Floats, beside: Beside) -> Floats:
        matrix = self.matrices[name]
        through = (rows.reshape(-1, rows.shape[-1]) @ matrix).reshape(*rows.shape[:-1], matrix.shape[1])
        _change(through, rows[1:], name, beside)
        return through


def _change(through: Floats, rows: Floats, name: str, beside: Beside) -> None:
    if name in beside.pairs:
        down, up = beside.pairs[name]
        through[1:] += rows @ down @ up
