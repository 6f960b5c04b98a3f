"""What one turn keeps beside the talk: answers to "did that help?", unanswered questions, voices. Filled by the rooms of deciding.

Never whose it was.
"""

from dataclasses import dataclass

from bot.model.changes import Count
from bot.model.listening import Gap, Voice


@dataclass(slots=True)
class Kept:
    """Empty at the start of a turn; `Draft.changes` hands it on."""

    counts: tuple[Count, ...] = ()
    gaps: tuple[Gap, ...] = ()
    voices: tuple[Voice, ...] = ()
    taken_back: tuple[str, ...] = ()
