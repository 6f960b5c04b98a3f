"""What the run was and what the checker found, as lines to read. Values in, lines out.

Never hides a finding: those that must be none come first, each with the first few it is true of.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

_SHOWN = 3


def rows(found: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """One line a finding."""
    for name, those in found.items():
        verdict = "ok" if not those or "explained" in name else "WRONG"
        yield f"| {name} | {len(those)} | {verdict} |" + (f" {'; '.join(those[:_SHOWN])}" if those else "")


def deeds(counts: Counter[str]) -> Iterator[str]:
    """One line for each thing that was done."""
    for name, count in sorted(counts.items()):
        if count:
            yield f"| {name} | {count} | |"


def wrong(found: Mapping[str, Sequence[str]]) -> bool:
    """Whether anything is found that has no explanation."""
    return any(those and "explained" not in name for name, those in found.items())
