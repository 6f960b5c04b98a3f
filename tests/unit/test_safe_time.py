"""When Lev may light up a phone unasked: what the times mean by Cornwall's clock, and which texts have to mind them."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.decide.safe_time import LAPSED, OVERTAKEN, WAITS, may_light_up, not_now, within
from bot.model.case import Case, CaseState
from bot.model.conversation import Conversation
from bot.model.message import Channel, ContactId, Entry, Outbound, Speaker
from bot.model.risk import Level
from bot.model.safety import SafeTime, Safety

ADA = ContactId("a" * 32)
SAID = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # a Monday
AFTER_SCHOOL = SafeTime((0,), time(16), time(18))
TALK = Conversation(ADA, Channel.SMS, "x", SAID, last_in_at=SAID - timedelta(hours=1), safety=Safety(times=(AFTER_SCHOOL,)))
CASE = Case("c", ADA, Channel.SMS, CaseState.WITH_WORKER, Level.HIGH, (), SAID, SAID)
GOODBYE = Outbound("o", ADA, Channel.SMS, "bye", SAID, case_id="c", urgent=True, unasked=True)
NIGHT = SafeTime((4,), time(22), time(1))


@pytest.mark.parametrize(
    ("one", "at", "safe"),
    [
        (AFTER_SCHOOL, datetime(2026, 11, 23, 15, 59, tzinfo=UTC), False),
        (AFTER_SCHOOL, datetime(2026, 11, 23, 16, 0, tzinfo=UTC), True),
        (AFTER_SCHOOL, datetime(2026, 11, 23, 18, 0, tzinfo=UTC), False),
        (AFTER_SCHOOL, datetime(2026, 11, 24, 16, 0, tzinfo=UTC), False),
        (AFTER_SCHOOL, datetime(2026, 7, 20, 15, 0, tzinfo=UTC), True),  # summer: 4pm in Cornwall
        (AFTER_SCHOOL, datetime(2026, 7, 20, 17, 0, tzinfo=UTC), False),
        (NIGHT, datetime(2026, 11, 27, 23, 0, tzinfo=UTC), True),
        (NIGHT, datetime(2026, 11, 28, 0, 59, tzinfo=UTC), True),
        (NIGHT, datetime(2026, 11, 28, 1, 0, tzinfo=UTC), False),
        (NIGHT, datetime(2026, 11, 27, 0, 30, tzinfo=UTC), False),
    ],
)
def test_within_a_safe_time_by_the_clock_in_cornwall(one: SafeTime, at: datetime, safe: bool) -> None:
    assert within(one, at) is safe


@pytest.mark.parametrize(
    ("what", "text", "talk", "case", "code"),
    [
        ("what nobody asked for waits", GOODBYE, TALK, CASE, WAITS),
        ("and without a case, too", GOODBYE, TALK, None, WAITS),
        ("an urgent answer never", replace(GOODBYE, unasked=False), TALK, CASE, None),
        ("advice that comes hours late does", replace(GOODBYE, unasked=False, urgent=False), TALK, CASE, WAITS),
        ("a worker's words never", replace(GOODBYE, speaker=Speaker.WORKER), TALK, CASE, None),
        ("nor a text to somebody on duty", replace(GOODBYE, staff="lead"), TALK, CASE, None),
        ("nor what a page shows", replace(GOODBYE, channel=Channel.WEB), TALK, CASE, None),
        ("nothing is noted", GOODBYE, replace(TALK, safety=Safety(here="yes", code_word="kettle")), CASE, None),
        ("no time is safe", GOODBYE, replace(TALK, safety=Safety(here="no")), CASE, WAITS),
        ("they wrote just now", GOODBYE, replace(TALK, last_in_at=SAID - timedelta(minutes=4)), CASE, None),
        ("a worker lit it up since", GOODBYE, TALK, replace(CASE, worker_said_at=SAID), None),
        ("a worker did before", GOODBYE, TALK, replace(CASE, worker_said_at=SAID - timedelta(minutes=1)), WAITS),
        ("in another case", GOODBYE, TALK, replace(CASE, id="d", worker_said_at=SAID), WAITS),
    ],
)
def test_what_minds_the_times(what: str, text: Outbound, talk: Conversation, case: Case | None, code: str | None) -> None:
    assert not_now(text, talk, case, (), SAID) == code, what


def test_it_goes_in_the_next_safe_time_and_lapses_after_a_day() -> None:
    assert not_now(GOODBYE, TALK, CASE, (), SAID + timedelta(hours=4)) is None
    sunday = replace(TALK, safety=Safety(times=(replace(AFTER_SCHOOL, days=(6,)),)))
    assert not_now(GOODBYE, sunday, CASE, (), SAID + timedelta(hours=24)) == WAITS
    assert not_now(GOODBYE, sunday, CASE, (), SAID + timedelta(hours=24, seconds=1)) == LAPSED


def test_newer_words_of_lev_take_its_place_and_nothing_else_does() -> None:
    now = SAID + timedelta(hours=4)
    line = Entry(SAID + timedelta(minutes=1), Speaker.LEV, "newer", "o2")
    assert not_now(GOODBYE, TALK, CASE, (line,), now) == OVERTAKEN
    assert not_now(GOODBYE, TALK, CASE, (replace(line, at=SAID),), now) is None
    assert not_now(GOODBYE, TALK, CASE, (replace(line, speaker=Speaker.WORKER),), now) is None
    advice = replace(GOODBYE, unasked=False, urgent=False)
    assert not_now(advice, TALK, CASE, (line,), now) is None, "an answer is not out of date because more was said"


def test_a_phone_about_which_nothing_is_known_may_be_lit_up() -> None:
    assert may_light_up(replace(TALK, safety=None), SAID)
    assert not may_light_up(replace(TALK, last_in_at=None), SAID)
