"""Approved replies: filled for one talk and one hour, marked while nobody has signed them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.content.hours import Hours
from bot.content.reader import ContentError
from bot.content.replies import Replies
from bot.content.services import Services
from bot.desk.shelf import Shelf
from bot.model.conversation import Conversation
from bot.model.message import Channel, ContactId

DATA = Path("data")
OPEN, NIGHT, LATER = (
    datetime(2026, 11, 27, 12, tzinfo=UTC),
    datetime(2026, 11, 27, 23, 30, tzinfo=UTC),
    datetime(2028, 1, 4, 12, tzinfo=UTC),
)
TALK = Conversation(ContactId("a" * 32), Channel.WEB, "ada", OPEN)


def shelf() -> Shelf:
    return Shelf.load(DATA, Hours.load(DATA / "hours.yml"), Services.load(DATA / "services"))


def test_what_is_not_so_now_is_not_offered() -> None:
    by_day = {one.shortcut: one for one in shelf().ready(TALK, "Tam", OPEN)}
    by_night = {one.shortcut: one for one in shelf().ready(TALK, "Tam", NIGHT)}
    assert "hours" in by_day
    assert "hours_closed" not in by_day
    assert "hours" not in by_night
    assert "hours_closed" in by_night
    assert "[" not in "".join(one.text for one in (*by_day.values(), *by_night.values()))
    assert "Tam" in by_day["hello"].text
    assert not any(one.signed for one in by_day.values()), "nobody has signed them yet"
    assert shelf().ready(TALK, "Tam", LATER) == []


def test_places_that_nobody_verified_cannot_be_put_in() -> None:
    services = Services.load(DATA / "services")
    places = {place.name: place for place in shelf().places(TALK, OPEN)}
    assert len(places) == len({service.name for service in services.all()})
    refused = [service for service in services.all() if not service.verified]
    assert refused
    for service in refused:
        assert places[service.name].text == ""
        assert "not verified: do not give it" in places[service.name].marks
    assert places["Childline"].text.startswith("Childline 0800 1111")


def test_a_blank_that_the_desk_cannot_fill_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(
        "hi: {for: x, author: a, signed_off: pending, written: 2026-11-26, expires: 2027-05-26, everyone: 'See [page].'}\n"
    )
    with pytest.raises(ContentError, match=r"a\.yml:1: unknown blank \[page\]"):
        Replies.load(tmp_path)
