"""The encoder's last steps: from what a text's words add up to, to its vector. `Gathered` in, rows of length 1 out.

Never reads a text: the words are added up before, once, for everybody who wants a vector of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float32]
type Pair = tuple[Floats, Floats]
"""Two narrow matrices, one after the other: a small change beside a large matrix."""

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
class LastSteps:
    """`matrices`: by the names of `SIZES`; `base` is added for each word piece; `beside`: changes that were taught, by name."""

    matrices: Mapping[str, Floats]
    base: Floats
    least: float
    beside: Mapping[str, Pair] = field(default_factory=dict)

    def __call__(self, gathered: Gathered) -> Floats:
        """A row of 512 numbers, of length 1, for each text."""
        mean = self._through("words", gathered.sums) + gathered.counts * self.base
        mean /= np.sqrt(gathered.counts)
        first = np.maximum(self._through("p1", mean) + self._through("d1", np.maximum(self._through("d0", mean), 0)), 0)
        out = np.tanh(self._through("p3", first) + self._through("d3", np.maximum(self._through("d2", first), 0)))
        return np.asarray(out / np.sqrt(np.maximum(np.einsum("ij,ij->i", out, out), self.least))[:, None], np.float32)

    def taught(self, beside: Mapping[str, Pair], shift: Floats) -> "LastSteps":
        """The same steps with small changes beside them; the large matrices are shared."""
        return replace(self, beside=beside, base=self.base + shift)

    def _through(self, name: str, rows: Floats) -> Floats:
        through = rows @ self.matrices[name]
        if name in self.beside:
            down, up = self.beside[name]
            through += rows @ down @ up
        return through
