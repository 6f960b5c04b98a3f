"""Figures as Markdown tables, and their place in a page of `docs/`. Rows in, text out.

Never writes outside the marks: the words around them are people's.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; what is not text is written by its `str`."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(map(str, row)) + " |" for row in rows)])


def put_into(path: Path, figures: str, begin: str, end: str, what: str = "figures") -> None:
    """Replaces what stands between the marks. `what` names it when it has no place. Raises `ValueError` when they are not there."""
    page = path.read_text(encoding="utf-8")
    before, first, rest = page.partition(begin)
    _, last, after = rest.partition(end)
    if not first or not last:
        raise ValueError(f"{path.name} has no place for {what}")
    path.write_text(f"{before}{begin}\n\n{figures}\n\n{end}{after}", encoding="utf-8")
