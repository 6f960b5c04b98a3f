"""The safety case on one page. Gates, what stops and what waits in; Markdown out.

Never shows a figure without the command that makes it, and takes figures only from the pages that those commands write.
"""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bench.card import table
from bench.release.gates import Went, all_hold

_HEAD = r"^(\|.*\|)\n\|[-: |]+\|$"
_ROW = r"^\| (?:{names})[^|]*\|.*$"
SHOWN = (
    ("docs/screen.md", "make eval-screen", ("own tests", "- of these", "own list", "third writer", "neg_relationships", "pos_")),
    ("docs/chaos.md", "make chaos", ("texts lost", "texts twice", "words lost")),
    ("docs/benchmarks.md", "make bench", ("texts acknowledged", "webhook to bell", "with 50 texts", "worker to young person")),
    ("docs/redaction.md", "make eval-redact", ("**all**", "names, struck")),
)
"""A page, the command that writes it, and how the rows begin that are taken from it: those that speak against Lev, too."""
_MOST_ROWS = 16
_LINE = 150  # characters of a line of what is pending


def as_page(root: Path, today: date, went: Sequence[Went], stopping: Sequence[str], waiting: Sequence[str]) -> str:
    """The whole page."""
    verdict = "may be released" if all_hold(went) and not stopping else "MAY NOT BE RELEASED"
    gates = [(one.gate.name, f"`{one.gate.shown}`", one.word, _plain(one)) for one in went]
    foreseen = " and ".join(f"{_rows(root / 'docs' / f'{name}.md')} {name} (`docs/{name}.md`)" for name in ("hazards", "threats"))
    parts = [
        f"# Safety case for Lev, {today}",
        f"**Lev {verdict}.** A *gate* is a command that anybody can run; what is *pending* waits for a person.",
        "## Gates\n\n" + table(("gate", "command", "", "last line"), gates),
        "## Stops a release\n\n" + (_list(stopping) or "Nothing."),
        f"## Foreseen\n\n{foreseen}, each tied to a test, a procedure or a decision (`pytest tests/house/test_trust_docs.py`). "
        "Where each demand is met stands in `docs/assurance.md`.",
        "## Figures\n\n" + "\n\n".join(_figures(root, *shown) for shown in SHOWN),
        "## Pending\n\n" + (_list(_brief(waiting)) or "Nothing."),
    ]
    return "\n\n".join(parts) + "\n"


def _figures(root: Path, page: str, command: str, names: tuple[str, ...]) -> str:
    text = (root / page).read_text(encoding="utf-8")
    rows = re.findall(_ROW.format(names="|".join(map(re.escape, names))), text, re.M | re.I)
    heads = re.findall(_HEAD, text[: text.find(rows[0])], re.M) if rows else []
    alike = [row for row in rows if heads and row.count("|") == heads[-1].count("|")][:_MOST_ROWS]  # of tables of the same form
    lines = [heads[-1], "|" + "---|" * (heads[-1].count("|") - 1), *alike] if alike else ["No figures stand there."]
    return f"From `{page}`, made by `{command}`:\n\n" + "\n".join(dict.fromkeys(lines))


def _rows(path: Path) -> int:
    table = path.read_text(encoding="utf-8").partition("\n## ")[0]
    return len(re.findall(r"^\| .*(?:`tests/|Procedure: |Decision: )", table, re.M))


def _plain(went: Went) -> str:
    return f"{went.last.replace('|', '/')} (`{went.gate.kept}`)" if went.code else ""


def _brief(waiting: Sequence[str]) -> list[str]:
    """What fits on the page: reviews by number, and of a long line its beginning, with where the rest stands."""
    reviews = [line for line in waiting if line.startswith("review ")]
    rest = [line for line in waiting if line not in reviews]
    rest = [line if len(line) <= _LINE else f"{line[:_LINE].rpartition(',')[0]} … (`make check-content`)" for line in rest]
    return [*rest, *([f"{len(reviews)} reviews are due or were never done (`docs/reviews.md`)."] if reviews else [])]


def _list(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
