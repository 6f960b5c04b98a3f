"""How often the screen finds what people labelled, and how often it speaks up for nothing. A folder of CSVs in, a table out.

Never prints a text unless `--show` asks for it: the sets are other people's words.

    python bench/screen.py FOLDER [--level concern|high|critical] [--show missed|flagged LABEL COUNT]

A CSV has the columns `id,text,label,source`. `pos_*.csv` should be found, all others left alone. Labels that begin with
`weak_` were not read by a person: they are printed and marked, and never belong in a figure.
"""

import argparse
import csv
import sys
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bot.model.risk import Assessment, Level  # noqa: E402
from bot.screen.assess import Screen  # noqa: E402


def main() -> int:
    """Measure, print, and leave 0."""
    asked = argparse.ArgumentParser(description="Measure the screen on a folder of CSVs.")
    asked.add_argument("folder", type=Path)
    asked.add_argument("--level", choices=[level.word for level in Level][1:], default="concern")
    asked.add_argument("--show", nargs=3, metavar=("missed|flagged", "LABEL", "COUNT"))
    options = asked.parse_args()
    begun = time.perf_counter()
    screen = Screen.load(ROOT / "data" / "risk")
    print(f"loaded in {time.perf_counter() - begun:.2f} s")
    print(f"{'file':<24}{'label':<30}{'texts':>6}{'>=concern':>11}{'>=high':>9}{'critical':>10}{'ms/text':>9}")
    for path in sorted(options.folder.glob("*.csv")):
        for label, rows in _by_label(path).items():
            begun = time.perf_counter()
            found = [(text, screen.assess(text)) for text in rows]
            each = (time.perf_counter() - begun) * 1000 / len(rows)
            shares = [sum(a.level >= level for _, a in found) / len(rows) for level in list(Level)[1:]]
            print(f"{path.stem:<24}{label:<30}{len(rows):>6}" + "{:>11.1%}{:>9.1%}{:>10.1%}".format(*shares) + f"{each:>9.2f}")
            if options.show and options.show[1] in (label, path.stem):
                _show(found, options.show[0] == "flagged", Level[options.level.upper()], int(options.show[2]))
    return 0


def _by_label(path: Path) -> dict[str, list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows: dict[str, list[str]] = defaultdict(list)
        for row in csv.DictReader(lines):
            rows[row["label"]].append(row["text"])
    return dict(rows)


def _show(found: list[tuple[str, Assessment]], flagged: bool, level: Level, count: int) -> None:
    shown = [(text, a) for text, a in found if (a.level >= level) is flagged]
    for text, assessment in shown[:count]:
        print("    ", [f"{f.phrase} ({f.kind} {f.level.word})" for f in assessment.findings], " ".join(text.split()))


if __name__ == "__main__":
    sys.exit(main())
