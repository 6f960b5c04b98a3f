"""A made-up year of counts, to try the page with. A seed and a time in; an empty store filled and marked for good out.

Never in a store that holds anything real, and never without the mark that every page and download shows.
"""

import math
import random
from collections import Counter
from datetime import datetime, timedelta

from bot.content.themes import Themes
from bot.store.figures import Cell, Figures
from bot.themes.cubes import EVERYONE, PARTS, SIDES, TOTAL
from bot.themes.suppress import RARE
from bot.themes.tag import week_of

WEEKS = 57  # a year, and the weeks that make its first quarter whole
_AGES, _WAYS, _PLACES, _TIMES = (2, 8, 6, 3, 4), (6, 4), (3, 4, 4, 5), (2, 4, 6, 2)
_WAITED = (8, 6, 3, 1)
_TOOK = {"told": (6, 4, 2, 1), "council": (6, 3, 1)}
_TERM = (1.0, 0.55)  # in term, in the summer holidays
_RISES = 1.8  # how much one theme grows in the last two months, so that there is something to see


async def simulate(figures: Figures, themes: Themes, seed: int, now: datetime) -> int:
    """Fills the store; returns how many people were made up. The caller has seen that the store is empty."""
    await figures.mark_made_up(seed)
    dice = random.Random(seed)  # noqa: S311  nothing secret: the same seed makes the same year
    leaves = [leaf.id for leaf in themes.leaves()]
    busy = {leaf: math.exp(dice.gauss(0.9, 0.8)) * (0.25 if leaf in RARE else 1) for leaf in leaves}
    rising = dice.choice([leaf for leaf in leaves if leaf not in RARE and 2 < busy[leaf] < 8])
    made, terms = 0, [*themes.terms.names]
    risen = terms[seed % len(terms)] if terms else ""
    for back in range(WEEKS, 0, -1):
        day = now - timedelta(weeks=back)
        rate = {leaf: often * _TERM[day.month == 8] for leaf, often in busy.items()}
        rate[rising] *= _RISES if back <= 8 else 1
        counts = _week(dice, rate)
        said = {(f"~{term}", "term", "people"): _poisson(dice, 2 + 6 * (back <= 8 and term == risen)) for term in terms}
        await figures.add(week_of(day), counts + Counter({cell: people for cell, people in said.items() if people}))
        made += counts[EVERYONE, *TOTAL]
    return made


def _week(dice: random.Random, rate: dict[str, float]) -> Counter[Cell]:
    counts: Counter[Cell] = Counter()
    for leaf, often in rate.items():
        for _ in range(_poisson(dice, often)):
            cells = [TOTAL, *zip(PARTS, _person(dice), strict=True), *_what_happened(dice)]
            counts.update((theme, cube, cell) for theme in (leaf, EVERYONE) for cube, cell in cells)
            if any(cube == "route" for cube, _ in cells):
                counts.update((EVERYONE, cube, dice.choices(SIDES[cube], _TOOK[cube])[0]) for cube in _TOOK)
            if ("outcome", "reached") in cells:
                counts.update((EVERYONE, cube, dice.choices(SIDES[cube], _WAITED)[0]) for cube in ("seen", "answered"))
    return counts


def _person(dice: random.Random) -> list[str]:
    leanings = zip(PARTS.values(), (_AGES, _WAYS, _PLACES, _TIMES), strict=True)
    return [dice.choices(cells, weights)[0] for cells, weights in leanings]


def _what_happened(dice: random.Random) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if dice.random() < 0.25:
        found.append(("outcome", "fetched"))
        found.append(("outcome", "reached" if dice.random() < 0.85 else "left"))
        found += [("outcome", "waited")] * (dice.random() < 0.12)
        found += [("route", dice.choice(("maru", "police", "early_help", "other")))] * (dice.random() < 0.3)
    if dice.random() < 0.3:
        found.append(("helped", "yes" if dice.random() < 0.7 else "no"))
    return found


def _poisson(dice: random.Random, mean: float) -> int:
    """Knuth's way: exact, and quick for the few people of a week."""
    limit, product, count = math.exp(-mean), dice.random(), 0
    while product > limit:
        product *= dice.random()
        count += 1
    return count
