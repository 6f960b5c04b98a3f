"""What is taught beside the encoder: the slopes against differences, learning on made-up texts, keeping and reading back."""

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.meaning import learn_taught
from bot.meaning.last_steps import SIZES, Beside, Gathered, LastSteps
from bot.meaning.learn_taught import taught
from bot.meaning.taught import Taught

DICE = np.random.default_rng(1)


def numbers(*shape: int) -> NDArray[np.float32]:
    return DICE.standard_normal(shape, np.float32)


@pytest.fixture(scope="module")
def last() -> LastSteps:
    return LastSteps({name: numbers(*size) / np.float32(size[0] ** 0.5) for name, size in SIZES.items()}, numbers(512), 1e-12)


@pytest.fixture(scope="module")
def gathered() -> Gathered:
    return Gathered(numbers(3000, 1280) * 3, DICE.integers(3, 20, (3000, 1)).astype(np.float32))


@pytest.fixture(scope="module")
def wanted(gathered: Gathered) -> NDArray[np.bool_]:
    """Something that can be told from the sums: the sign of one direction, and a narrower one inside it."""
    along = (gathered.sums @ numbers(1280, 1)).ravel()
    return np.stack([along > 0, along > np.quantile(along, 0.8)], axis=1)


def test_nothing_taught_changes_nothing(last: LastSteps, gathered: Gathered) -> None:
    none = {name: (numbers(2, wide, 4), np.zeros((2, 4, out), np.float32)) for name, (wide, out) in SIZES.items()}
    same = last.each(gathered, Beside(none, np.zeros((2, 512), np.float32)))
    assert same.shape == (3, 3000, 512)
    assert all(np.allclose(rows, last(gathered), atol=1e-6) for rows in same)
    assert np.allclose(np.linalg.norm(last(gathered), axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("name", [*(f"{name}.{end}" for name in SIZES for end in ("down", "up")), "shift", "lean", "at"])
def test_each_slope_is_what_a_small_step_shows(name: str, last: LastSteps, gathered: Gathered, wanted: NDArray[np.bool_]) -> None:
    wide = LastSteps({key: matrix.astype(np.float64) for key, matrix in last.matrices.items()}, last.base.astype(np.float64), 1e-12)
    some = Gathered(gathered.sums[:8].astype(np.float64), gathered.counts[:8].astype(np.float64))
    weights = learn_taught._balanced(wanted)[:8]
    begun = learn_taught._begun(last(gathered), wanted, np.random.default_rng(2))
    tables = {key: table.astype(np.float64) + (0.05 * DICE.standard_normal(table.shape)) for key, table in begun.items()}
    slopes = learn_taught._slopes(tables, wide, some, wanted[:8], weights)
    step = 1e-5
    place = np.unravel_index(np.argmax(np.abs(slopes[name])), slopes[name].shape)

    def loss(by: float) -> float:
        moved = {**tables, name: tables[name].copy()}
        moved[name][place] += by
        pairs = {key: (moved[f"{key}.down"][None], moved[f"{key}.up"][None]) for key in SIZES}
        rows = wide.each(some, Beside(pairs, moved["shift"][None]))[1]
        sums = rows.astype(np.float64) @ moved["lean"] + moved["at"]
        right = np.where(wanted[:8], sums, -sums)
        return float((weights * np.log1p(np.exp(-right))).sum() / len(rows))

    told, seen = float(slopes[name][place]), (loss(step) - loss(-step)) / (2 * step)
    assert told == pytest.approx(seen, rel=0.05, abs=1e-3)


def test_it_learns_and_learns_the_same_twice(last: LastSteps, gathered: Gathered, wanted: NDArray[np.bool_]) -> None:
    once, again, other = (taught(gathered, last, wanted, seed) for seed in (1, 1, 2))
    said = once.read(gathered, last)[1]
    assert ((said > 0) == wanted).mean() > 0.8
    both = Taught.together([once, other]).read(gathered, last)
    assert np.allclose(both[0], last(gathered), atol=1e-6)
    assert np.allclose(both[1], (said + other.read(gathered, last)[1]) / 2, atol=1e-4)
    assert np.array_equal(said, again.read(gathered, last)[1])
    assert not np.array_equal(said, other.read(gathered, last)[1])


def test_what_is_kept_says_the_same_to_two_places(last: LastSteps, gathered: Gathered, wanted: NDArray[np.bool_]) -> None:
    learnt = taught(gathered, last, wanted, 1)
    read = Taught.of_tables(learnt.tables())
    assert np.abs(read.read(gathered, last)[1] - learnt.read(gathered, last)[1]).max() < 0.05
    with pytest.raises(KeyError):
        Taught.of_tables({})
