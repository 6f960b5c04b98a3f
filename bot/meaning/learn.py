"""Learns a linear reader from examples. Vectors and their names in, a `Linear` out, the same for the same examples.

Never run while young people wait: it takes some seconds, once for each change of the examples.
"""

from collections.abc import Sequence

import numpy as np

from bot.meaning.linear import Linear
from bot.meaning.vectors import Vectors

# How freely it may fit. 3 was best of 1, 3, 8, 20, 50, 200 on real questions; above it grows sure of itself where it is wrong.
FREEDOM = 3.0
_MOST_STEPS = 300


def learned(vectors: Vectors, names: Sequence[str], freedom: float = FREEDOM, near_enough: float = 1e-3) -> Linear:
    """Logistic regression over all names; rare names weigh as much as common ones."""
    from sklearn.linear_model import LogisticRegression  # a second to import: only for who learns

    model = LogisticRegression(C=freedom, class_weight="balanced", max_iter=_MOST_STEPS, tol=near_enough)
    model.fit(vectors, np.asarray(names))
    return Linear(
        tuple(str(name) for name in model.classes_),
        np.asarray(model.coef_, dtype=np.float32),
        np.asarray(model.intercept_, dtype=np.float32),
    )
