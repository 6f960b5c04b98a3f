"""What Lev says without being asked: one thing, on a phone within safe hours only, and nothing else anywhere."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.content.hours import Hours
from bot.house import DATA, read_house
from bot.model.age import AgeBand
from bot.model.case import Case, CaseState
from bot.model.conversation import Conversation
from bot.model.message import Channel, ContactId
from bot.model.risk import Level
from bot.setting_checks import ROOT
from bot.timers.overdue import overdue

HOUSE = read_house()
LATE_DESK = """week:
  friday: [{opens: "07:00", closes: "23:00"}]
unprompted_texts: {opens: "08:00", closes: "20:00"}
"""
ADA = ContactId("a" * 32)
OPENED = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)


def _words(hour: int, channel: Channel, tmp_path, *, opted_out: bool = False) -> int:  # type: ignore[no-untyped-def]
    (tmp_path / "hours.yml").write_text(LATE_DESK)
    house = replace(HOUSE, hours=Hours.load(tmp_path / "hours.yml"))
    talk = Conversation(ADA, channel, "ada", OPENED, opted_out=opted_out)
    case = Case("c", ADA, channel, CaseState.WAITING, Level.HIGH, (), OPENED, OPENED)
    changes = overdue(talk, case, house, datetime(2026, 11, 20, hour, 30, tzinfo=UTC))
    assert changes, "the desk hears of it at any hour"
    return len(changes.outbound)


@pytest.mark.parametrize(("hour", "texts"), [(7, 0), (8, 1), (19, 1), (20, 0), (23, 0)])
def test_a_phone_is_texted_unasked_within_safe_hours_only(hour: int, texts: int, tmp_path) -> None:  # type: ignore[no-untyped-def]
    assert _words(hour, Channel.SMS, tmp_path) == texts


def test_a_page_that_is_open_is_told_while_the_desk_is_open(tmp_path) -> None:  # type: ignore[no-untyped-def]
    assert _words(21, Channel.WEB, tmp_path) == 1
    assert _words(23, Channel.WEB, tmp_path) == 0


def test_after_stop_nothing_is_sent(tmp_path) -> None:  # type: ignore[no-untyped-def]
    assert _words(12, Channel.SMS, tmp_path, opted_out=True) == 0


def test_no_other_timer_speaks_to_a_young_person() -> None:
    """Silence, drills, sweeps: a text nobody asked for can give somebody away. What wakes staff (climb) is no text of theirs."""
    speaks = {
        path.stem for path in (ROOT / "bot" / "timers").glob("*.py") if re.search(r"said_by_lev|Outbound\(", path.read_text())
    }
    assert speaks == {"overdue", "climb"}
    assert "staff=who" in (ROOT / "bot" / "timers" / "climb.py").read_text()


def test_the_hours_in_use_name_safe_times() -> None:
    assert "unprompted_texts" in (DATA / "hours.yml").read_text()


TELLING = re.compile(
    r"\b(abus|hurt|hit|harm|sex|nude|pic|danger|999|police|safe|childline|samaritans|worker|case|lev|suicid|talk)", re.I
)


@pytest.mark.parametrize("band", [None, *AgeBand])
def test_the_text_nobody_asked_for_begins_with_nothing_telling(band: AgeBand | None) -> None:
    """On a locked screen the first words show, to whoever holds the phone."""
    assert not TELLING.search(HOUSE.words.say("still_waiting", band, Channel.SMS).text[:40])


def test_no_page_shows_notices() -> None:
    """Neither to a young person nor at the desk: a notice stands on a locked screen and stays there."""
    asks = re.compile(r"\bNotification\b|PushManager|serviceWorker|setAppBadge")
    scripts = [path for room in ("bot", "channels") for path in (ROOT / room).rglob("*") if path.suffix in (".js", ".html")]
    assert len(scripts) > 20
    assert [path for path in scripts if asks.search(path.read_text())] == []
