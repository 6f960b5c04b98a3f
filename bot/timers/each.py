"""What all timers over open cases share: look at each, decide from fresh values, commit. Rules in, how many changes out.

Never decides from what was listed: each case is read again, and a case that just moved is left for the next round.
"""

from collections.abc import Callable, Sequence

from redis.exceptions import RedisError

from bot.log import failure
from bot.measure.metrics import Metrics
from bot.model.case import Case
from bot.model.changes import Changes, Conflict
from bot.model.conversation import Conversation
from bot.store.open import Store

type Rule = Callable[[Conversation, Case], Changes | None]


async def each_open_case(store: Store, *rules: Rule, metrics: Metrics | None = None) -> int:
    """Applies the rules to every open case; returns how many changes they made. Raises Redis' errors.

    What breaks one case or one rule is logged, and the others go on.
    """
    changed = 0
    for found in await store.reads.open_cases():
        try:
            changed += await _one(store, found, rules, (metrics or Metrics()).unless(found.practice))
        except (RedisError, OSError):
            raise
        except Exception as error:  # one record that cannot be read must not keep the others from being looked at
            failure(__name__, error)
    return changed


async def _one(store: Store, found: Case, rules: Sequence[Rule], metrics: Metrics) -> int:
    """Reads the case once for all rules, and again after each change: a rule must see what the one before it did."""
    changed = 0
    talk, case = await store.reads.talk(found.contact)
    for rule in rules:
        if not (talk and case and case.id == found.id and case.open):
            break
        try:
            changes = rule(talk, case)
        except Exception as error:  # a rule's outermost catch: the rules after it are no less urgent
            failure(__name__, error)
            continue
        if changes is None:
            continue
        try:
            await store.commit.commit(changes)
        except Conflict:
            metrics.conflicted("timer")
            break
        _count(metrics, case, changes.case or case)
        changed += 1
        talk, case = await store.reads.talk(found.contact)
    return changed


def _count(metrics: Metrics, before: Case, after: Case) -> None:
    for step in after.climbed[len(before.climbed) :]:
        metrics.climbed(step.who)
    for told in set(after.told) - set(before.told):
        metrics.told(told.what)
