"""Learns `Wordings` from sentences: logistic regression over words and neighbours, from scikit-learn. The same each time.

Never run while young people wait: it takes some seconds.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.meaning.wordings import Wordings, number, wordings

_FREEDOM = 10.0
_SEED = 20261124


def learned_wordings(texts: Sequence[str], wanted: NDArray[np.bool_], least: int) -> Wordings:
    """`wanted`: for each text, whether it is any risk, and whether it is high. Those of fewer than `least` texts are not kept."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # half a second to import: only for who learns
    from sklearn.linear_model import LogisticRegression

    counted = TfidfVectorizer(analyzer=wordings, binary=True, min_df=least)
    table = counted.fit_transform(texts)
    learnt = [
        LogisticRegression(C=_FREEDOM, class_weight="balanced", solver="liblinear", random_state=_SEED).fit(table, head)
        for head in wanted.T
    ]
    names = counted.get_feature_names_out()
    numbers = np.fromiter(map(number, names), np.uint32)
    _, places = np.unique(numbers, return_index=True)  # in order; of two that share a number the first is kept
    pulls = np.stack([one.coef_[0] for one in learnt], axis=1)
    at = np.array([one.intercept_[0] for one in learnt])
    rest = (np.asarray(part, np.float32) for part in (counted.idf_[places], pulls[places], at))
    return Wordings(numbers[places], *rest)
