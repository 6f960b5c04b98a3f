"""Whether a text reads like a disclosure: how near its meaning lies to sentences that are, and to those that only look so.

Texts in, an `Opinion` each out: numbers, never a decision. Never changes after it is loaded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.meaning.vectors import Sentences, Vectors

WIDTH = 3.0
"""How fast nearness falls off with distance (gamma). 1 to 5 were tried; more finds only what was written down."""

_STEPS = 127
"""Weights are kept as whole numbers from -127 to 127: a quarter of the size, the same answers to two places."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """How sure (0 to 1) that there is any risk, and that it is high; and the kind it is nearest to."""

    kind: str
    risk: float
    high: float


@dataclass(frozen=True, slots=True)
class Turn:
    """From 512 numbers to the fewer that tell sentences of ours apart; the result has length 1."""

    centre: Vectors
    axes: Vectors

    def __call__(self, vectors: Vectors) -> Vectors:
        """Rows in, shorter rows out."""
        turned = (vectors - self.centre) @ self.axes.T
        return np.asarray(turned / np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), 1e-6), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class RiskReader:
    """`known`: sentences as turned rows; `pulls`: what each adds to (any risk, high risk); `at`, `steep`: from sums to shares.

    `kind_weights`, `kind_bias`: a linear reader of the kind, over turned rows. `vocabulary`: the words it learnt from.
    """

    turn: Turn
    known: Vectors
    pulls: Vectors
    at: Vectors
    steep: Vectors
    kinds: tuple[str, ...]
    kind_weights: Vectors
    kind_bias: Vectors
    vocabulary: tuple[str, ...] = ()

    def read(self, vectors: Vectors) -> list[Opinion]:
        """`vectors`: the meanings of texts, a row of 512 numbers each."""
        rows = self.turn(vectors)
        near = np.exp(WIDTH * 2 * (rows @ self.known.T - 1))  # all rows have length 1
        shares = 1 / (1 + np.exp(-np.clip(self.steep * (near @ self.pulls - self.at), -30, 30)))
        kinds = np.argmax(rows @ self.kind_weights.T + self.kind_bias, axis=1)
        return [Opinion(self.kinds[kind], float(risk), float(high)) for kind, (risk, high) in zip(kinds, shares, strict=True)]

    def save(self, path: Path) -> None:
        """Writes it whole or not at all."""
        small, scale = _small(self.known)
        part = path.with_suffix(".part.npz")
        np.savez_compressed(
            part,
            centre=self.turn.centre.astype(np.float16),
            axes=self.turn.axes.astype(np.float16),
            known=small,
            scale=scale,
            pulls=self.pulls.astype(np.float32),
            at=self.at,
            steep=self.steep,
            kinds=np.array(self.kinds),
            kind_weights=self.kind_weights.astype(np.float16),
            kind_bias=self.kind_bias,
            vocabulary=np.array(self.vocabulary),
        )
        part.replace(path)

    @classmethod
    def load(cls, path: Path) -> "RiskReader":
        """Raises `OSError`, `KeyError` or `ValueError` for a file that is not one of ours."""
        with np.load(path, allow_pickle=False) as tables:
            names = ("centre", "axes", "known", "scale", "pulls", "at", "steep", "kind_weights", "kind_bias")
            wide = {name: tables[name].astype(np.float32) for name in names}
            kinds, vocabulary = (tuple(map(str, tables[name])) for name in ("kinds", "vocabulary"))
        known = wide["known"] * wide["scale"]
        turn = Turn(wide["centre"], wide["axes"])
        linear = wide["kind_weights"], wide["kind_bias"]
        return cls(turn, known, wide["pulls"], wide["at"], wide["steep"], kinds, *linear, vocabulary)


def meanings(sentences: Sentences, parts: Sequence[Sequence[str]]) -> Vectors:
    """Plain words, as the screen reads them, to vectors: learning and reading must see the same."""
    return sentences.vectors([" ".join(words) for words in parts])


def _small(rows: Vectors) -> tuple[NDArray[np.int8], Vectors]:
    scale = np.asarray(np.abs(rows).max() / _STEPS, dtype=np.float32)
    return np.round(rows / scale).astype(np.int8), scale
