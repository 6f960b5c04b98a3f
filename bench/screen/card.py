"""Figures as Markdown tables, and their place in `docs/screen.md`. Rows in, text out.

Never writes outside its marks: the words around them are people's.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

BEGIN, END = "<!-- figures: make eval-screen writes these -->", "<!-- end of figures -->"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; what is not text is written by its `str`."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(map(str, row)) + " |" for row in rows)])


def put_into(path: Path, figures: str) -> None:
    """Replaces what stands between the marks. Raises `ValueError` when they are not there."""
    text = path.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{path.name} has no place for figures")
    path.write_text(f"{before}{BEGIN}\n\n{figures}\n\n{END}{after}", encoding="utf-8")
