"""What makes it safe to write to a young person, as workers noted it: plain values, kept with the talk and sealed with it.

Never filled by the program: every part has the person who noted it, and when.
"""

from dataclasses import dataclass
from datetime import time

from bot.model.assessment import Hand


@dataclass(frozen=True, slots=True)
class SafeTime:
    """From `opens` to `closes` on each of `days` (Monday is 0), in Cornwall's time. One that closes no later than it opens ends
    on the day after.
    """

    days: tuple[int, ...]
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Check:
    """Is it still them? Who asked and when, and what a worker made of the answer (`matched`, `not_matched`, `no_answer`)."""

    asked: Hand
    answer: str = ""
    judged: Hand | None = None


@dataclass(frozen=True, slots=True)
class Safety:
    """`here` is whether it is safe to text them where they write from: `yes`, `no` or `unknown`. `checks` has the oldest first."""

    here: str = "unknown"
    here_by: Hand | None = None
    times: tuple[SafeTime, ...] = ()
    times_by: Hand | None = None
    code_word: str = ""
    word_by: Hand | None = None
    checks: tuple[Check, ...] = ()
