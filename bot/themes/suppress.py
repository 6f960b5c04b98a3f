"""Makes of counts what may be shown: people in whole fives. Counts of a quarter so far in, figures fit to publish out.

Never a figure with fewer than five people in it, nor figures that together tell more of one than which five it is in.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.themes.cubes import EVERYONE, PARTS, SIDES, TOTAL

type Cell = tuple[str, str, str]
"""Theme, cube, cell."""
type Counts = Mapping[Cell, int]
type Split = dict[str, dict[str, int]]
"""People by cube and cell."""

FEWEST = 5  # people; the common English rule for small numbers (see docs/themes.md)
FEWEST_RARE = 10  # people; for leaves that are rare and harmful, where a neighbour may already know half the story
EVERYONE_IN = 20  # people; wider than any theme's parts can be behind their total, or everyone's figures would tell of a theme
RARE = frozenset({"harm.child_abuse", "home.culture", "harm.trusted_adult", "harm.criminal"})
WIDTH = FEWEST - 1
"""The agreed width: whatever is put together, a cell may be any of at least five numbers (from n to n + 4)."""


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter as published. `people` by theme; `split` by theme, cube and cell.

    All in whole fives; rare themes in tens, everyone in twenties.
    """

    people: dict[str, int]
    split: dict[str, Split]


def step(theme: str) -> int:
    """In which steps of people a theme is shown."""
    if theme == EVERYONE:
        return EVERYONE_IN
    return FEWEST_RARE if theme in RARE else FEWEST


def week_figures(so_far: Counts, before: Mapping[str, int]) -> dict[str, int]:
    """The fives that filled up this week, by theme. `so_far` is the quarter's count to the week's end; `before` is what its
    earlier weeks have shown. What has not filled a five waits for the next week, and is dropped at the quarter's end.
    """
    themes = {theme for theme, _, _ in so_far} - {EVERYONE}
    filled = {theme: _total(so_far, theme) - before.get(theme, 0) for theme in sorted(themes)}
    return {theme: people for theme, people in filled.items() if people > 0}


def quarter_figures(counts: Counts, shown: Mapping[str, int], leaves: Collection[str]) -> Quarter:
    """A whole quarter, split each way. `shown` is what its weeks have shown by theme; `leaves` are all themes of the tree."""
    themes = sorted({theme for theme, _, _ in counts} - {EVERYONE})
    split = {theme: _split(counts, theme, shown.get(theme, 0)) for theme in themes}
    everyone = _capped(_splits(counts, EVERYONE, (*PARTS, *SIDES)), split, {*leaves, *themes})
    people = {theme: shown[theme] for theme in themes if shown.get(theme)}
    total = _carried(counts.get((EVERYONE, *TOTAL), 0), {cube: everyone[cube] for cube in PARTS}, EVERYONE_IN)
    everyone = _reached_waits(_lowered(everyone, total, EVERYONE_IN), EVERYONE_IN)
    if total:
        people[EVERYONE] = total
    return Quarter(people, {theme: found for theme, found in {EVERYONE: everyone, **split}.items() if _any(found)})


def _total(counts: Counts, theme: str) -> int:
    return _carried(counts.get((theme, *TOTAL), 0), _splits(counts, theme, PARTS), step(theme))


def _carried(total: int, split: Split, base: int) -> int:
    """The total in steps, less those that would give the remainders of its parts away.

    Each part hides a remainder of 0 to `base - 1`. The total may be ahead of its `n` parts by so many steps that each
    remainder may still be 0, though all others are as large as can be: `base * ahead <= (base - 1) * (n - 1)`.
    And it may be ahead by less than everyone's own remainder, in which it must fit.
    """
    return min((total - total % base, *(_most(cells, base) for cells in split.values())))


def _most(cells: Mapping[str, int], base: int) -> int:
    ahead = min((base - 1) * (len(cells) - 1) // base, (EVERYONE_IN - 1) // base)
    return sum(cells.values()) + base * ahead


def _reached_waits(split: Split, base: int) -> Split:
    """Those who reached a worker are a total of their own: the steps of waiting are its parts, and it waits for them alike."""
    reached, seen = split["outcome"]["reached"], split["seen"]
    split["outcome"]["reached"] = reached = min(reached, _most(seen, base))
    while sum(seen.values()) > reached:
        seen[max(seen, key=lambda cell: seen[cell])] -= base
    return split


def _split(counts: Counts, theme: str, shown: int) -> Split:
    """Nothing where its parts do not fit what its weeks have shown: after a restore of an old backup they may not."""
    if shown != _carried(shown, _splits(counts, theme, PARTS), step(theme)):
        return {}
    return _lowered(_splits(counts, theme, (*PARTS, *SIDES)), shown, step(theme))


def _lowered(split: Split, total: int, base: int) -> Split:
    """No parts that are more than a total which waits: the largest of them waits with it."""
    for cube, cells in split.items():
        while sum(cells.values()) > total if cube in PARTS else max(cells.values()) > total:
            cells[max(cells, key=lambda cell: cells[cell])] -= base
    return split


def _splits(counts: Counts, theme: str, cubes: Iterable[str]) -> Split:
    base = step(theme)
    of = PARTS | SIDES
    found = {cube: {cell: counts.get((theme, cube, cell), 0) for cell in of[cube]} for cube in cubes}
    return {cube: {cell: people - people % base for cell, people in cells.items()} for cube, cells in found.items()}


def most_of_everyone(split: Mapping[str, Split], leaves: Collection[str], cube: str, cell: str) -> int:
    """The most that may be shown for everyone in a cell.

    They are at most all its themes' people together: a figure so high that it says how many those are is lowered to this.
    """
    tops = (split.get(leaf, {}).get(cube, {}).get(cell, 0) + step(leaf) - 1 for leaf in leaves)
    room = sum(tops) - (FEWEST_RARE - 1)
    return max(0, room - room % EVERYONE_IN)


def _capped(everyone: Split, split: Mapping[str, Split], leaves: Collection[str]) -> Split:
    return {
        cube: {cell: min(people, most_of_everyone(split, leaves, cube, cell)) for cell, people in cells.items()}
        for cube, cells in everyone.items()
    }


def _any(split: Split) -> bool:
    return any(people for cells in split.values() for people in cells.values())
