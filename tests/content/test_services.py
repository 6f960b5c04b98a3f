"""Places of help: never a number that nobody verified, fit for the age and place, and open when we say so."""

from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest

from bot.content.blanks import BLANKS
from bot.content.reader import ContentError, files, read
from bot.content.services import AREAS, Services
from bot.content.words import Words
from bot.model.age import BANDS, AgeBand
from bot.model.message import Channel
from bot.setting_checks import ROOT

FOLDER = ROOT / "data" / "services"
SERVICES = Services.load(FOLDER)
BY_ID = {service.id: service for service in SERVICES.all()}
NIGHT, DAY = datetime(2026, 11, 25, 3, tzinfo=UTC), datetime(2026, 11, 25, 11, tzinfo=UTC)
WANTED = [
    ("crisis", "any"),
    ("any",),
    *sorted({(*word.find, "any") for word in Words.load(ROOT / "data" / "words").all()} - {("any",)}),
]


@pytest.mark.parametrize(("band", "area", "now"), list(product((None, *BANDS), (None, *AREAS), (NIGHT, DAY))))
def test_somebody_is_always_there(band: AgeBand | None, area: str | None, now: datetime) -> None:
    [found] = SERVICES.find(("crisis", "any"), band=band, area=area, now=now, most=1)
    assert found.id == ("shout" if band is AgeBand.ADULT else "childline")
    assert found.always_open


@pytest.mark.parametrize("wanted", WANTED, ids="+".join)
def test_whatever_is_asked_something_fit_is_found(wanted: tuple[str, ...]) -> None:
    for band, area, now in product((None, *BANDS), (None, *AREAS), (NIGHT, DAY)):
        found = SERVICES.find(wanted, band=band, area=area, now=now)
        assert 1 <= len(found) <= 2
        for service in found:
            assert service.verified
            assert service.takes(band)
            assert service.audience == "young_person" or band is AgeBand.ADULT
            assert service.phone or service.text or service.web
            assert not service.is_shut(now), "somebody else is open"
            assert len(service.line(Channel.SMS, now)) <= len(BLANKS["open_now"]), "the length of texts is checked with that"


def test_no_number_that_nobody_verified_is_ever_in_a_line() -> None:
    doubtful = []
    for path in files(FOLDER):
        for node in read(path).table().values():
            table = node.table()
            if not table["verified"].value and "phone" in table:
                doubtful.append(table["phone"].text())
            for way in table["candidate"].table().items() if "candidate" in table else ():
                doubtful += [item.text() for item in way[1].items()] if isinstance(way[1].value, list) else [way[1].text()]
    assert len(doubtful) > 10, "there are some"
    said = " ".join(service.line(channel, DAY) for service in SERVICES.all() for channel in Channel)
    assert not [number for number in doubtful if number in said]


def test_a_part_that_was_not_checked_is_not_said() -> None:
    assert BY_ID["early-help-hub"].phone is None
    assert "free" not in BY_ID["karma-nirvana"].line(Channel.WEB, DAY)
    assert BY_ID["safer-futures"].line(Channel.WEB, DAY) == "Safer Futures 0300 777 4777", "its hours are not sure"


def test_lines() -> None:
    assert BY_ID["childline"].line(Channel.WEB, NIGHT) == "Childline 0800 1111, free, day and night"
    assert BY_ID["shout"].line(Channel.SMS, NIGHT) == "Shout, text SHOUT to 85258, free, day and night"
    assert BY_ID["people-in-mind"].line(Channel.SMS, DAY) == "People in Mind 01872 266383, open now"
    assert BY_ID["people-in-mind"].line(Channel.SMS, NIGHT) == "People in Mind 01872 266383, opens 8am today"
    evening = datetime(2026, 11, 27, 22, tzinfo=UTC)
    assert BY_ID["people-in-mind"].line(Channel.SMS, evening) == "People in Mind 01872 266383, opens 8am tomorrow"
    assert BY_ID["camhs-access"].line(Channel.SMS, NIGHT) == "CAMHS access team, Cornwall 01209 881600", "hours not known"
    assert BY_ID["runaway-helpline"].line(Channel.SMS, DAY) == "Runaway Helpline 116 000, text 116 000, free"
    assert BY_ID["runaway-helpline"].line(Channel.WEB, DAY) == "Runaway Helpline 116 000, free"


def test_nobody_is_sent_to_a_place_for_lgbt_people_who_did_not_speak_of_it() -> None:
    for wanted in WANTED:
        if "lgbt" not in wanted:
            found = SERVICES.find(wanted, band=AgeBand.FROM_13, area=None, now=DAY, most=9)
            assert not {"galop", "switchboard", "mermaids", "intercom-trust"} & {service.id for service in found}


def test_a_night_shift_ends_the_next_morning() -> None:
    night = BY_ID["cornwall-out-of-hours"]
    when = {(24, 17, 15): True, (24, 17, 14): False, (25, 8, 44): True, (25, 8, 45): False, (27, 16, 45): True, (28, 12, 0): True}
    for (day, hour, minute), is_open in when.items():
        assert night.is_open(datetime(2026, 11, day, hour, minute, tzinfo=UTC)) is is_open, (day, hour, minute)
    assert night.is_open(datetime(2026, 11, 30, 8, 44, tzinfo=UTC)), "Monday morning"


GOOD = "a:\n  name: A\n  what_for: x\n  audience: any\n  area: uk\n  ages: {min: 0}\n  topics: [any]\n  verified: true\n  checked_on: 2026-08-31\n  source: [x]\n"


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("audience: any", "audience: martians", 4, "audience must be one of"),
        ("area: uk", "area: moon", 5, "area must be one of"),
        ("{min: 0}", "{min: young}", 6, "whole years"),
        ("verified: true", "verified: maybe", 8, "true or false"),
        ("checked_on: 2026-08-31", "checked_on: lately", 9, "checked_on is a date"),
        ("  name: A\n", "", 2, "'name' is missing"),
        ("source: [x]", "source: [x]\n  fax: 1", 11, "unknown name 'fax'"),
        ("source: [x]", "source: [x]\n  hours:\n    - {days: [someday], opens: '09:00', closes: '10:00'}", 12, "unknown day"),
        ("source: [x]", "source: [x]\n  phone: 8001111", 11, "expected text"),
    ],
)
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, what: str) -> None:
    assert old in GOOD
    (tmp_path / "a.yml").write_text(GOOD.replace(old, new))
    with pytest.raises(ContentError, match=what) as wrong:
        Services.load(tmp_path)
    assert (wrong.value.file, wrong.value.line) == (tmp_path / "a.yml", line)


def test_a_service_stands_in_one_file(tmp_path: Path) -> None:
    for name in ("a.yml", "b.yml"):
        (tmp_path / name).write_text(GOOD)
    with pytest.raises(ContentError, match=r"is also in a\.yml"):
        Services.load(tmp_path)
