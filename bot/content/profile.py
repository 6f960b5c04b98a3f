"""The headings of the Local Profile. `data/profile.yml` and the theme tree in; each heading with its themes out.

Never a theme under two headings: then a figure would stand twice.
"""

from dataclasses import dataclass
from pathlib import Path

from bot.content.reader import read
from bot.content.themes import Themes


@dataclass(frozen=True, slots=True)
class Heading:
    """`name` is what readers see; `themes` are ids of the tree."""

    id: str
    name: str
    themes: tuple[str, ...]


def load_profile(path: Path, themes: Themes) -> tuple[Heading, ...]:
    """Raises `ContentError`."""
    headings, taken = [], set[str]()
    for name, node in read(path).table().items():
        table = node.table(need=("name", "themes"))
        leaves = []
        for leaf in table["themes"].items():
            if leaf.text() not in themes:
                raise leaf.wrong(f"there is no theme {leaf.text()!r}")
            if leaf.text() in taken:
                raise leaf.wrong(f"the theme {leaf.text()!r} stands under another heading already")
            taken.add(leaf.text())
            leaves.append(leaf.text())
        headings.append(Heading(name, table["name"].text(), tuple(leaves)))
    return tuple(headings)
