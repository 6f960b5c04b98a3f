"""Which part of Cornwall or Scilly a place is in. `data/places.yml` in; an area, or nothing, out.

Never kept finer than the area: a village can name a child.
"""

import re
from pathlib import Path

from bot.content.reader import read
from bot.content.services import AREAS


class Places:
    """Areas by place."""

    def __init__(self, areas: dict[str, str]) -> None:
        self._areas = areas

    @classmethod
    def load(cls, path: Path) -> "Places":
        """Raises `ContentError`."""
        areas: dict[str, str] = {}
        for area, node in read(path).table().items():
            if area not in AREAS:
                raise node.wrong(f"unknown area {area!r}; known: {', '.join(AREAS)}")
            for place in node.items():
                if place.text() in areas:
                    raise place.wrong(f"{place.text()!r} is in {areas[place.text()]!r} already")
                areas[place.text()] = area
        return cls(areas)

    def names(self) -> frozenset[str]:
        """All places, in small letters."""
        return frozenset(self._areas)

    def area_of(self, place: str) -> str | None:
        """The area of a place however it is spelled: `St. Mary's` is `st marys`."""
        return self._areas.get(" ".join(re.sub(r"[.'’]", "", place.lower()).split()))
