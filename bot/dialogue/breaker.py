"""Stops asking a Rasa that does not answer, and tries again later. Successes and failures in, "may I ask?" out.

Never lets a young person wait for a time limit that was already missed several times.
"""

FAILURES = 3  # in a row
REST_SECONDS = 10.0  # then one text is let through to see whether it is back


class Breaker:
    """Times are seconds of any clock that only goes forward."""

    def __init__(self) -> None:
        self._failed = 0
        self._rest_until = 0.0

    @property
    def open(self) -> bool:
        """Whether it failed so often that hardly anybody asks."""
        return self._failed >= FAILURES

    def may_ask(self, now: float) -> bool:
        """Whether to ask. After the rest one caller is let through; the others wait for how it went."""
        if not self.open:
            return True
        if now < self._rest_until:
            return False
        self._rest_until = now + REST_SECONDS
        return True

    def went_well(self) -> None:
        """Closes it."""
        self._failed = 0

    def went_wrong(self, now: float) -> None:
        """Counts a failure; enough in a row open it."""
        self._failed += 1
        if self._failed >= FAILURES:
            self._rest_until = now + REST_SECONDS
