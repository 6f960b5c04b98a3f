"""What all timers over open cases share: look at each, decide from fresh values, commit. A rule in, how many changed out.

Never decides from what was listed: each case is read again, and a case that just moved is left for the next round.
"""

from collections.abc import Callable

from bot.measure.metrics import Metrics
from bot.model.case import Case
from bot.model.changes import Changes, Conflict
from bot.model.conversation import Conversation
from bot.store.open import Store

type Rule = Callable[[Conversation, Case], Changes | None]


async def each_open_case(store: Store, rule: Rule, metrics: Metrics | None = None) -> int:
    """Applies a rule to every open case; returns how many it changed. Raises Redis' errors."""
    metrics = metrics or Metrics()
    changed = 0
    for found in await store.reads.open_cases():
        talk, case = await store.reads.talk(found.contact)
        if not (talk and case and case.id == found.id and case.open):
            continue
        changes = rule(talk, case)
        if changes is None:
            continue
        try:
            await store.commit.commit(changes)
        except Conflict:
            metrics.unless(case.practice).conflicted("timer")
            continue
        _count(metrics.unless(case.practice), case, changes.case or case)
        changed += 1
    return changed


def _count(metrics: Metrics, before: Case, after: Case) -> None:
    for step in after.climbed[len(before.climbed) :]:
        metrics.climbed(step.who)
    for told in set(after.told) - set(before.told):
        metrics.told(told.what)
