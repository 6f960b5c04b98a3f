"""What can be done with a case by whoever looks at it. A talk, a case and a worker in; values for the moves' forms out.

Never decides a move: a form that is shown may still be refused, with the reason.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from bot.content.desk_lists import DeskLists
from bot.content.themes import Themes
from bot.desk.late import late_words
from bot.desk.posting import Posting
from bot.desk.queue import loads, out_of_turn
from bot.desk.rows import people
from bot.model.case import OUTCOMES, Case, CaseState
from bot.model.case_lines import Offer
from bot.model.conversation import Conversation
from bot.model.message import Channel
from bot.model.worker import Role, Worker
from bot.store.open import Store

_ENDS = {
    "left": "They stopped answering",
    "no_action": "No action needed",
    "advice": "Advice given",
    "referred": "Referred",
    "emergency": "Emergency services",
    "practice": "Practice",
}


class Options:
    """For the moves' part of the case page, and what is late at its top."""

    def __init__(self, store: Store, themes: Themes, lists: DeskLists, posting: Posting) -> None:
        self._store = store
        self._themes = themes
        self._lists, self._posting = lists, posting

    async def of(self, talk: Conversation, case: Case, me: Worker, now: datetime) -> dict[str, Any]:
        """Colleagues who are on, reasons, ends and themes; and `work`, which changes when the forms must be shown anew."""
        cases = await self._store.reads.open_cases()
        on = await self._store.present.all(now)
        offered = case.offered
        others = [one for one in people(on, loads(cases)) if one["id"] != case.worker_id]
        return {
            "others": others,
            "out_of_turn": out_of_turn(case, cases),
            "reasons": list(self._lists.pick_reasons.values()),
            "number_reasons": self._lists.number_reasons if talk.channel is Channel.SMS else {},
            "outcomes": [(outcome, _ENDS[outcome]) for outcome in OUTCOMES if outcome != "handed_back"],
            "referred_to": [(route.id, route.name) for route in self._lists.referral.values()],
            "posted": await self._posting.shown(case),
            "late": late_words(case, self._lists.limits, now),
            "posts": self._posting.posts(talk, case),
            "themes": _families(self._themes),
            "suggested": self._suggested(case),
            "blocking": self._lists.block,
            "blocked": bool(talk.block and talk.block.holds(now)),
            "to_me": bool(offered and offered.to_id == me.id),
            "by_me": bool(offered and (offered.by_id == me.id or me.role is Role.LEAD)),
            "can_reopen": case.state is CaseState.CLOSED
            and talk.case_id == case.id
            and (me.role is Role.LEAD or case.worker_id == me.id),
            "work": f"{case.state.value}-{case.worker_id or ''}-{_answered(offered)}-{'asked' if case.asked else ''}",
        }

    def _suggested(self, case: Case) -> str:
        """The theme of the most urgent finding, for the form to begin with."""
        ranked = sorted(case.findings, key=lambda found: -found.level)
        return next((leaf for found in ranked if (leaf := self._themes.of_kind(found.kind))), "")


def _answered(offered: Offer | None) -> str:
    return f"{offered.to_id}{'opened' if offered.opened_at else ''}" if offered else ""


def _families(themes: Themes) -> Sequence[tuple[str, list[tuple[str, str]]]]:
    return [
        (family, [(leaf.id, leaf.name) for leaf in leaves])
        for family, leaves in groupby(themes.leaves(), key=lambda leaf: leaf.family)
    ]
