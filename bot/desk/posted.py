"""What became of a case's posted packs, in words for a worker. A case in, sentences out.

Never says that a pack has arrived before the case system has said so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.desk.pages import clock
from bot.model.case import Case
from bot.model.case_lines import Posted
from bot.model.parcel import GAVE_UP, MOVED, STATUS, Parcel


@dataclass(frozen=True, slots=True)
class Shown:
    """One pack on the page. `again` is its id when it can be sent again."""

    name: str
    words: str
    bad: bool = False
    again: str = ""


def shown(case: Case, one: Posted, parcel: Parcel | None, *, hooked: bool) -> Shown:
    """`parcel` is what waits of it; `hooked` whether a case system is set up now."""
    if one.taken_at:
        words = f"taken by the case system, {clock(one.taken_at)}"
        return Shown(one.name, f"{words}; their reference is {one.reference}" if one.reference else words)
    if one.refused_at:
        again = one.id if hooked and one in settled_badly(case) else ""
        return Shown(one.name, f"not taken, {clock(one.refused_at)}: {_why(one.why)}", bad=bool(again), again=again)
    if not hooked:
        return Shown(one.name, "waiting, but no case system is set up now: tell your lead", bad=True)
    if parcel is None or not parcel.tries:
        return Shown(one.name, f"waiting to be taken, since {clock(one.at)}")
    answer = f"they answered {parcel.answer}" if parcel.answer else "no answer"
    times = "once" if parcel.tries == 1 else f"{parcel.tries} times"
    return Shown(one.name, f"waiting to be taken, since {clock(one.at)}: tried {times}, {answer}; Lev goes on trying", bad=True)


def settled_badly(case: Case) -> Sequence[Posted]:
    """Packs that were refused, and not sent again since."""
    latest = {one.to: one for one in case.posted}
    return [one for one in latest.values() if one.refused_at]


def posted_marks(case: Case) -> list[str]:
    """What the list and the top of the case say."""
    return [f"the case system did not take the pack for {one.name}" for one in settled_badly(case)]


def _why(code: str) -> str:
    if code == GAVE_UP:
        return "tried for three days. They may have it all the same: ask them before you send it again"
    if code == MOVED:
        return "the address that is set for it answers with another one: tell your administrator"
    return f"they refused it with code {code.removeprefix(STATUS)}"
