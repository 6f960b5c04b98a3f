"""Somebody who has kept every figure ever shown, knows how they are made, and wants to know how many people are in one of them.

Published figures in; for each true count the narrowest range that all of them together allow. It never sees a true count.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array

from bot.themes.cubes import EVERYONE, PARTS, SIDES
from bot.themes.suppress import Quarter, most_of_everyone, step

type Name = tuple[str, ...]
"""A true count that nobody has been shown: (theme, week) or (theme, cube, cell)."""


@dataclass(frozen=True, slots=True)
class Range:
    """The fewest and the most people there can be."""

    least: float
    most: float

    @property
    def width(self) -> float:
        return self.most - self.least


class Attacker:
    """Everything shown of one quarter, as linear conditions on the true counts."""

    def __init__(self) -> None:
        self._places: dict[Name, int] = {}
        self._rows: list[tuple[dict[int, float], float, float]] = []
        self._doubted: list[int] = []

    def knows(self, parts: Mapping[Name, float], least: float, most: float, *, doubted: bool = False) -> None:
        """The weighted sum of these counts is between two numbers. The most is given up first when it is `doubted`."""
        row = {self._places.setdefault(name, len(self._places)): weight for name, weight in parts.items()}
        self._doubted += [len(self._rows)] if doubted else []
        self._rows.append((row, least, most))

    def range_of(self, name: Name) -> Range:
        """By linear programming over all that is known. Counts are never less than nothing."""
        aim = np.zeros(len(self._places))
        aim[self._places[name]] = 1
        if self._solved(aim) is None:  # everyone's figure was lowered: then it cannot be known by how much
            for place in self._doubted:
                row, least, _ = self._rows[place]
                self._rows[place] = row, least, np.inf
        least, most = (self._solved(sign * aim) for sign in (1, -1))
        assert least is not None, "what was shown contradicts itself: the attacker's picture of it is wrong"
        assert most is not None
        return Range(round(least, 6), round(-most, 6))

    def _solved(self, aim: np.ndarray) -> float | None:
        rows, columns, weights, limits = [], [], [], []
        for row, least, most in self._rows:
            for sign, limit in ((1, most), (-1, -least)):
                if np.isfinite(limit):
                    rows += [len(limits)] * len(row)
                    columns += row.keys()
                    weights += [sign * weight for weight in row.values()]
                    limits.append(limit)
        matrix = coo_array((weights, (rows, columns)), shape=(len(limits), len(self._places))).tocsr()
        solved = linprog(aim, A_ub=matrix, b_ub=limits, bounds=(0, None), method="highs")
        if solved.status == 3:  # there is no end to it
            return -float("inf")
        return float(solved.fun) if solved.success else None


def by_fives(weeks: list[dict[str, int]], quarter: Quarter, leaves: list[str]) -> Attacker:
    """What whole fives tell. `weeks` and `quarter` are as published; every leaf of the tree is known to exist."""
    attacker = Attacker()
    names = [f"w{number}" for number in range(len(weeks))]
    for theme in leaves:
        base, shown = step(theme), 0
        for number, week in enumerate(weeks):  # people to the end of this week fill so many steps, and not one more
            shown += week.get(theme, 0)
            attacker.knows({(theme, name): 1 for name in names[: number + 1]}, shown, shown + base - 1)
    for theme in (EVERYONE, *leaves):
        base, split = step(theme), quarter.split.get(theme, {})
        everybody = {(theme, name): 1.0 for name in names} if theme in leaves else {(theme,): 1.0}
        held_back = False
        for cube, cells in (PARTS | SIDES).items():
            for cell in cells:
                shown = split.get(cube, {}).get(cell, 0)
                lowered = theme == EVERYONE and shown == most_of_everyone(quarter.split, leaves, cube, cell)
                held_back |= lowered
                most = np.inf if lowered else shown + base - 1
                attacker.knows({(theme, cube, cell): 1}, shown, most, doubted=theme == EVERYONE)
                if cube in SIDES:  # nobody is helped, or fetched a worker for, who did not write
                    attacker.knows(everybody | {(theme, cube, cell): -1}, 0, np.inf)
            if cube == "seen" and theme == EVERYONE:  # whoever reached a worker waited for some time
                reached = {(theme, "outcome", "reached"): 1.0}
                attacker.knows(reached | {(theme, cube, cell): -1 for cell in cells}, 0, 0)
            if cube in PARTS:
                attacker.knows(everybody | {(theme, cube, cell): -1 for cell in cells}, 0, 0)
        if theme == EVERYONE:
            total = quarter.people.get(theme, 0)
            attacker.knows(everybody, total, np.inf if held_back else total + base - 1, doubted=True)
    for cube, cell in _cells():
        attacker.knows({(leaf, cube, cell): 1 for leaf in leaves} | {(EVERYONE, cube, cell): -1}, 0, np.inf)
        for leaf in leaves:
            attacker.knows({(EVERYONE, cube, cell): 1, (leaf, cube, cell): -1}, 0, np.inf)
    return attacker


def _cells() -> Iterator[tuple[str, str]]:
    return ((cube, cell) for cube, cells in (PARTS | SIDES).items() for cell in cells)
