"""How often the watch for rising themes cries for nothing, and how soon it sees a rise. Made-up themes in, a table out.

It never looks at real figures. Run: python -m bench.rising
"""

import math
import random
from collections import Counter
from statistics import median

from bot.themes.calendar import next_week, quarter_of
from bot.themes.cubes import PARTS, TOTAL
from bot.themes.rising import rising
from bot.themes.suppress import week_figures

WEEKS, AT, THEME = 52, 36, "feel.low"
"""Weeks of a made-up theme; the week in which its rise begins."""


def shown(dice: random.Random, rate: float, times: float) -> dict[str, dict[str, int]]:
    """A theme's weeks as they would be published, with `rate` people a week, and `times` as many from `AT` on."""
    weeks: dict[str, dict[str, int]] = {}
    week, so_far, before = "2024-W01", 0, Counter[str]()
    for number in range(WEEKS):
        if weeks and quarter_of(week) != quarter_of(max(weeks)):
            so_far, before = 0, Counter()
        so_far += poisson(dice, rate * (times if number >= AT else 1))
        counts = {(THEME, *TOTAL): so_far} | {(THEME, cube, cells[0]): so_far for cube, cells in PARTS.items()}
        weeks[week] = week_figures(counts, before)
        before.update(weeks[week])
        week = next_week(week)
    return weeks


def seen(weeks: dict[str, dict[str, int]], start: int, end: int) -> list[int]:
    """The weeks from `start` to `end` in which the watch marks the theme."""
    names = sorted(weeks)
    return [last for last in range(start, end) if rising({name: weeks[name] for name in names[: last + 1]})]


def poisson(dice: random.Random, mean: float) -> int:
    """People of a week."""
    limit, product, count = math.exp(-mean), dice.random(), 0
    while product > limit:
        product *= dice.random()
        count += 1
    return count


def measured(rate: float, times: float, tries: int = 200) -> tuple[float, float, float | None]:
    """False alarms a theme and week before the rise; the share of rises seen in 12 weeks; the median weeks it took."""
    dice = random.Random(1)
    false, delays = 0, []
    for _ in range(tries):
        weeks = shown(dice, rate, times)
        false += len(seen(weeks, 28, AT))
        late = seen(weeks, AT, AT + 12)
        delays += [late[0] - AT + 1] if late else []
    return false / (tries * (AT - 28)), len(delays) / tries, median(delays) if delays else None


if __name__ == "__main__":
    print("| people a week | rises to | false alarms, a theme and week | seen within 12 weeks | weeks it took (median) |")
    print("|---|---|---|---|---|")
    for rate in (1.0, 3.0, 8.0):
        for times in (1.5, 2.0, 3.0):
            false, share, delay = measured(rate, times)
            print(f"| {rate:g} | {times:g} times | {false:.2%} | {share:.0%} | {delay if delay is not None else '–'} |")
