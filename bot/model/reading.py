"""What a text may be about, and how surely. Only a value: made by `bot.meaning`, weighed by `bot.decide`.

Never a finding of risk: those are `bot.model.risk`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """`topic` is the name of a topic in `data/nlu`; `sure` is its share of 1 among all topics."""

    topic: str
    sure: float
