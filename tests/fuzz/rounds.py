"""Tries something with made-up input, round after round, for so many seconds. A strategy and a trial in, a count out.

`make fuzz` sets FUZZ_SECONDS and FUZZ_SEED; without them a short, always equal run.
"""

import os
import time
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, seed, settings
from hypothesis.strategies import SearchStrategy

SECONDS = float(os.environ.get("FUZZ_SECONDS", "0"))
SEED = int(os.environ.get("FUZZ_SEED", "20261126"))
A_ROUND = 40


def tried(made: SearchStrategy[Any], trial: Callable[[Any], None], *, share: float = 1.0, a_round: int = A_ROUND) -> None:
    """At least one round of `a_round` examples; then more rounds, each from a seed of its own, until the time is up."""
    ends, number = time.monotonic() + SECONDS * share, SEED
    while True:

        @settings(max_examples=a_round, deadline=None, database=None, suppress_health_check=list(HealthCheck), print_blob=True)
        @seed(number)
        @given(made)
        def once(value: Any) -> None:
            trial(value)

        once()
        number += 1
        if time.monotonic() >= ends:
            return
