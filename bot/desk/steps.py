"""The clock of a case, from disclosed to answered. A case, the limits and now in; its steps, with what is late, out.

Never calls a step late for which `data/limits.yml` has no limit, and never fills in a step that only a person can know.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.content.limits import STEPS, Limits
from bot.desk.assess import judged
from bot.model.assessment import Tick
from bot.model.case import Case
from bot.model.risk import Level

NAMES = {
    "disclosed": "Disclosed",
    "seen": "Seen by a person",
    "decided": "Decided",
    "told": "The agency was told",
    "written": "The form was sent",
    "answered": "The agency answered",
}
BY_HAND = ("told", "written", "answered", "disclosed")
_AGENCY = ("told", "written", "answered")


@dataclass(frozen=True, slots=True)
class Step:
    """`at` is when it was, or nothing yet; `due` and `say` are the limit it is held against; `ticks` are what people entered."""

    id: str
    name: str
    at: datetime | None
    due: datetime | None
    say: str
    late: bool
    ticks: tuple[Tick, ...]


def steps(case: Case, limits: Limits, now: datetime) -> list[Step]:
    """Every step in turn."""
    decision, times = judged(case).decision, when(case)
    level = next((one for one in Level if decision and one.word == decision.level), case.level)
    needless = decision is not None and decision.what not in limits.telling
    made = []
    for step in STEPS:
        at, dues = times[step], []
        for limit in limits.limits:
            start = times[limit.after]
            graded = case.level if step == "seen" else level
            if limit.step != step or graded not in limit.levels or start is None or (needless and step in _AGENCY):
                continue
            if step == "seen":
                start = _wait_began(case, start)
            if step == "told" and times["disclosed"]:
                start = max(start, times["disclosed"])
            if due := limits.due(limit, start):
                dues.append((due, limit.say))
        dues.sort()
        passed = [one for one in dues if (at or now) > one[0]]
        due, say = passed[-1] if passed else dues[0] if dues else (None, "")
        ticks = tuple(tick for tick in judged(case).clock if tick.step == step)
        made.append(Step(step, NAMES[step], at, due, say, bool(passed), ticks))
    return made


def when(case: Case) -> dict[str, datetime | None]:
    """The time of each step: what a person entered last, else what is known."""
    now = judged(case)
    known: dict[str, datetime | None] = dict.fromkeys(STEPS)
    known |= {"disclosed": case.opened_at, "seen": case.seen_at, "decided": now.decision.by.at if now.decision else None}
    return known | {tick.step: tick.at for tick in now.clock}


def _wait_began(case: Case, disclosed: datetime) -> datetime:
    """From when nobody had seen it: a case to read may be raised later; a wait after a release is another one."""
    if case.seen_at is None or case.waiting_since <= case.seen_at:
        return max(disclosed, case.waiting_since)
    return disclosed
