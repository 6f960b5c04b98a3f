"""What was published of some quarters, added up. Published figures in, sums by theme and part out.

Never anything that was not shown: sums of what was shown tell nothing new.
"""

from collections.abc import Sequence

from bot.themes.published import Published
from bot.themes.suppress import Split


class Sums:
    """Sums over these quarters; false when there are none."""

    def __init__(self, found: Published, quarters: Sequence[str]) -> None:
        self._people = [found.people(quarter) for quarter in quarters]
        self._splits: list[dict[str, Split]] = [found.split(quarter) for quarter in quarters]

    def __bool__(self) -> bool:
        """Whether there are any quarters."""
        return bool(self._people)

    def people(self, *themes: str) -> int | None:
        """None: too few to show."""
        return sum(one.get(theme, 0) for one in self._people for theme in themes) or None

    def cell(self, cube: str, cell: str, *themes: str) -> int | None:
        """The same of one part of a split."""
        cubes = [one.get(theme, {}).get(cube, {}) for one in self._splits for theme in themes]
        return sum(cells.get(cell, 0) for cells in cubes) or None
