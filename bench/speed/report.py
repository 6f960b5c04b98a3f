"""Where the figures go: `results/bench.json`, and the tables of `docs/benchmarks.md` between their marks.

Never writes outside the marks, and never touches a section that was not run.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from bench.card import table
from bench.speed.figures import Figures

HEAD = ("what", "Lev", "peer", "Lev against peer", "aim")


def begin(name: str) -> str:
    """The mark before a section's table."""
    return f"<!-- figures of {name}: `make bench` writes these -->"


def end(name: str) -> str:
    """The mark after it."""
    return f"<!-- end of {name} -->"


def shown(figures: Figures, on: str) -> str:
    """A section as Markdown: when and where, the table, the notes."""
    rows = [(row.what, row.ours, row.peer or "-", row.times or "-", row.aim or "-") for row in figures.rows]
    notes = [f"- {note}" for note in figures.notes]
    return "\n".join([f"Measured {on}.", "", table(HEAD, rows), *(["", *notes] if notes else [])])


def keep(path: Path, name: str, figures: Figures, machine: Mapping[str, object]) -> None:
    """Puts a section into the JSON file beside those of earlier runs, each with its own date and machine."""
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    rows = [asdict(row) for row in figures.rows]
    whole[name] = {**machine, "rows": rows, "raw": figures.raw, "notes": list(figures.notes)}
    part = path.with_suffix(".part")
    part.write_text(json.dumps(whole, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    part.replace(path)
