"""One table of what is kept for how long: the store's lifetimes, the docs and the privacy notice follow it."""

from fnmatch import fnmatchcase

from bot.model.risk import Level
from bot.privacy.retention import RETENTION, as_table
from bot.setting_checks import ROOT
from bot.store.keys import DAY, LIFETIMES, talk_seconds


def test_every_key_of_the_store_stands_in_the_table_once() -> None:
    named = [pattern for keep in RETENTION for pattern in keep.keys]
    assert sorted(named) == sorted(lifetime.pattern for lifetime in LIFETIMES), "a new key needs a line in bot/privacy/retention.py"


def test_no_key_may_live_longer_than_its_line_says() -> None:
    for lifetime in LIFETIMES:
        [keep] = [keep for keep in RETENTION if lifetime.pattern in keep.keys]
        if keep.days is None:
            assert lifetime.seconds is None, lifetime.pattern
        else:
            assert lifetime.seconds is not None, lifetime.pattern
            assert lifetime.seconds <= round(keep.days * DAY), lifetime.pattern


def test_talks_live_as_the_table_says() -> None:
    days = {keep.what: keep.days for keep in RETENTION}
    assert talk_seconds(Level.NONE) == days["a talk in which nothing was found"] * DAY  # type: ignore[operator]
    assert all(talk_seconds(level) == days["a talk with a finding"] * DAY for level in Level if level)  # type: ignore[operator]


def test_a_hold_reaches_talks_and_cases_and_nothing_else() -> None:
    held = {pattern for keep in RETENTION if keep.hold for pattern in keep.keys}
    assert all(fnmatchcase(pattern, "{lane:*}:*") for pattern in held)
    assert {pattern.split(":")[2] for pattern in held} == {"conversation", "transcript", "case", "open"}


def test_the_docs_hold_the_table_as_it_is() -> None:
    assert as_table() in (ROOT / "docs" / "privacy.md").read_text()
