"""What people must still do before young people rely on Lev. A project and a day in; what stops a release, and the rest, out.

Never calls anything signed, measured or reviewed that is not.
"""

import re
from datetime import date
from pathlib import Path

from bot.content.check import check
from bot.content.measured_on import figures_to_do
from bot.content.signed import heard_to_do, signatures_to_do
from bot.content.signers import signatures

_REVIEW = re.compile(r"^\| (?P<what>[^|]+) \| (?P<who>[^|]+) \| (?P<months>\d+) \| (?P<last>never|\d{4}-\d\d-\d\d) \|$", re.M)
_MONTH = 30.5  # days


def stops(root: Path) -> list[str]:
    """What nobody may release over: unsigned words, those for somebody in danger first, and figures about other rules."""
    return [*signatures_to_do(root), *heard_to_do(root), *figures_to_do(root)]


def waits(root: Path, today: date) -> list[str]:
    """Everything else that waits for a person."""
    found = [*signatures(root)]
    unsigned = [f"{sum(one.pending for one in found)} of {len(found)} signatures are pending."]
    notes = [note.replace(f"{root}/", "") for note in check(root, today)[1] if note not in stops(root)]
    return unsigned + notes + reviews(root, today)


def reviews(root: Path, today: date) -> list[str]:
    """Reviews that were never done or are overdue. Raises `ValueError` when the table cannot be read."""
    rows = [*_REVIEW.finditer((root / "docs" / "reviews.md").read_text(encoding="utf-8"))]
    if not rows:
        raise ValueError("docs/reviews.md has no table")
    due = []
    for row in rows:
        last = None if row["last"] == "never" else date.fromisoformat(row["last"])
        if last is None or (today - last).days > int(row["months"]) * _MONTH:
            when = "never done" if last is None else f"last done {last}"
            due.append(f"review {when}: {row['what'].strip()} ({row['who'].strip()})")
    return due
