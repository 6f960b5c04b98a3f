"""The facts that words rest on. The tables of `docs/facts.md` in; each fact's id, place and grade out.

Never says a fact: words do, and only those of grade A or B.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from bot.content.reader import ContentError

_ROW = re.compile(r"\|\s*(?P<id>[A-Z]+-\d+)\s*\|(?P<fact>[^|]+)\|\s*(?P<grade>[^|]+?)\s*\|(?P<source>[^|]+)\|\s*$")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact. `grade` A: read first-hand; B: read second-hand; C: nobody has read a source, so it must not be said."""

    id: str
    line: int
    grade: str


class Facts:
    """All facts by id."""

    def __init__(self, facts: dict[str, Fact]) -> None:
        self._facts = facts

    @classmethod
    def load(cls, path: Path) -> "Facts":
        """Raises `ContentError`."""
        facts: dict[str, Fact] = {}
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except OSError as error:
            raise ContentError(path, 1, "the file cannot be read") from error
        for number, line in enumerate(lines, 1):
            row = _ROW.fullmatch(line)
            if row is None:
                continue
            if row["grade"] not in ("A", "B", "C"):
                raise ContentError(path, number, f"the grade of {row['id']} is {row['grade']!r}; grades are A, B and C")
            if row["id"] in facts:
                raise ContentError(path, number, f"the fact {row['id']} is here twice")
            facts[row["id"]] = Fact(row["id"], number, row["grade"])
        return cls(facts)

    def ids(self) -> frozenset[str]:
        """All ids."""
        return frozenset(self._facts)

    def why_not_said(self, fact_id: str) -> str | None:
        """Why no word may rest on this fact; nothing when one may."""
        if fact_id not in self._facts:
            return f"unknown fact {fact_id!r}; facts are in docs/facts.md"
        if self._facts[fact_id].grade == "C":
            return f"{fact_id} has grade C in docs/facts.md: nobody has read a source for it, so it must not be said"
        return None
