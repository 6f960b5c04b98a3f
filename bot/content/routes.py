"""Who is told how fast. `data/routes.yml` in; limits by level, the alert ladder and the limits of silence out.

Never sends anything: it only says when somebody has waited too long.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.content.reader import Node, read
from bot.model.risk import Level

STAFF = ("on_call", "lead", "duty_manager")
"""Who may be texted, in the order they are told."""

_LADDERS = ("critical", "high", "high_out_of_hours")
_SILENCE = ("young_person", "worker", "left_open", "drill_late")
_LONGEST_ALERT = 160  # characters: one plain text, read at once on a locked phone


@dataclass(frozen=True, slots=True)
class Routes:
    """`unclaimed`: how long a waiting case of a level may go unclaimed. `ladders`: when each person on duty is told.

    `alert` is the text they get. `silence`: how long a young person, a worker, an open case or the drill may be silent.
    """

    unclaimed: Mapping[Level, timedelta]
    ladders: Mapping[str, Mapping[str, timedelta]]
    alert: str
    silence: Mapping[str, timedelta]

    @classmethod
    def load(cls, path: Path) -> "Routes":
        """Raises `ContentError`."""
        table = read(path).table("signed_off", need=("unclaimed_minutes", "alert_text", "alert_minutes", "silence_minutes"))
        levels = tuple(level.word for level in Level if level is not Level.NONE)
        unclaimed = {Level[word.upper()]: limit for word, limit in _minutes(table["unclaimed_minutes"], levels).items()}
        ladders = {}
        for name, node in table["alert_minutes"].table(need=_LADDERS).items():
            ladders[name] = _minutes(node, STAFF)
            if list(ladders[name].values()) != sorted(ladders[name].values()):
                raise node.wrong(f"each of {', '.join(STAFF)} is told later than the one before")
        alert = table["alert_text"].text()
        if len(alert) > _LONGEST_ALERT or not alert.isascii():
            raise table["alert_text"].wrong(f"expected plain letters, {_LONGEST_ALERT} at most: one text")
        return cls(unclaimed, ladders, alert, _minutes(table["silence_minutes"], _SILENCE))

    def unclaimed_after(self, level: Level) -> timedelta:
        """How long a waiting case of this level may go unclaimed before the lead is told."""
        return self.unclaimed[level]

    def ladder(self, level: Level, *, open_now: bool) -> Mapping[str, timedelta]:
        """Whom a waiting, unseen case of this level wakes after how long; nobody below high."""
        if level < Level.HIGH:
            return {}
        return self.ladders["critical" if level is Level.CRITICAL else "high" if open_now else "high_out_of_hours"]


def _minutes(node: Node, names: tuple[str, ...]) -> dict[str, timedelta]:
    limits = {}
    for name, each in node.table(need=names).items():
        if name not in names:
            raise each.wrong(f"unknown name {name!r}: expected {', '.join(names)}")
        if not isinstance(each.value, int) or each.value < 1:
            raise each.wrong("expected whole minutes, 1 or more")
        limits[name] = timedelta(minutes=each.value)
    return {name: limits[name] for name in names}
