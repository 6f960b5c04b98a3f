"""Decides whether a committed text may still be said. The text, where it goes, the talk and its case in; a reason why not out.

Never lets the bot speak over a worker, nor anybody after a STOP.
"""

from bot.model.answers import Answers, who_answers
from bot.model.case import Case
from bot.model.conversation import Conversation
from bot.model.message import Outbound, Speaker
from bot.model.rings import rings


def unsaid(outbound: Outbound, address: str, talk: Conversation, case: Case | None) -> str | None:
    """Why this text must not be said any more, as a code for the desk; nothing when it may be."""
    if outbound.staff:
        if not address:
            return "no_number"
        waits = case is not None and case.id == outbound.case_id and rings(case)
        return None if waits else "seen_in_time"
    if not address:
        return "erased"
    if talk.practice:
        return "practice"
    if talk.opted_out:
        return "opted_out"
    bot_speaks = outbound.speaker is Speaker.LEV and not outbound.despite_worker
    return "worker_has_it" if bot_speaks and who_answers(case) is Answers.WORKER else None
