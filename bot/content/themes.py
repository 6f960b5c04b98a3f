"""The theme tree. `data/themes.yml` in; leaves, their names, and the leaf of a kind of risk out.

Never reuses an id: a leaf that is no longer wanted is marked retired.
"""

from dataclasses import dataclass
from pathlib import Path

from bot.content.reader import Node, read
from bot.model.risk import Kind


@dataclass(frozen=True, slots=True)
class Leaf:
    """One theme. `name` is what designers see; `kinds` are the risks that count towards it."""

    id: str
    family: str
    name: str
    kinds: tuple[Kind, ...]


class Themes:
    """All leaves by id."""

    def __init__(self, leaves: dict[str, Leaf]) -> None:
        self._leaves = leaves
        self._by_kind = {kind: leaf.id for leaf in leaves.values() for kind in leaf.kinds}

    @classmethod
    def load(cls, path: Path) -> "Themes":
        """Raises `ContentError`."""
        leaves: dict[str, Leaf] = {}
        taken: dict[Kind, str] = {}
        for family, node in read(path).table().items():
            for leaf_id, leaf in node.table().items():
                if leaf_id in leaves:
                    raise leaf.wrong(f"the theme {leaf_id!r} is here twice")
                leaves[leaf_id] = _leaf(leaf_id, family, leaf, taken)
        return cls(leaves)

    def leaves(self) -> tuple[Leaf, ...]:
        """All leaves, in the file's order."""
        return tuple(self._leaves.values())

    def name_of(self, leaf_id: str) -> str:
        """What designers see. A leaf that is gone keeps its id as its name, so that old figures stay readable."""
        return self._leaves[leaf_id].name if leaf_id in self._leaves else leaf_id

    def of_kind(self, kind: Kind) -> str | None:
        """The leaf a finding of this kind counts towards."""
        return self._by_kind.get(kind)


def _leaf(leaf_id: str, family: str, node: Node, taken: dict[Kind, str]) -> Leaf:
    table = node.table("kinds", need=("name",))
    kinds = []
    for kind in table["kinds"].items() if "kinds" in table else []:
        if kind.text() not in {*Kind}:
            raise kind.wrong(f"unknown kind of risk {kind.text()!r}")
        if Kind(kind.text()) in taken:
            raise kind.wrong(f"{kind.text()!r} already counts towards {taken[Kind(kind.text())]!r}")
        taken[Kind(kind.text())] = leaf_id
        kinds.append(Kind(kind.text()))
    return Leaf(leaf_id, family, table["name"].text(), tuple(kinds))
