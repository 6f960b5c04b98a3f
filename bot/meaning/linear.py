"""A linear reader: which of its names a vector stands for, and how surely. A vector in, names with a share of 1 out.

Never trained here: `bot.meaning.learn` does that, once; this needs two tables of numbers.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.meaning.vectors import Vectors


@dataclass(frozen=True, slots=True)
class Linear:
    """`weights` has a row for each of `names` and a column for each number of a vector; `bias` one number a name."""

    names: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def shares(self, vector: Vectors) -> list[tuple[str, float]]:
        """All names, the likeliest first, each with its share; the shares add up to 1."""
        scores = self.weights @ vector + self.bias
        grown = np.exp(scores - scores.max())
        grown /= grown.sum()
        return [(self.names[place], float(grown[place])) for place in np.argsort(-grown)]

    def likeliest(self, vectors: Vectors) -> list[str]:
        """The likeliest name for each row."""
        return [self.names[place] for place in np.argmax(vectors @ self.weights.T + self.bias, axis=1)]

    def save(self, path: Path) -> None:
        """Writes it whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"part-{os.getpid()}-{path.name}")  # two who learn at once must not write one file
        np.savez_compressed(part, names=np.array(self.names), weights=self.weights, bias=self.bias)
        part.replace(path)

    @classmethod
    def load(cls, path: Path) -> "Linear":
        """Raises `OSError` or `ValueError` for a file that is not one of ours."""
        with np.load(path, allow_pickle=False) as table:
            return cls(tuple(str(name) for name in table["names"]), table["weights"], table["bias"])
