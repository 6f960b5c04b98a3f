"""What reading a text takes and gives beside its risk: what was said before it, and what it may be about, how surely.

Only values, made for `bot.reader` and by `bot.meaning`. Never a finding of risk: those are `bot.model.risk`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.model.risk import Kind


@dataclass(frozen=True, slots=True)
class Reading:
    """`topic` is the name of a topic in `data/nlu`; `sure` is its share of 1 among all topics."""

    topic: str
    sure: float


@dataclass(frozen=True, slots=True)
class Before:
    """What was said before a text: `texts` of the same burst (oldest first), the question Lev asked last, the open case's kinds."""

    texts: Sequence[str] = ()
    asked: str | None = None
    kinds: Sequence[Kind] = ()
