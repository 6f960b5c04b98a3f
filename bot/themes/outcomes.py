"""What became of a case, as counts. The case before, and the `Changes` of one step in; the same with its counts out.

Never counts a drill, and never one person twice in a week, theme and outcome.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.content.themes import Themes
from bot.model.case import Case, CaseState
from bot.model.changes import Changes, Count
from bot.model.conversation import Conversation
from bot.themes.cubes import EVERYONE, ROUTES, wait_of
from bot.themes.tag import counted_aside, counted_first, tag

_ROUTE = {
    "police_999": "police", "police_101": "police", "out_of_hours": "maru", "scilly_children": "maru", "mash": "maru",
    "adult_safeguarding_scilly": "adult_safeguarding",
}  # fmt: skip
"""Routes of `data/referral_routes.yml` by family: a rare one tells of somebody, and one on the islands more so."""


def with_outcome(before: Case | None, changes: Changes, themes: Themes, now: datetime) -> Changes:
    """`before` is the open case as it was read. Nothing is added where no step to or from a worker was made."""
    after = changes.case
    if after is None or after.practice or changes.news_only:
        return changes
    talk, counts = changes.conversation, list(changes.counts)
    about = (*tag(themes, kinds=after.kinds, closing=after.theme), EVERYONE)
    for cube, cell in _happened(before, after, changes):
        talk, more = counted_aside(talk, about, cube, cell, now)
        counts += more
        if before and cell == "reached":  # in the same breath, so that waits add up to those who were reached
            wait = wait_of(now - before.waiting_since)
            counts += [Count(one.week, EVERYONE, "seen", wait) for one in more if one.theme == EVERYONE]
    if before and after.first_said_at and not before.first_said_at:
        talk, more = counted_first(talk, (EVERYONE,), "answered", wait_of(after.first_said_at - before.waiting_since), now)
        counts += more
    return replace(changes, conversation=talk, counts=tuple(counts))


def _happened(before: Case | None, after: Case, changes: Changes) -> Iterator[tuple[str, str]]:
    was = before.state if before else None
    if after.state is CaseState.WAITING and was in (None, CaseState.TO_READ):
        yield "outcome", "fetched"
    if after.state is CaseState.WITH_WORKER and was in (CaseState.TO_READ, CaseState.WAITING):
        yield "outcome", "reached"
    if before and after.overdue_at and not before.overdue_at:
        yield "outcome", "waited"
    if after.state is CaseState.CLOSED and after.outcome == "left" and _gone_before(after, changes.conversation):
        yield "outcome", "left"
    for line in changes.audit:
        for name, to in line.detail:
            if line.did == "referred" and name == "to":
                route = _ROUTE.get(to, to)
                yield "route", route if route in ROUTES else "other"


def _gone_before(case: Case, talk: Conversation) -> bool:
    """Whether the young person wrote nothing more after a worker came."""
    return case.claimed_at is None or talk.last_in_at is None or talk.last_in_at <= case.claimed_at
