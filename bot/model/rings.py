"""For whom the alarm must go on. A case and a worker in, yes or no out.

Never rings for a drill.
"""

from bot.model.case import Case, CaseState
from bot.model.risk import Level
from bot.model.worker import Role, Worker


def rings(case: Case) -> bool:
    """Whether the alarm must go on: urgent, waiting, and nobody has said "seen". A drill rings for nobody."""
    return not case.practice and case.state is CaseState.WAITING and case.level >= Level.HIGH and case.acknowledged_by is None


def rings_for(case: Case, worker: Worker) -> bool:
    """At this worker's page: what rings for everybody, a lead who is asked to look, a case that is offered to them."""
    asked = case.asked is not None and worker.role is Role.LEAD
    offered = case.offered is not None and case.offered.to_id == worker.id and case.offered.opened_at is None
    return rings(case) or (case.open and not case.practice and (asked or offered))
