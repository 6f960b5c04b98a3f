"""The plan's arithmetic on cases whose answers are known: by hand, or by the formula for a queue with a fixed service time."""

import random
import statistics

import pytest

from bench.growth.plan import Assumed, Measured, fewest, plan, stored_gb
from bench.growth.queue import Burst, arrivals, busiest, kept_waits, share, waits
from bench.growth.slope import log_log, per_one

FLAT = (1.0,)


@pytest.mark.parametrize(
    ("times", "servers", "waited"),
    [
        ([0, 0, 0, 0], 1, [0, 1, 2, 3]),
        ([0, 0, 0, 0], 2, [0, 0, 1, 1]),
        ([0, 0.5, 5], 1, [0, 0.5, 0]),
        ([], 3, []),
    ],
)
def test_waits_by_hand(times: list[float], servers: int, waited: list[float]) -> None:
    assert waits(times, 1.0, servers) == waited


@pytest.mark.parametrize("load", [0.3, 0.6, 0.8])
def test_waits_by_the_formula(load: float) -> None:
    """One server with a fixed time S under a Poisson stream: the mean wait is load * S / (2 * (1 - load))."""
    times = arrivals(random.Random(1), 400_000, FLAT)
    takes = load * 86_400 / 400_000
    assert statistics.fmean(waits(times, takes, 1)) == pytest.approx(load * takes / (2 * (1 - load)), rel=0.05)


def test_kept_to_one_place_waits_as_that_many_queues_do() -> None:
    times = arrivals(random.Random(1), 400_000, FLAT)
    takes = 4 * 0.6 * 86_400 / 400_000
    kept = statistics.fmean(kept_waits(random.Random(2), times, takes, 4))
    assert kept == pytest.approx(0.6 * takes / (2 * 0.4), rel=0.05)
    assert kept > 2 * statistics.fmean(waits(times, takes, 4)), "whoever may go where it is free waits less"


def test_arrivals_follow_the_curve_the_burst_and_the_seed() -> None:
    times = arrivals(random.Random(3), 100_000, (1.0, 3.0))
    assert sum(at < 43_200 for at in times) == pytest.approx(25_000, rel=0.03)
    assert len(times) == pytest.approx(100_000, rel=0.02)
    burst = arrivals(random.Random(3), 86_400, FLAT, Burst(1_000, 600, 10))
    assert sum(1_000 <= at < 1_600 for at in burst) == pytest.approx(6_000, rel=0.06)
    assert len(burst) == pytest.approx(86_400 + 9 * 600, rel=0.02)
    assert burst == arrivals(random.Random(3), 86_400, FLAT, Burst(1_000, 600, 10))
    assert burst == sorted(burst)


def test_the_busiest_span() -> None:
    assert busiest([0, 1, 2, 50, 50.5, 51, 51.5, 99], 10) == 0.4
    assert busiest([], 10) == 0


def test_shares() -> None:
    assert share(list(range(100)), 0.99) == 99
    assert share([5.0], 0.5) == 5.0
    assert share([], 0.99) == 0


@pytest.mark.parametrize("enough", [1, 2, 3, 7, 8, 9, 100])
def test_the_fewest_is_found(enough: int) -> None:
    assert fewest(lambda many: 0.0 if many >= enough else 9.0, 1.0) == (enough, 0.0)


def test_no_number_is_enough() -> None:
    with pytest.raises(ValueError, match="no number"):
        fewest(lambda many: 9.0, 1.0)


def test_memory_by_hand() -> None:
    known, guess = Measured(bytes_each=1_000, bytes_for_ever=100), Assumed(texts_each=1, with_case=0)
    assert stored_gb(1_000_000, known, guess) == pytest.approx((30 * 0.9 + 36.5, 36.5))


def test_a_plan_stands_its_burst_and_one_less_would_not() -> None:
    known, guess = Measured(turns_per_s=2, rasa_per_s=2), Assumed(slowest=0.2)
    made = plan(5_000, known, guess)
    assert made.lev_wait <= 0.2 and made.rasa_wait <= 0.2
    times = arrivals(random.Random(7), 5_000, burst=guess.burst)
    assert share(waits(times, 0.5, made.levs - 1), 0.99) > 0.2
    assert plan(5_000, known, guess) == made


def test_slopes() -> None:
    assert log_log([1, 10, 100], [5, 5, 5]) == pytest.approx(0)
    assert log_log([1, 10, 100], [2, 20, 200]) == pytest.approx(1)
    assert log_log([1, 10, 100], [1, 100, 10_000]) == pytest.approx(2)
    assert per_one([10, 110], [1_000, 2_000]) == 10
    with pytest.raises(ValueError, match="two sizes"):
        log_log([1, 1], [2, 3])
