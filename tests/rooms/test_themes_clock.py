"""How long an agency took, counted in the commit in which a worker enters it: once a step, for everyone only, in working days."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.content.limits import Limits
from bot.model.assessment import Hand, Judgement, Tick
from bot.model.changes import Changes
from bot.model.worker import Role
from bot.setting_checks import ROOT
from bot.themes.clock import council_of, with_clock
from bot.themes.cubes import EVERYONE, told_of
from bot.themes.tag import week_of
from tests.desk_house import ADA, NOW, PLACE, House, house

__all__ = ["house"]
PAGE = f"{PLACE}/assessment"
LIMITS = Limits.load(ROOT / "data" / "limits.yml")


async def counted(house: House) -> dict[tuple[str, str, str], int]:
    found = (await house.store.figures.counts([week_of(house.now)]))[week_of(house.now)]
    return {cell: people for cell, people in found.items() if cell[1] in ("told", "council")}


async def enter(house: House, web, csrf: str, step: str, at: datetime) -> None:
    form = {"csrf": csrf, "step": step, "at": f"{at:%Y-%m-%dT%H:%M}", "whom": "MARU", "note": ""}
    assert (await web.post(f"{PAGE}/clock", data=form)).status_code == 303


async def test_each_step_counts_once_and_for_everyone_only(house: House) -> None:
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    await web.post(f"{PLACE}/claim", data={"csrf": csrf})
    told = NOW + timedelta(hours=2)
    house.now = NOW + timedelta(hours=5)
    await enter(house, web, csrf, "told", told)
    assert await counted(house) == {(EVERYONE, "told", "in_day"): 1}
    await enter(house, web, csrf, "told", told + timedelta(minutes=5))
    await enter(house, web, csrf, "answered", told + timedelta(hours=1))
    await enter(house, web, csrf, "answered", told + timedelta(hours=2))
    assert await counted(house) == {(EVERYONE, "told", "in_day"): 1, (EVERYONE, "council", "one_working_day"): 1}


async def test_practice_is_never_counted(house: House) -> None:
    talk, case = await house.store.reads.talk(ADA)
    assert case
    by = Hand("1", "Tam", NOW)
    judged = replace(case, judged=Judgement(clock=(Tick(by, "told", NOW + timedelta(minutes=9)),)))
    assert with_clock(case, Changes(talk, judged), LIMITS, NOW).counts
    assert not with_clock(case, Changes(talk, replace(judged, practice=True)), LIMITS, NOW).counts


@pytest.mark.parametrize(
    ("told", "answered", "cell"),
    [
        ("2026-11-20T16:00", "2026-11-23T16:30", "one_working_day"),  # a Friday: the weekend does not count
        ("2026-11-20T16:00", "2026-11-24T09:00", "three_working_days"),
        ("2026-11-23T10:00", "2026-11-24T23:59", "one_working_day"),
        ("2026-11-23T10:00", "2026-11-27T00:01", "after_those"),
        ("2026-12-24T10:00", "2026-12-29T12:00", "one_working_day"),  # Christmas, Boxing Day (given on the 28th) and a weekend
    ],
)
def test_the_answer_is_held_against_working_days(told: str, answered: str, cell: str) -> None:
    first, last = (datetime.fromisoformat(when).replace(tzinfo=UTC) for when in (told, answered))
    assert council_of(first, last, LIMITS) == cell


@pytest.mark.parametrize(
    ("hours", "cell"), [(0, "in_hour"), (1, "in_hour"), (1.1, "in_day"), (24, "in_day"), (72, "in_three"), (73, "later")]
)
def test_the_way_to_an_agency_has_four_steps(hours: float, cell: str) -> None:
    assert told_of(timedelta(hours=hours)) == cell
