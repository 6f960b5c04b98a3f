"""Learns `Nearness` from sentences: a support vector machine with a Gaussian kernel, from scikit-learn. The same each time.

Never run while young people wait: it takes a minute or two.
"""

import numpy as np
from numpy.typing import NDArray

from bot.meaning.last_steps import Floats
from bot.meaning.nearness import WIDTH, Nearness, Turn

AXES = 128
"""As good as all 512 on texts that were held back, at a quarter of the size: fetching them is most of its time."""

_FREEDOM = 3.0
_MEMORY = 800  # MB


def learned_nearness(rows: Floats, wanted: NDArray[np.bool_]) -> Nearness:
    """`rows`: meanings of sentences; `wanted`: for each, whether it is any risk, and whether it is high."""
    from sklearn.decomposition import PCA  # half a second to import: only for who learns
    from sklearn.svm import SVC

    axes = PCA(min(AXES, len(rows) - 1), svd_solver="full").fit(rows)
    turn = Turn(np.asarray(axes.mean_, np.float32), np.asarray(axes.components_, np.float32))
    turned, pulls = turn(rows), np.zeros((len(rows), 2), np.float32)
    for head in range(2):
        near = SVC(C=_FREEDOM, gamma=WIDTH, class_weight="balanced", cache_size=_MEMORY).fit(turned, wanted[:, head])
        pulls[near.support_, head] = near.dual_coef_[0]
    used = np.abs(pulls).sum(axis=1) > 0
    return Nearness(turn, turned[used], pulls[used])
