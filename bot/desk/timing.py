"""What a worker enters of the clock and of times away, as pure functions. A scene and the form in, `Changes` out, or `Refused`.

Never loses what was entered before: a tick put right later stands beside the first, and who and when stay with each.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.content.limits import Limits
from bot.desk.assess import hand, judged, kept, past, short
from bot.desk.scene import Scene
from bot.desk.steps import BY_HAND, NAMES, steps, when
from bot.model.assessment import Episode, Judgement, Tick
from bot.model.case import Refused
from bot.model.changes import Changes

TALKS = {
    "not_offered": "Not offered yet",
    "offered": "Offered, no answer yet",
    "accepted": "They would like it",
    "declined": "They do not want it",
}
_MINUTE = timedelta(minutes=1)  # a form rounds to it


@dataclass(frozen=True, slots=True)
class Away:
    """An episode as it is shown: until when the talk is due, if it is, and whether that is late."""

    number: int
    episode: Episode
    due: datetime | None
    late: bool


def part(scene: Scene, name: str, said: Callable[[str], str]) -> Changes:
    """One of the two forms, by its name. Raises `Refused` for any other."""
    if name == "clock":
        return tick(scene, said("step"), said("at"), said("whom"), said("note"))
    if name == "episode":
        return episode(scene, said)
    raise Refused("There is no such part.")


def tick(scene: Scene, step: str, at: str, whom: str, note: str) -> Changes:
    """A step that a person knows of: when it was, and to or from whom."""
    if step not in BY_HAND:
        raise Refused("Choose the step.")
    if step != "disclosed" and not whom.strip():
        raise Refused("Write who it was: the agency, and the person if you know.")
    made, told = Tick(hand(scene), step, past(scene, at), short(whom), short(note)), when(scene.case)["told"]
    if step == "answered" and (told is None or made.at + _MINUTE < told):
        raise Refused("Enter first when the agency was told: an answer comes after it.")
    now = judged(scene.case)
    return kept(scene, replace(now, clock=(*now.clock, made)), "clock", ("step", step))


def episode(scene: Scene, said: Callable[[str], str]) -> Changes:
    """A time away, new or (with its `number`) put right."""
    now = judged(scene.case)
    made = _episode(scene, said)
    number = said("number") or str(len(now.episodes))
    if not number.isdecimal() or len(number) > 4 or int(number) > len(now.episodes):
        raise Refused("There is no such time away.")
    all_of_them = (*now.episodes[: int(number)], made, *now.episodes[int(number) + 1 :])
    return kept(scene, replace(now, episodes=all_of_them), "episode", ("number", number), ("talk", made.talk))


def _episode(scene: Scene, said: Callable[[str], str]) -> Episode:
    away = past(scene, said("away_at"))
    back, done = (past(scene, said(name)) if said(name) else None for name in ("back_at", "done_at"))
    if back and back < away:
        raise Refused("They came back before they went: look at the two times again.")
    if said("talk") not in TALKS:
        raise Refused("Choose whether the talk was offered.")
    if done and (back is None or done < back or said("talk") != "accepted"):
        raise Refused("The talk is held after they came back, when they would like it.")
    return Episode(hand(scene), away, back, short(said("where")), short(said("harm")), said("talk"), done)


def away_shown(now: Judgement, limits: Limits, at: datetime) -> list[Away]:
    """Every time away in the order it was written, with the talk's limit while it is still owed."""
    return [_away(number, one, limits, at) for number, one in enumerate(now.episodes)]


def _away(number: int, one: Episode, limits: Limits, at: datetime) -> Away:
    due = one.back_at + limits.talk if one.back_at and one.talk != "declined" else None
    return Away(number, one, due, due is not None and (one.done_at or at) > due)


def many_away(episodes: Sequence[Episode], limits: Limits) -> bool:
    """Whether they were away so often within so many days that it is to be referred."""
    begun = sorted(one.away_at for one in episodes)
    return any(last - first <= limits.often_in for first, last in zip(begun, begun[limits.often - 1 :], strict=False))


def values(scene: Scene, limits: Limits) -> dict[str, Any]:
    """What the page shows of both."""
    now = judged(scene.case)
    return {
        "now": scene.now,
        "steps": steps(scene.case, limits, scene.now),
        "by_hand": {step: NAMES[step] for step in BY_HAND},
        "aways": away_shown(now, limits, scene.now),
        "often": limits.often if many_away(now.episodes, limits) else 0,
        "often_days": limits.often_in.days,
        "talks": TALKS,
        "talk_hours": int(limits.talk.total_seconds() // 3600),
    }
