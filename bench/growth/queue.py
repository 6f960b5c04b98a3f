"""Arrivals through a day, and how long they wait. Numbers and a seed in, seconds out; the same for the same seed.

Never knows what is waited for: a server takes a fixed time for each, first come first served.
"""

import heapq
import random
from collections.abc import Sequence
from dataclasses import dataclass

DAY = 86_400

CURVE = (2, 1, 1, 1, 1, 1, 2, 4, 5, 4, 4, 5, 6, 5, 4, 8, 10, 10, 9, 10, 11, 12, 9, 5)
"""Shares of a day by the hour it begins at, for young people after school and in the evening. Assumed."""


@dataclass(frozen=True)
class Burst:
    """For `seconds` from `start` on, `times` as many come as at that time of another day."""

    start: int
    seconds: int
    times: float


def arrivals(dice: random.Random, a_day: float, curve: Sequence[float] = CURVE, burst: Burst | None = None) -> list[float]:
    """The seconds of one day at which messages come, in order: a Poisson stream whose rate follows the curve and the burst."""
    whole, step, found = sum(curve), DAY / len(curve), []
    for hour, share in enumerate(curve):
        begin, end = hour * step, (hour + 1) * step
        rate = a_day * share / whole / step
        found += _poisson(dice, begin, end, rate)
        if burst:
            over = max(begin, burst.start), min(end, burst.start + burst.seconds)
            if over[0] < over[1]:
                found += _poisson(dice, *over, rate * (burst.times - 1))
    return sorted(found)


def _poisson(dice: random.Random, begin: float, end: float, rate: float) -> list[float]:
    found, at = [], begin
    while rate > 0 and (at := at + dice.expovariate(rate)) < end:
        found.append(at)
    return found


def waits(times: Sequence[float], takes: float, servers: int) -> list[float]:
    """How long each waits before its work begins, in seconds. Times must be in order."""
    free, found = [0.0] * servers, []
    for at in times:
        begun = max(at, heapq.heappop(free))
        heapq.heappush(free, begun + takes)
        found.append(begun - at)
    return found


def kept_waits(dice: random.Random, times: Sequence[float], takes: float, places: int) -> list[float]:
    """The same when each is kept to one place of its own, chosen evenly: nobody may go where it is free."""
    lines: list[list[float]] = [[] for _ in range(places)]
    for at in times:
        lines[dice.randrange(places)].append(at)
    return [wait for line in lines for wait in waits(line, takes, 1)]


def share(values: Sequence[float], part: float) -> float:
    """The value that so great a part of them do not exceed; 0 for none."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))] if values else 0.0


def busiest(times: Sequence[float], seconds: float) -> float:
    """The most that come in a span of so many seconds, as a rate a second."""
    first, most = 0, 0
    for last, at in enumerate(times):
        while times[first] <= at - seconds:
            first += 1
        most = max(most, last - first + 1)
    return most / seconds
