"""Who answers a young person right now, derived from their case. A case in, one of three out.

Never stored: a second flag could drift from the case.
"""

from enum import StrEnum

from bot.model.case import Case, CaseState


class Answers(StrEnum):
    """Who answers a young person right now."""

    BOT = "bot"
    HOLDING = "holding"
    WORKER = "worker"


def who_answers(case: Case | None) -> Answers:
    """Derived, never stored: no open case or one to read later means the bot; waiting means holding words."""
    if case is None or case.state in (CaseState.CLOSED, CaseState.TO_READ):
        return Answers.BOT
    return Answers.WORKER if case.state is CaseState.WITH_WORKER else Answers.HOLDING
