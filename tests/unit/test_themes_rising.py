"""The watch for rising themes, on made-up series of which the answer is known."""

import pytest

from bench.rising import measured
from bot.themes.rising import limit, rising


def _weeks(people: list[int], theme: str = "feel.low") -> dict[str, dict[str, int]]:
    return {f"2026-W{number + 1:02}": {theme: many} if many else {} for number, many in enumerate(people)}


def test_nothing_is_said_before_half_a_year_and_four_weeks() -> None:
    assert rising(_weeks([5] * 23 + [50] * 4)) == ()
    assert len(rising(_weeks([5] * 24 + [50] * 4))) == 1


def test_a_steady_theme_does_not_rise_and_a_doubled_one_does() -> None:
    assert rising(_weeks([10] * 28)) == ()
    [found] = rising(_weeks([10] * 24 + [25] * 4))
    assert (found.theme, found.people, found.usual) == ("feel.low", 100, 40)


def test_one_five_of_a_theme_that_was_never_shown_is_no_rise() -> None:
    assert rising(_weeks([0] * 27 + [5])) == ()


def test_a_theme_that_jumps_about_must_rise_further() -> None:
    assert limit([40, 0, 80, 10, 60, 50]) > limit([40, 40, 40, 40, 40, 40])


def test_a_theme_of_one_person_a_week_never_cries_for_nothing() -> None:
    assert measured(1.0, 1.5, tries=60)[0] < 0.005, "its rise is seen late or not at all: docs/themes.md says so"


@pytest.mark.parametrize("rate", [3.0, 8.0])
def test_false_alarms_are_rare_and_a_tripled_theme_is_seen(rate: float) -> None:
    false, seen, delay = measured(rate, 3.0, tries=60)
    assert false < 0.02
    assert seen > 0.9
    assert delay is not None
    assert delay <= 4
