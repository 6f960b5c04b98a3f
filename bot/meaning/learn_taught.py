"""Teaches narrow changes beside the encoder's last steps. `Gathered` and what each text is in, a `Taught` out, the same each time.

Never changes the encoder's own weights, which everybody else reads with; never run while young people wait: it takes 20 seconds.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.meaning.last_steps import SIZES, Beside, Gathered, LastSteps
from bot.meaning.taught import Taught

RANK = 32
"""How narrow. 16 found a point less of what was held back, 64 no more."""

_ROUNDS, _BATCH, _STEP = 2, 128, 0.003
_WARM, _LAST = 30, 0.1  # so many smaller steps at first; the last step is a tenth of the full one
_NOISE = 0.4
"""By how much what a text adds up to is shaken at each look: without it, sentences are learnt by heart in two rounds."""

_FIRST_FADE, _SECOND_FADE, _TINY = 0.9, 0.999, 1e-8  # Adam's own

type _Numbers = NDArray[np.floating[Any]]
type _Tables = dict[str, _Numbers]


def taught(gathered: Gathered, last: LastSteps, wanted: NDArray[np.bool_], seed: int) -> Taught:
    """`wanted`: for each text, whether it is any risk, and whether it is high (two columns)."""
    dice = np.random.default_rng(seed)
    tables = _begun(last(gathered), wanted, dice)
    weights = _balanced(wanted)
    first, second = ({name: np.zeros_like(table) for name, table in tables.items()} for _ in range(2))
    steps = _ROUNDS * -(-len(wanted) // _BATCH)
    for step, rows in enumerate(_batches(len(wanted), dice), 1):
        shaken = gathered.sums[rows] * (1 + _NOISE * dice.standard_normal((len(rows), gathered.sums.shape[1]), np.float32))
        slopes = _slopes(tables, last, Gathered(shaken, gathered.counts[rows]), wanted[rows], weights[rows])
        size = _STEP * min(1.0, step / _WARM) * (1 - (1 - _LAST) * step / steps)
        size *= np.sqrt(1 - _SECOND_FADE**step) / (1 - _FIRST_FADE**step)
        for name, slope in slopes.items():
            first[name] += (1 - _FIRST_FADE) * (slope - first[name])
            second[name] += (1 - _SECOND_FADE) * (slope * slope - second[name])
            tables[name] -= np.float32(size) * first[name] / (np.sqrt(second[name]) + _TINY)
    return _kept(tables)


def _begun(rows: _Numbers, wanted: NDArray[np.bool_], dice: np.random.Generator) -> _Tables:
    """No change at first, and the lean that suits the encoder as it came."""
    from sklearn.linear_model import LogisticRegression  # half a second to import: only for who learns

    plain = [LogisticRegression(C=3.0, class_weight="balanced", max_iter=300).fit(rows, head) for head in wanted.T]
    tables = {"lean": np.stack([one.coef_[0] for one in plain], axis=1), "at": np.array([one.intercept_[0] for one in plain])}
    tables["shift"] = np.zeros(SIZES["words"][1])
    for name, (wide, out) in SIZES.items():
        tables[f"{name}.down"] = dice.standard_normal((wide, RANK)) / np.sqrt(wide)
        tables[f"{name}.up"] = np.zeros((RANK, out))
    return {name: np.asarray(table, np.float32) for name, table in tables.items()}


def _kept(tables: _Tables) -> Taught:
    alone = {name: np.asarray(table, np.float32)[None] for name, table in tables.items()}
    pairs = {name: (alone[f"{name}.down"], alone[f"{name}.up"]) for name in SIZES}
    return Taught(Beside(pairs, alone["shift"]), alone["lean"], alone["at"])


def _balanced(wanted: NDArray[np.bool_]) -> _Numbers:
    """So that both answers to a question weigh the same, whichever has more texts."""
    share = wanted.mean(axis=0)
    return np.asarray(np.where(wanted, 0.5 / share, 0.5 / (1 - share)), np.float32)


def _batches(count: int, dice: np.random.Generator) -> Iterator[NDArray[np.intp]]:
    for _ in range(_ROUNDS):
        order = dice.permutation(count)
        for begin in range(0, count, _BATCH):
            yield order[begin : begin + _BATCH]


def _slopes(tables: _Tables, last: LastSteps, gathered: Gathered, wanted: NDArray[np.bool_], weights: _Numbers) -> _Tables:
    """How the loss (cross-entropy, the mean of a batch) changes with each number: `LastSteps`, forwards and back."""
    slopes: _Tables = {}

    def forth(name: str, rows: _Numbers) -> _Numbers:
        return rows @ last.matrices[name] + rows @ tables[f"{name}.down"] @ tables[f"{name}.up"]

    def back(name: str, rows: _Numbers, slope: _Numbers) -> _Numbers:
        down, up = tables[f"{name}.down"], tables[f"{name}.up"]
        narrow = slope @ up.T
        slopes[f"{name}.up"] = (rows @ down).T @ slope
        slopes[f"{name}.down"] = rows.T @ narrow
        return np.asarray(slope @ last.matrices[name].T + narrow @ down.T, np.float32)

    root = np.sqrt(gathered.counts)
    mean = (forth("words", gathered.sums) + gathered.counts * (last.base + tables["shift"])) / root
    deep0 = np.maximum(forth("d0", mean), 0)
    first = np.maximum(forth("p1", mean) + forth("d1", deep0), 0)
    deep2 = np.maximum(forth("d2", first), 0)
    out = np.tanh(forth("p3", first) + forth("d3", deep2))
    length = np.linalg.norm(out, axis=1, keepdims=True)
    rows = out / length
    shares = 1 / (1 + np.exp(-np.clip(rows @ tables["lean"] + tables["at"], -30, 30)))

    of_sums = np.asarray((shares - wanted) * weights / len(rows), np.float32)
    slopes["lean"], slopes["at"] = rows.T @ of_sums, of_sums.sum(axis=0)
    of_rows = of_sums @ tables["lean"].T
    of_out = (of_rows - rows * (of_rows * rows).sum(axis=1, keepdims=True)) / length * (1 - out * out)
    of_first = back("p3", first, of_out) + back("d2", first, back("d3", deep2, of_out) * (deep2 > 0))
    of_first *= first > 0
    of_mean = back("p1", mean, of_first) + back("d0", mean, back("d1", deep0, of_first) * (deep0 > 0))
    slopes["shift"] = (of_mean * root).sum(axis=0)
    back("words", gathered.sums, of_mean / root)
    return slopes
