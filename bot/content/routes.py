"""Who is told how fast. `data/routes.yml` in; limits by level out.

Never sends anything: it only says when somebody has waited too long.
"""

from datetime import timedelta
from pathlib import Path

from bot.content.reader import read
from bot.model.risk import Level


class Routes:
    """Limits by level."""

    def __init__(self, unclaimed: dict[Level, timedelta]) -> None:
        self._unclaimed = unclaimed

    @classmethod
    def load(cls, path: Path) -> "Routes":
        """Raises `ContentError`."""
        levels = tuple(level.word for level in Level if level is not Level.NONE)
        table = read(path).table("signed_off", need=("unclaimed_minutes",))
        minutes = table["unclaimed_minutes"].table(need=levels)
        limits = {}
        for level, node in minutes.items():
            if level not in levels:
                raise node.wrong(f"unknown level {level!r}")
            if not isinstance(node.value, int) or node.value < 1:
                raise node.wrong("expected whole minutes, 1 or more")
            limits[Level[level.upper()]] = timedelta(minutes=node.value)
        return cls(limits)

    def unclaimed_after(self, level: Level) -> timedelta:
        """How long a waiting case of this level may go unclaimed before the lead is told."""
        return self._unclaimed[level]
