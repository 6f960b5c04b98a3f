"""Learns a `RiskReader` from sentences. Vectors with levels and kinds in, the reader out, the same for the same sentences.

Never run while young people wait: it takes two minutes.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.meaning.risk import WIDTH, RiskReader, Turn
from bot.meaning.vectors import Vectors

AXES = 192
"""As good as all 512 on texts that were held back, at a third of the size."""

_FREEDOM = 3.0
_HELD = 0.2
"""Share of the sentences that is held back once, to learn how sure a sum makes: five times would take six minutes."""

_SEED = 20261124


def learned_risk(vectors: Vectors, risky: NDArray[np.bool_], high: NDArray[np.bool_], kinds: Sequence[str]) -> RiskReader:
    """`risky`, `high`: for each row, whether it is any risk, and whether it is high; `kinds`: one for each risky row, in order."""
    from sklearn.decomposition import PCA  # half a second to import: only for who learns
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import train_test_split
    from sklearn.svm import SVC

    axes = PCA(AXES, random_state=_SEED, svd_solver="full").fit(vectors)
    turn = Turn(np.asarray(axes.mean_, np.float32), np.asarray(axes.components_, np.float32))
    rows = turn(vectors)
    pulls = np.zeros((len(rows), 2), np.float32)
    at, steep = np.zeros(2, np.float32), np.ones(2, np.float32)
    near = SVC(C=_FREEDOM, gamma=WIDTH, class_weight="balanced")
    for head, wanted in enumerate((risky, high)):
        learnt, held, said, told = train_test_split(rows, wanted, test_size=_HELD, random_state=_SEED, stratify=wanted)
        sums = near.fit(learnt, said).decision_function(held)
        near.fit(rows, wanted)
        pulls[near.support_, head] = near.dual_coef_[0]
        # Where a sum becomes one half, and how steeply: from sentences that were held back, or it would be too sure of itself.
        shares = LogisticRegression(C=100.0).fit(sums[:, None], told)
        slope, shift = float(shares.coef_[0, 0]), float(shares.intercept_[0])
        steep[head], at[head] = slope, -float(near.intercept_[0]) - shift / slope
    used = np.abs(pulls).sum(axis=1) > 0
    kind = LogisticRegression(C=3.0, class_weight="balanced", max_iter=300).fit(rows[risky], np.asarray(kinds))
    names = tuple(str(name) for name in kind.classes_)
    weights, bias = np.asarray(kind.coef_, np.float32), np.asarray(kind.intercept_, np.float32)
    return RiskReader(turn, rows[used], pulls[used], at, steep, names, weights, bias)
