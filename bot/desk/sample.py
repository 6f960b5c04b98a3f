"""Which closed cases are reviewed: cases and a seed in, the sample out; the same for the same, however often it is drawn.

Never lets anybody choose: the seed comes from the machine, and every draw is kept.
"""

import hashlib
from collections.abc import Sequence

from bot.model.case import Case


def sample(cases: Sequence[Case], seed: str, most: int) -> list[Case]:
    """The first `most` by the hash of seed and id. Practice is left out."""
    real = [case for case in cases if not case.practice and not case.open]
    return sorted(real, key=lambda case: hashlib.sha256(f"{seed}.{case.id}".encode()).hexdigest())[:most]


def check_of(cases: Sequence[Case]) -> str:
    """A hash over the ids of all that could have been drawn."""
    ids = sorted(case.id for case in cases if not case.practice and not case.open)
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()
