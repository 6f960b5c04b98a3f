"""Times and counts as figures. Latencies in, percentiles, rates and ratios out.

Never a pass or a fail: an aim is printed beside the figure, and people judge.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


def percentile(times: Sequence[float], share: float) -> float:
    """The nearest rank: the smallest time that at least `share` (0 to 1) of all are not above. Raises `ValueError` for none."""
    if not times:
        raise ValueError("nothing was measured")
    return sorted(times)[max(0, math.ceil(len(times) * share) - 1)]


def ratio(ours: float, theirs: float) -> float:
    """Ours as so many times theirs. Infinite when theirs is nothing, and one when both are."""
    if theirs:
        return ours / theirs
    return math.inf if ours else 1.0


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table. `peer` and `aim` are empty where there is none; `times` is ours against the peer's."""

    what: str
    ours: str
    peer: str = ""
    times: str = ""
    aim: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a section found: rows for people, `raw` for programs, and notes on how it was measured."""

    rows: tuple[Row, ...]
    raw: Mapping[str, object] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """What a load came to: milliseconds of each answer, what was answered (by status), and the seconds it all took."""

    times: tuple[float, ...]
    statuses: Mapping[int, int]
    seconds: float

    @property
    def rate(self) -> float:
        """Good answers a second; an answer that is none of 2xx is no work done."""
        return sum(count for status, count in self.statuses.items() if 200 <= status < 300) / self.seconds

    @property
    def failed(self) -> int:
        """Answers that are none of 2xx, lost connections (status 0) among them."""
        return sum(count for status, count in self.statuses.items() if not 200 <= status < 300)

    def at(self, share: float) -> float:
        """A percentile in milliseconds."""
        return percentile(self.times, share)

    def raw(self) -> dict[str, object]:
        """For the JSON."""
        found: dict[str, object] = {
            "per_second": self.rate,
            "answers": len(self.times),
            "failed": self.failed,
            "seconds": self.seconds,
        }
        if self.times:
            found |= {"p50_ms": self.at(0.5), "p95_ms": self.at(0.95), "p99_ms": self.at(0.99)}
        return found


def against(what: str, ours: float, theirs: float, unit: str, aim: str = "") -> Row:
    """A row with both figures and their ratio."""
    return Row(what, f"{short(ours)} {unit}", f"{short(theirs)} {unit}", f"{short(ratio(ours, theirs))} times", aim)


def short(number: float) -> str:
    """Three figures and no more: the rest is the weather."""
    if math.isinf(number) or number == 0:
        return f"{number:g}"
    if number >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if number >= 10 else f"{number:.2f}"
