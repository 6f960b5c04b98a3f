"""Which themes rise above what is usual for them. Published weeks in, themes with their figures out.

Never looks at what is not published: a mark that came of hidden counts would tell of them.
"""

import math
import statistics
from collections.abc import Mapping
from dataclasses import dataclass

SPAN = 4  # weeks looked at together, since a five is shown when it fills up and not when its people wrote
USUAL = 6  # spans before it that say what is usual: half a year
_HOW_SURE = 2.5  # standard errors; docs/themes.md has the false alarms and the delay this gives
_ROUNDING = 4.0  # people squared: the variance that whole fives add to a sum, 2 * (25 - 1) / 12
_LEAST = 10  # people: two fives are the least that are called a rise


@dataclass(frozen=True, slots=True)
class Rise:
    """`people` in the last four weeks; `usual` is the mean of the six four weeks before."""

    theme: str
    people: int
    usual: float


def rising(weeks: Mapping[str, Mapping[str, int]]) -> tuple[Rise, ...]:
    """Farrington's limit for counts (1996), in its plain form without trend or season; the largest first.

    Nothing until there are 28 weeks. Quarters' ends drop a remainder, which lowers a figure by four people at most.
    """
    names = sorted(weeks)[-SPAN * (USUAL + 1) :]
    if len(names) < SPAN * (USUAL + 1):
        return ()
    found = []
    for theme in {theme for name in names for theme in weeks[name]}:
        people = [weeks[name].get(theme, 0) for name in names]
        sums = [sum(people[start : start + SPAN]) for start in range(0, len(people), SPAN)]
        if sums[-1] >= _LEAST and sums[-1] > limit(sums[:-1]):
            found.append(Rise(theme, sums[-1], statistics.fmean(sums[:-1])))
    return tuple(sorted(found, key=lambda rise: (rise.usual - rise.people, rise.theme)))


def rises_seen(weeks: Mapping[str, Mapping[str, int]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every week in which the watch marked a theme that was not marked the week before, with those themes, the latest last."""
    names, marked, found = sorted(weeks), set[str](), []
    for last in range(SPAN * (USUAL + 1), len(names) + 1):
        now = [rise.theme for rise in rising({name: weeks[name] for name in names[:last]})]
        if new := tuple(theme for theme in now if theme not in marked):
            found.append((names[last - 1], new))
        marked = set(now)
    return tuple(found)


def limit(before: list[int]) -> float:
    """The most people that are still usual after these sums, by the two-thirds power that makes small counts even."""
    mean = max(statistics.fmean(before), 1.0)  # a theme never shown may still have a few people
    spread = max(1.0, (statistics.variance(before) - _ROUNDING) / mean)
    variance = (spread * mean + _ROUNDING) * (1 + 1 / len(before))
    return float(mean * (1 + 2 / 3 * _HOW_SURE * math.sqrt(variance) / mean) ** 1.5)
