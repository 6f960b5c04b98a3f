"""How fast the steps of a case must follow each other. `data/limits.yml` and `hours.yml` in; when each step is due out.

Never makes up a limit: a step without one in the file is never late.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from bot.content.hours import LONDON, Hours, week_of
from bot.content.reader import Node, read
from bot.model.risk import Level

STEPS = ("disclosed", "seen", "decided", "told", "written", "answered")
_WHEN = ("always", "desk_open", "desk_closed", "council_open")
_AWAY = ("talk_hours", "often", "often_days")
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Limit:
    """`step` follows `after` within `long`, or by the end of the working day `working_days` later."""

    step: str
    after: str
    levels: frozenset[Level]
    when: str
    long: timedelta | None
    working_days: int
    say: str


@dataclass(frozen=True, slots=True)
class Limits:
    """`telling`: which tell an agency. `talk`: how soon the talk after a time away; `often` of them in `often_in` are many."""

    limits: tuple[Limit, ...]
    telling: frozenset[str]
    desk: Hours
    council: Hours
    talk: timedelta
    often: int
    often_in: timedelta

    @classmethod
    def load(cls, path: Path) -> "Limits":
        """Raises `ContentError`."""
        table = read(path).table("signed_off", need=("steps", "telling", "council_week", "away"))
        desk = Hours.load(path.with_name("hours.yml"))
        away = {name: _whole(node) for name, node in table["away"].table(need=_AWAY).items()}
        return cls(
            tuple(_limit(node) for node in table["steps"].items()),
            frozenset(table["telling"].texts()),
            desk,
            desk.beside(week_of(table["council_week"])),
            timedelta(hours=away["talk_hours"]),
            away["often"],
            timedelta(days=away["often_days"]),
        )

    def due(self, limit: Limit, start: datetime) -> datetime | None:
        """Until when, if the step before was at `start`; nothing when the limit does not hold then."""
        holds = {
            "desk_open": self.desk.is_open(start),
            "desk_closed": not self.desk.is_open(start),
            "council_open": self.council.is_open(start),
        }
        if not holds.get(limit.when, True):
            return None
        return start + limit.long if limit.long else self.end_of_working_day(start, limit.working_days)

    def end_of_working_day(self, start: datetime, days: int) -> datetime:
        """The midnight that ends the working day so many after `start` (UTC or not); days off do not count."""
        day = start.astimezone(LONDON).date()
        while days:
            day += timedelta(days=1)
            days -= day.weekday() < _SATURDAY and not self.desk.is_day_off(day)
        return datetime.combine(day + timedelta(days=1), time(), LONDON)


def _limit(node: Node) -> Limit:
    table = node.table("when", "minutes", "working_days", need=("step", "after", "levels", "say"))
    step, after = (table[name].text() for name in ("step", "after"))
    when = table["when"].text() if "when" in table else "always"
    if step not in STEPS or after not in STEPS or STEPS.index(after) >= STEPS.index(step):
        raise node.wrong(f"expected a step and an earlier one of {', '.join(STEPS)}")
    if when not in _WHEN:
        raise table["when"].wrong(f"expected one of {', '.join(_WHEN)}")
    if ("minutes" in table) == ("working_days" in table):
        raise node.wrong("expected minutes or working_days")
    known = {level.word: level for level in Level}
    if unknown := [word for word in table["levels"].texts() if word not in known]:
        raise table["levels"].wrong(f"unknown level {unknown[0]!r}")
    levels = frozenset(known[word] for word in table["levels"].texts())
    long = timedelta(minutes=_whole(table["minutes"])) if "minutes" in table else None
    days = _whole(table["working_days"]) if "working_days" in table else 0
    return Limit(step, after, levels, when, long, days, table["say"].text())


def _whole(node: Node) -> int:
    if not isinstance(node.value, int) or node.value < 1:
        raise node.wrong("expected a whole number, 1 or more")
    return node.value
