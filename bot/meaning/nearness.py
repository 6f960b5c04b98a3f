"""How near a text lies in meaning to sentences of ours that were a sign of something, and to others. Rows in, evidence out.

Never decides, and never reads a text: it knows vectors only.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.meaning.last_steps import Floats

WIDTH = 5.0
"""How fast nearness falls off with distance. Of 2, 3, 5 and 8, less drowned short texts, and more knew sentences by heart."""

_STEPS = 127
"""Sentences are kept as whole numbers from -127 to 127: a quarter of the size, the same answers to two places."""


@dataclass(frozen=True, slots=True)
class Turn:
    """From 512 numbers to the fewer that tell sentences of ours apart; the result has length 1."""

    centre: Floats
    axes: Floats

    def __call__(self, rows: Floats) -> Floats:
        """Rows in, shorter rows out."""
        turned = (rows - self.centre) @ self.axes.T
        return np.asarray(turned / np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), 1e-6), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Nearness:
    """`known`: sentences as turned rows; `pulls`: what nearness to each adds, for any risk and for high."""

    turn: Turn
    known: Floats
    pulls: Floats

    def evidence(self, rows: Floats) -> Floats:
        """`rows`: meanings of texts, 512 numbers each. Two numbers for each: how much speaks for any risk, and for a high one."""
        near = np.exp(WIDTH * 2 * (self.turn(rows) @ self.known.T - 1))  # all rows have length 1
        return np.asarray(near @ self.pulls, np.float32)

    def tables(self) -> dict[str, NDArray[np.generic]]:
        """As they are kept."""
        scale = np.asarray(np.abs(self.known).max() / _STEPS, dtype=np.float32)
        halves = {"near_centre": self.turn.centre, "near_axes": self.turn.axes}
        whole = {"near_known": np.round(self.known / scale).astype(np.int8), "near_scale": scale, "near_pulls": self.pulls}
        return {**whole, **{name: half.astype(np.float16) for name, half in halves.items()}}

    @classmethod
    def of_tables(cls, tables: Mapping[str, NDArray[np.generic]]) -> "Nearness":
        """Raises `KeyError` for tables that are not ours."""
        centre, axes, known, scale, pulls = (
            np.asarray(tables[f"near_{name}"], np.float32) for name in ("centre", "axes", "known", "scale", "pulls")
        )
        return cls(Turn(centre, axes), known * scale, pulls)
