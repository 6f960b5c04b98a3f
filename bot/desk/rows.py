"""A case as a line of a list. A case, who looks and when in; plain values for the template out.

Never shows a word of the young person's beyond the phrases that the screen found.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.content.limits import Limits
from bot.desk.late import late_words
from bot.desk.posted import posted_marks
from bot.desk.show import AREAS, BANDS, kinds_words, state_words, waited_words
from bot.desk.told import climb_words, silence_words
from bot.model.case import Case, CaseState
from bot.model.presence import Presence
from bot.model.rings import rings, rings_for
from bot.model.worker import Worker

SHOWN = 100  # of a group: nobody reads further down, and the rest is counted
_PHRASES = 3


def row(case: Case, me: Worker, now: datetime, limits: Limits) -> dict[str, object]:
    """One case: why it is here, since when, and what stands out."""
    waiting = case.state is CaseState.WAITING
    return {
        "case": case,
        "place": place(case),
        "state": state_words(case, me),
        "kinds": kinds_words(case),
        "found": found_words(case),
        "waited": waited_words(case, now) if waiting else "",
        "band": BANDS.get(case.age_band or "", "age not known"),
        "area": AREAS.get(case.district or "", ""),
        "heard": heard_words(case.heard),
        "alarms": rings(case),
        "rings": rings_for(case, me),
        "marks": [
            *_marks(case, me),
            *late_words(case, limits, now),
            *posted_marks(case),
            *silence_words(case),
            *(climb_words(step, {}) for step in case.climbed[-1:]),
        ],
    }


def place(case: Case) -> str:
    """Its address at the desk."""
    return f"/desk/case/{case.contact}/{case.id}"


def found_words(case: Case) -> list[str]:
    """The phrases that were found, of the most urgent findings first; a few of them."""
    ranked = sorted(case.findings, key=lambda found: -found.level)
    return list(dict.fromkeys(found.phrase for found in ranked if found.phrase))[:_PHRASES]


def heard_words(count: int) -> str:
    """`1 message since`."""
    return f"{count or 'no'} message{'' if count == 1 else 's'} since"


def people(on: Mapping[str, Presence], load: Mapping[str, int]) -> list[dict[str, object]]:
    """Those who are on: `full` when they take no more."""
    return [
        {"id": one.worker_id, "name": one.name, "until": one.until, "room": one.room, "load": load.get(one.worker_id, 0),
         "full": load.get(one.worker_id, 0) >= one.room, "sound": one.sound_at is not None}
        for one in on.values()
    ]  # fmt: skip


def group(title: str, cases: Iterable[Case], me: Worker, now: datetime, limits: Limits) -> dict[str, object]:
    """A part of a list: the first of them as rows, and how many there are."""
    all_of_them = list(cases)
    shown = [row(case, me, now, limits) for case in all_of_them[:SHOWN]]
    return {"title": title, "rows": shown, "count": len(all_of_them), "more": len(all_of_them) - len(shown)}


def _marks(case: Case, me: Worker) -> list[str]:
    marks = []
    if case.offered:
        to = "you" if case.offered.to_id == me.id else case.offered.to_name
        marks.append(f"{case.offered.by_name} offers it to {to}")
    if case.asked:
        marks.append(f"{case.asked.by_name} asks a lead to look")
    return marks
