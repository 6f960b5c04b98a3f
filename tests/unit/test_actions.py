"""Each action by itself: a talk as Rasa tells it in, the note for the turn out."""

from typing import Any

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import Escalate, FindService, NoteAge, OpeningHours


def _said(intent: str) -> dict[str, Any]:
    return {"event": "user", "text": "…", "parse_data": {"intent": {"name": intent}}}


def _named(**entities: str) -> list[dict[str, Any]]:
    return [{"entity": name, "value": value} for name, value in entities.items()]


def _note(action: Action, text: str = "", entities: Any = (), events: Any = ()) -> dict[str, Any]:
    latest = {"text": text, "entities": list(entities), "intent": {"name": "any"}}
    tracker = Tracker("abc.1", {}, latest, list(events), False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    assert action.run(dispatcher, tracker, {}) == [], "an action changes nothing in Rasa"
    assert len(dispatcher.messages) == 1
    message = dispatcher.messages[0]
    assert not message["text"], "an action never speaks: words are Lev's"
    return dict(message["custom"])


def test_a_wish_for_a_person() -> None:
    assert _note(Escalate()) == {"note": "wants_person"}


def test_opening_hours() -> None:
    assert _note(OpeningHours()) == {"note": "opening_hours"}


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("im 12", {"note": "age", "band": "under_13"}),
        ("i'm fifteen", {"note": "age", "band": "13_15"}),
        ("16", {"note": "age", "band": "16_17"}),
        ("18 or over", {"note": "age", "band": "18_over"}),
        ("he is 14", {"say": "did_not_understand"}),
        ("old enough", {"say": "did_not_understand"}),
        ("", {"say": "did_not_understand"}),
    ],
)
def test_an_age_is_noted_and_never_guessed(text: str, note: dict[str, str]) -> None:
    assert _note(NoteAge(), text) == note


@pytest.mark.parametrize(
    ("entities", "events", "topics"),
    [
        ([], [], "any"),
        ([], [_said("greet")], "any"),
        ([], [_said("nudes_sent"), _said("thanks")], "images,any"),
        ([], [_said("nudes_sent"), _said("bullying")], "bullying,any"),
        (_named(about="lgbt"), [_said("nudes_sent")], "lgbt,any"),
        (_named(about="nothing we know"), [_said("nudes_sent")], "images,any"),
        ([], [{"event": "user", "parse_data": None}, {"event": "bot"}, {"event": "user"}], "any"),
    ],
)
def test_topics_come_from_the_question_then_from_the_talk(entities: Any, events: Any, topics: str) -> None:
    assert _note(FindService(), entities=entities, events=events) == {"note": "find_service", "topics": topics}


@pytest.mark.parametrize(
    ("place", "area"),
    [
        ("truro", "mid"),
        ("Penzance", "west"),
        ("BUDE", "east"),
        ("St. Mary's", "scilly"),
        ("st agnes scilly", "scilly"),
        ("Leeds", None),
    ],
)
def test_a_place_becomes_an_area_and_nothing_finer(place: str, area: str | None) -> None:
    note = _note(FindService(), entities=_named(place=place))
    assert note.get("area") == area
    assert place not in note.values()


def test_the_first_place_we_know_counts() -> None:
    assert _note(FindService(), entities=[*_named(place="Leeds"), *_named(place="looe")])["area"] == "east"


def test_no_place_is_no_area() -> None:
    assert _note(FindService(), entities=[{"entity": "place", "value": None}, {"entity": "place", "value": 7}]).get("area") is None
