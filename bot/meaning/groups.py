"""Texts of nearly one meaning put together, and what each group is nearest to. Unit vectors in, places out.

Never keeps a text: it sees vectors only.
"""

import numpy as np

from bot.meaning.vectors import Vectors

NEAR = 0.55
"""Cosine from which two texts are one question. Of ours, two ways to ask the same were mostly above, other questions below."""


def grouped(vectors: Vectors, near: float = NEAR) -> list[list[int]]:
    """Groups of rows, the largest first: each row joins the group whose middle is nearest, if it is near; twice over."""
    middles: list[Vectors] = []
    for row in vectors:
        if not middles or float(np.max(np.stack(middles) @ row)) < near:
            middles.append(row)
    members: list[list[int]] = []
    for _ in range(2):  # the first rows were the middles at first, whatever came after them
        if not middles:
            return []
        sides = vectors @ np.stack(middles).T
        best = np.argmax(sides, axis=1)
        members = [[int(row) for row in np.flatnonzero(best == place)] for place in range(len(middles))]
        members = [rows for rows in members if rows]
        middles = [middle(vectors[rows]) for rows in members]
    return sorted(members, key=lambda rows: (-len(rows), rows[0]))


def middle(rows: Vectors) -> Vectors:
    """The direction in the midst of these rows, of length 1."""
    mean = rows.mean(axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-6), dtype=np.float32)


def nearest(one: Vectors, to: Vectors, most: int) -> list[int]:
    """The places of the nearest rows, the nearest first."""
    return [int(place) for place in np.argsort(-(to @ one), kind="stable")[:most]]
