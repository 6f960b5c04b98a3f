"""The theme tree. `data/themes.yml` in; leaves, their names, and the leaf of a kind of risk out.

Never reuses an id: a leaf that is no longer wanted stands under `was` of the one that took its place.
"""

from dataclasses import dataclass
from pathlib import Path

from bot.content.reader import Node, read
from bot.content.terms import Terms
from bot.model.risk import Kind

CHI = (
    "missing", "violence", "mental_health", "physical_health", "access", "discrimination",
    "family", "peers", "education_work", "sexuality",
)  # fmt: skip
"""Child Helpline International's categories of why children get in touch, shortened."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One theme. `name` is what designers see; `kinds` are the risks that count towards it; `was` are retired leaves it took in.

    `chi` are the categories of Child Helpline International's framework it belongs to.
    """

    id: str
    family: str
    name: str
    kinds: tuple[Kind, ...]
    chi: tuple[str, ...]
    was: tuple[str, ...]


class Themes:
    """All leaves by id. `id in themes` says whether there is such a leaf."""

    def __init__(self, leaves: dict[str, Leaf], terms: Terms | None = None) -> None:
        """`terms` are words counted beside the themes."""
        self._leaves = leaves
        self.terms = terms or Terms()
        self._now = {old: leaf.id for leaf in leaves.values() for old in leaf.was}
        self._by_kind = {kind: leaf.id for leaf in leaves.values() for kind in leaf.kinds}

    @classmethod
    def load(cls, path: Path) -> "Themes":
        """The tree, and the terms in `terms.yml` beside it. Raises `ContentError`."""
        leaves: dict[str, Leaf] = {}
        taken: dict[Kind, str] = {}
        retired: dict[str, Node] = {}
        for family, node in read(path).table().items():
            for leaf_id, leaf in node.table().items():
                if leaf_id in leaves:
                    raise leaf.wrong(f"the theme {leaf_id!r} is here twice")
                leaves[leaf_id] = _leaf(leaf_id, family, leaf, taken)
                for old in leaves[leaf_id].was:
                    if old in retired:
                        raise leaf.wrong(f"{old!r} was taken in by another theme already")
                    retired[old] = leaf
        for old, leaf in retired.items():
            if old in leaves:
                raise leaf.wrong(f"{old!r} is still a theme itself")
        return cls(leaves, Terms.load(path.with_name("terms.yml")))

    def __contains__(self, leaf_id: object) -> bool:
        return leaf_id in self._leaves

    def now_called(self, leaf_id: str) -> str:
        """The leaf that took this one in, or the same when it is not retired."""
        return self._now.get(leaf_id, leaf_id)

    def chi_of(self, leaf_id: str) -> tuple[str, ...]:
        """The categories of Child Helpline International's framework; none for a leaf that is gone."""
        return self._leaves[leaf_id].chi if leaf_id in self._leaves else ()

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
    table = node.table("kinds", "was", need=("name", "chi"))
    chi = tuple(category.text() for category in table["chi"].items())
    if not chi or not {*chi} <= {*CHI}:
        raise table["chi"].wrong(f"chi takes one or more of: {', '.join(CHI)}")
    kinds = []
    for kind in table["kinds"].items() if "kinds" in table else []:
        if kind.text() not in {*Kind}:
            raise kind.wrong(f"unknown kind of risk {kind.text()!r}")
        if Kind(kind.text()) in taken:
            raise kind.wrong(f"{kind.text()!r} already counts towards {taken[Kind(kind.text())]!r}")
        taken[Kind(kind.text())] = leaf_id
        kinds.append(Kind(kind.text()))
    was = tuple(old.text() for old in table["was"].items()) if "was" in table else ()
    return Leaf(leaf_id, family, table["name"].text(), tuple(kinds), chi, was)
