"""Shares with their 95% intervals. Counts in, figures out.

Never rounds before it has to: 59 of 60 is not 60 of 60.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

_Z = 1.96  # 95%


@dataclass(frozen=True, slots=True)
class Share:
    """`some` of `all`. The interval is Wilson's: honest for few and for extremes."""

    some: int
    all: int

    @property
    def value(self) -> float:
        """From 0 to 1; 0 of none is 0."""
        return self.some / self.all if self.all else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies, 95 times of 100."""
        if not self.all:
            return 0.0, 1.0
        share, n = self.value, self.all
        middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2)) / (1 + _Z**2 / n)
        return max(0.0, middle - half), min(1.0, middle + half)

    def percent(self) -> str:
        """`92.9% (90.6 to 94.7)`."""
        low, high = self.interval
        return f"{self.value:.1%} ({low * 100:.1f} to {high * 100:.1f})" if self.all else "-"

    def per_thousand(self) -> str:
        """`5.9 (1.0 to 32.6)` of a thousand."""
        low, high = self.interval
        return f"{self.value * 1000:.1f} ({low * 1000:.1f} to {high * 1000:.1f})" if self.all else "-"


def share(hits: Iterable[bool]) -> Share:
    """How many of these are so."""
    every = list(hits)
    return Share(sum(every), len(every))
