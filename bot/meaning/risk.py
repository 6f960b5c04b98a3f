"""Whether a text reads like a disclosure: how near its meaning lies to sentences that are, and to those that only look so.

Texts in, an `Opinion` each out: numbers, never a decision. Never changes after it is loaded.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.meaning.vectors import Sentences, Vectors

WIDTH = 5.0
"""How fast nearness falls off with distance. Of 2, 3, 5 and 8, less drowned short texts, and more knew sentences by heart."""

_STEPS = 127
"""Weights are kept as whole numbers from -127 to 127: a quarter of the size, the same answers to two places."""


type Tables = tuple[Sequence[str], Sequence[int], Sequence[tuple[int, int, int]]]
"""Words, the count of each, and pairs of them as (place, place, count)."""


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

    `kind_weights`, `kind_bias`: a linear reader of the kind, over turned rows. `habits`: how often words of its
    sentences stand there, and one after another. `learnt_from`: the mark of just those sentences.
    """

    turn: Turn
    known: Vectors
    pulls: Vectors
    at: Vectors
    steep: Vectors
    kinds: tuple[str, ...]
    kind_weights: Vectors
    kind_bias: Vectors
    habits: Tables = ((), (), ())
    learnt_from: str = ""

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
        words, counts, pairs = self.habits
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
            words=np.array(words),
            counts=np.array(counts, dtype=np.int32),
            pairs=np.array(pairs, dtype=np.int32).reshape(-1, 3),
            learnt_from=np.array(self.learnt_from),
        )
        part.replace(path)

    @classmethod
    def load(cls, path: Path) -> "RiskReader":
        """Raises `OSError`, `KeyError` or `ValueError` for a file that is not one of ours."""
        with np.load(path, allow_pickle=False) as tables:
            names = ("centre", "axes", "known", "scale", "pulls", "at", "steep", "kind_weights", "kind_bias")
            wide = {name: tables[name].astype(np.float32) for name in names}
            kinds, words = (tuple(map(str, tables[name])) for name in ("kinds", "words"))
            counts, pairs = tables["counts"].tolist(), [(a, b, n) for a, b, n in tables["pairs"].tolist()]
            learnt_from = str(tables["learnt_from"])
        known = wide["known"] * wide["scale"]
        turn = Turn(wide["centre"], wide["axes"])
        linear = wide["kind_weights"], wide["kind_bias"]
        return cls(turn, known, wide["pulls"], wide["at"], wide["steep"], kinds, *linear, (words, counts, pairs), learnt_from)


# As people type: the encoder tells "im" and "dont" better than the plain forms that phrases are written in.
_AS_TYPED = {
    "i am": "im", "i have": "ive", "i will": "ill", "i would": "id", "do not": "dont", "does not": "doesnt", "did not": "didnt",
    "can not": "cant", "will not": "wont", "would not": "wouldnt", "could not": "couldnt", "is not": "isnt", "was not": "wasnt",
    "have not": "havent", "has not": "hasnt", "he is": "hes", "she is": "shes", "they are": "theyre", "you are": "youre",
    "it is": "its", "that is": "thats", "what is": "whats",
}  # fmt: skip
_LONGEST = 320  # characters: as many as 48 words of usual length, so that long nonsense costs no more
_PLAIN = re.compile(rf"\b({'|'.join(_AS_TYPED)})\b")


def meanings(sentences: Sentences, parts: Sequence[Sequence[str]]) -> Vectors:
    """Plain words, as the screen reads them, to vectors: learning and reading must see the same."""
    return sentences.vectors([_PLAIN.sub(lambda found: _AS_TYPED[found.group()], " ".join(words)[:_LONGEST]) for words in parts])


def _small(rows: Vectors) -> tuple[NDArray[np.int8], Vectors]:
    scale = np.asarray(np.abs(rows).max() / _STEPS, dtype=np.float32)
    return np.round(rows / scale).astype(np.int8), scale
