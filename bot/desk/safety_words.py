"""The safety record in words, for the case page and the referral pack. The record in; sentences and plain values out.

Never gives the code word to the pack: it is theirs and the team's alone.
"""

from datetime import datetime
from typing import Any

from bot.content.hours import DAYS, clock_words
from bot.desk.pages import clock
from bot.model.assessment import Hand
from bot.model.case import Case, CaseState
from bot.model.conversation import Conversation
from bot.model.safety import Check, SafeTime, Safety
from bot.model.worker import Role, Worker

HERE = {"yes": "Yes", "no": "No", "unknown": "Not known"}
ANSWERS = {"matched": "The word matched", "not_matched": "The word did not match", "no_answer": "No answer"}
_SHOWN_CHECKS = 3


def time_words(one: SafeTime) -> str:
    """Such as `Monday to Friday, 4pm to 6.30pm` or `Saturday, 10pm to 1am the day after`."""
    after = " the day after" if one.closes <= one.opens else ""
    return f"{_days(one.days)}, {clock_words(one.opens)} to {clock_words(one.closes)}{after}"


def not_safe_words(safety: Safety | None) -> str:
    """What a worker reads before they write outside the safe times."""
    if safety is None or not safety.times:
        return "They said it is not safe to text them here."
    return f"They said it is safe {'; '.join(time_words(one) for one in safety.times)}. It is none of these times now."


def _days(days: tuple[int, ...]) -> str:
    names = [DAYS[day].capitalize() for day in days]
    if len(days) == len(DAYS):
        return "Every day"
    in_a_row = days == tuple(range(days[0], days[-1] + 1))
    return (
        f"{names[0]} to {names[-1]}"
        if in_a_row and len(days) > 2
        else " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    )


def shown(talk: Conversation, case: Case, me: Worker) -> dict[str, Any]:
    """What the case page shows of it. The word is there while a case is open, for workers who help in it."""
    safety = talk.safety or Safety()
    last = safety.checks[-1] if safety.checks else None
    with_it = case.state is CaseState.WITH_WORKER and (case.worker_id == me.id or me.role is Role.LEAD)
    return {
        "here": safety.here,
        "here_words": HERE[safety.here],
        "here_by": _by(safety.here_by),
        "times": [time_words(one) for one in safety.times],
        "times_by": _by(safety.times_by),
        "word": safety.code_word if case.open else "",
        "has_word": bool(safety.code_word),
        "word_by": _by(safety.word_by),
        "checks": [_check(check) for check in safety.checks[-_SHOWN_CHECKS:][::-1]],
        "asked": bool(last and not last.answer),
        "doubt": f"The code word did not match ({_by(last.judged)})." if last and last.answer == "not_matched" else "",
        "may": with_it,
        "stamp": f"{case.state.value}-{with_it}-{_latest(safety)}",
        "heres": HERE,
        "days": [day.capitalize() for day in DAYS],
        "answers": ANSWERS,
    }


def packed(safety: Safety | None) -> dict[str, Any] | None:
    """What an agency may need before it calls or texts; nothing when nobody noted anything."""
    if safety is None:
        return None
    here, times = safety.here_by, safety.times_by
    return {
        "here": safety.here,
        "here_by": here.name if here else None,
        "here_at": here.at.isoformat(timespec="seconds") if here else None,
        "times": [time_words(one) for one in safety.times],
        "times_by": times.name if times else None,
        "times_at": times.at.isoformat(timespec="seconds") if times else None,
        "code_word_agreed": bool(safety.code_word),
    }


def _by(hand: Hand | None) -> str:
    return f"{hand.name}, {clock(hand.at)}" if hand else ""


def _check(check: Check) -> str:
    answer = f"{ANSWERS[check.answer]} ({_by(check.judged)})" if check.answer else "waiting for the answer"
    return f"Asked by {_by(check.asked)}: {answer}"


def _latest(safety: Safety) -> str:
    hands = [
        safety.here_by,
        safety.times_by,
        safety.word_by,
        *(hand for check in safety.checks for hand in (check.asked, check.judged)),
    ]
    latest = max((hand.at for hand in hands if hand), default=None)
    return latest.isoformat() if isinstance(latest, datetime) else ""
