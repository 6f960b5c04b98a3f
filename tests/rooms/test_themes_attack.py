"""An attack on everything shown: all weeks, all cubes, everyone and every theme together, over hundreds of made-up weeks.

It must not come closer to any count than the agreed width. The same attack on simple hiding must succeed, or it proves nothing.
"""

import random
from collections import Counter

import pytest

from bot.themes.cubes import EVERYONE, PARTS, SIDES, TOTAL
from bot.themes.suppress import FEWEST, WIDTH, quarter_figures, step, week_figures
from bot.themes.terms import term_figures
from tests.attacker import Attacker, by_fives
from tests.made_up_people import Cell, quarter, summed

BUSY = ["consent.meaning", "online.sextortion", "rel.breakups", "feel.low", "harm.criminal", "home.family"]
LEAVES = [*BUSY, *(f"quiet.{number}" for number in range(10))]  # a tree has many themes that nobody writes about
SEEDS = range(40)  # quarters: 520 weeks
TRIED = 12  # small counts attacked in each; every one is a pair of linear programmes over all that was shown


def _published(weeks: list[Counter[Cell]]):
    shown, before = [], Counter[str]()
    for number in range(len(weeks)):
        shown.append(week_figures(summed(weeks[: number + 1]), before))
        before.update(shown[-1])
    return shown, quarter_figures(summed(weeks), before, LEAVES)


def _truth(weeks: list[Counter[Cell]]) -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], int] = {}
    whole = summed(weeks)
    for theme in LEAVES:
        found |= {(theme, f"w{number}"): week[theme, *TOTAL] for number, week in enumerate(weeks)}
    for theme in (EVERYONE, *LEAVES):
        found |= {(theme, cube, cell): whole[theme, cube, cell] for cube, cells in (PARTS | SIDES).items() for cell in cells}
    return found


def _narrowest(attacker: Attacker, truth: dict[tuple[str, ...], int]) -> float:
    """The width of the best guess at any small count, right or wrong."""
    widths = []
    small = [(name, people) for name, people in truth.items() if 0 < people < step(name[0])]
    for name, _ in random.Random(0).sample(small, min(len(small), TRIED)):
        widths.append(attacker.range_of(name).width)
    return min(widths)


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_comes_closer_to_a_small_count_than_agreed(seed: int) -> None:
    weeks = quarter(seed, BUSY, busiest=(1, 3, 6, 12)[seed % 4])
    shown, whole = _published(weeks)
    assert _narrowest(by_fives(shown, whole, LEAVES), _truth(weeks)) >= WIDTH


def test_the_same_attack_on_simple_hiding_finds_small_counts() -> None:
    """Exact figures, with only those under five hidden: what other cells and other weeks leave is the hidden one."""
    found = []
    for seed in range(4):
        weeks = quarter(seed, BUSY[:2], busiest=6)
        whole, attacker = summed(weeks), Attacker()
        for theme in BUSY[:2]:
            everybody = {(theme, f"w{number}"): 1.0 for number in range(len(weeks))}
            attacker.knows(everybody, *_plain(whole[theme, *TOTAL]))
            for number, week in enumerate(weeks):
                attacker.knows({(theme, f"w{number}"): 1}, *_plain(week[theme, *TOTAL]))
            for cube, cells in PARTS.items():
                for cell in cells:
                    attacker.knows({(theme, cube, cell): 1}, *_plain(whole[theme, cube, cell]))
                attacker.knows(everybody | {(theme, cube, cell): -1 for cell in cells}, 0, 0)
        truth = {
            name: people for name, people in _truth(weeks).items() if name[0] in BUSY[:2] and (name[1] in PARTS or len(name) == 2)
        }
        found.append(_narrowest(attacker, truth))
    assert min(found) == 0, "a hidden count is known to the very person"


@pytest.mark.parametrize("seed", range(8))
def test_words_beside_the_themes_bring_nobody_closer(seed: int) -> None:
    """Words are shown week by week too; whoever used one is somebody of that quarter."""
    by, weeks = random.Random(seed), quarter(seed, BUSY, busiest=(1, 3, 6, 12)[seed % 4])
    said = [Counter({"a": by.randrange(4), "b": by.randrange(9)}) for _ in weeks]
    shown, whole = _published(weeks)
    attacker, before = by_fives(shown, whole, LEAVES), Counter[str]()
    for number in range(len(weeks)):
        told = term_figures(sum(said[: number + 1], Counter()), before)
        before.update(told)
        for term in "ab":
            so_far = {(f"~{term}", f"w{week}"): 1.0 for week in range(number + 1)}
            attacker.knows(so_far, before[term], before[term] + FEWEST - 1)
    for term in "ab":
        attacker.knows({(EVERYONE,): 1.0} | {(f"~{term}", f"w{week}"): -1.0 for week in range(len(weeks))}, 0, float("inf"))
    small = [(f"~{term}", f"w{number}") for number, week in enumerate(said) for term in "ab" if 0 < week[term] < FEWEST]
    for name in [*by.sample(small, 4), *((theme, "w3") for theme in BUSY[:3])]:
        assert attacker.range_of(name).width >= WIDTH, name


def _plain(people: int) -> tuple[int, int]:
    return (people, people) if people >= FEWEST or not people else (1, FEWEST - 1)


def test_without_waiting_for_the_rest_the_attack_succeeds() -> None:
    """Four parts of nine people and one of four: rounded down, they and their total of forty would leave no doubt."""
    age = dict(zip(PARTS["age"], (9, 9, 9, 9, 4), strict=True))
    counts = Counter({("feel.low", "age", band): people for band, people in age.items()} | {("feel.low", *TOTAL): 40})
    for cube in ("channel", "district", "time"):
        counts["feel.low", cube, PARTS[cube][0]] = 40
    counts.update({(EVERYONE, cube, cell): people for (_, cube, cell), people in counts.copy().items()})
    rounded = Attacker()
    rounded.knows({("feel.low", "age", band): 1 for band in age}, 40, 44)
    for band, people in age.items():
        rounded.knows({("feel.low", "age", band): 1}, people - people % 5, people - people % 5 + 4)
    assert rounded.range_of(("feel.low", "age", "unknown")).width == 0
    shown = week_figures(counts, {})
    assert shown == {"feel.low": 35}, "one five waits"
    attacker = by_fives([shown], quarter_figures(counts, shown, LEAVES), LEAVES)
    found = attacker.range_of(("feel.low", "age", "unknown"))
    assert (found.least, found.most) == (0, 4)
