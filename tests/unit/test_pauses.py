"""Pauses before something is tried again: doubling, up to a most, however long it goes on."""

import pytest

from bot.model.pauses import doubled
from bot.pace import LONGEST_PAUSE, pause


@pytest.mark.parametrize(("tries", "seconds"), [(1, 5), (2, 10), (4, 40), (9, 900), (2_000, 900)])
def test_a_pause_doubles_up_to_the_longest(tries: int, seconds: float) -> None:
    assert doubled(tries, 5.0, 900.0) == seconds


def test_a_text_is_tried_on_after_more_than_a_thousand_tries() -> None:
    assert LONGEST_PAUSE <= pause(2_000) <= LONGEST_PAUSE * 1.25, "a day without the provider is more than a thousand tries"
