"""A practice talk: which script, and what the worker did. Plain values.

Never a real young person's: nothing of it is a case, a talk or a count.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a worker did: `act` is one of `bot.content.practice.ACTS`; `text` what they wrote, or where they referred to."""

    act: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Practice:
    """A worker's running practice talk."""

    script: str
    steps: tuple[Step, ...] = ()
