"""Made-up young people who write for a quarter, and their true counts. A seed in, people by week and cell out.

It knows the truth, which the attacker never sees.
"""

import random
from collections import Counter
from collections.abc import Sequence

from bot.themes.cubes import EVERYONE, PARTS, SIDES, TOTAL

type Cell = tuple[str, str, str]


def quarter(seed: int, leaves: Sequence[str], weeks: int = 13, busiest: float = 6) -> list[Counter[Cell]]:
    """Each week's counts. `busiest` is the most people a week that a theme has on average."""
    dice = random.Random(seed)
    busy = {leaf: dice.random() ** 2 * busiest for leaf in leaves}
    leanings = {cube: [dice.random() ** 3 + 0.01 for _ in cells] for cube, cells in (PARTS | {"seen": SIDES["seen"]}).items()}
    return [_week(dice, busy, leanings) for _ in range(weeks)]


def _week(dice: random.Random, busy: dict[str, float], leanings: dict[str, list[float]]) -> Counter[Cell]:
    counts: Counter[Cell] = Counter()
    for leaf, often in busy.items():
        for _ in range(_people(dice, often)):
            others = [other for other in busy if other != leaf and dice.random() < 0.02]
            cells = [TOTAL, *((cube, dice.choices(PARTS[cube], leanings[cube])[0]) for cube in PARTS)]
            asides = [("outcome", "fetched")] * (dice.random() < 0.3) + [("helped", "yes")] * (dice.random() < 0.3)
            if dice.random() < 0.6:
                asides += [("outcome", "reached")]
                waited = dice.choices(SIDES["seen"], leanings["seen"])[0]
                counts[EVERYONE, "seen", waited] += 1
            if dice.random() < 0.2:
                for cube in ("told", "council"):
                    counts[EVERYONE, cube, dice.choice(SIDES[cube])] += 1
            for theme in (leaf, *others, EVERYONE):
                counts.update((theme, cube, cell) for cube, cell in (*cells, *asides))
    return counts


def _people(dice: random.Random, often: float) -> int:
    return sum(dice.random() < often / 20 for _ in range(20))


def summed(weeks: Sequence[Counter[Cell]]) -> Counter[Cell]:
    """Several weeks together."""
    total: Counter[Cell] = Counter()
    for week in weeks:
        total.update(week)
    return total
