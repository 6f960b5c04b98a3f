"""What is timed of a worker's move: how long a young person waited for a claim, and for the first words. A move in, seconds out.

Never says who the worker was, and never times a case that was only to be read.
"""

from bot.desk.scene import Scene
from bot.measure.metrics import Metrics
from bot.model.case import CaseState
from bot.model.changes import Changes


def measured(metrics: Metrics, scene: Scene, changes: Changes) -> None:
    """Counts a move that is committed."""
    before, after = scene.case, changes.case
    if after is None:
        return
    if before.state is CaseState.WAITING and after.state is CaseState.WITH_WORKER:
        metrics.claimed((scene.now - before.waiting_since).total_seconds(), before.level)
    if before.worker_said_at is None and after.worker_said_at is not None:
        metrics.first_reply((scene.now - (before.claimed_at or scene.now)).total_seconds(), before.level, since="claimed")
    if before.first_said_at is None and after.first_said_at is not None:
        metrics.first_reply((scene.now - before.waiting_since).total_seconds(), before.level, since="waiting")
