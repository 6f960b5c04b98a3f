"""Each action by itself: a talk as Rasa tells it in, the note for the turn out."""

from typing import Any

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.every import AtAge, Escalate, FindService, NoteAge, NotMeant, NotSure, OpeningHours, TellMore, WhatIf


def _said(intent: str, ranking: Any = ()) -> dict[str, Any]:
    return {"event": "user", "text": "…", "parse_data": {"intent": {"name": intent}, "intent_ranking": list(ranking)}}


def _named(**entities: str) -> list[dict[str, Any]]:
    return [{"entity": name, "value": value} for name, value in entities.items()]


def _note(action: Action, text: str = "", entities: Any = (), events: Any = (), ranking: Any = ()) -> dict[str, Any]:
    latest = {"text": text, "entities": list(entities), "intent": {"name": "any"}, "intent_ranking": list(ranking)}
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


def test_what_is_named_in_the_question_is_noted() -> None:
    assert _note(FindService()) == {"note": "find_service"}
    assert _note(FindService(), entities=_named(about="lgbt_me")) == {"note": "find_service", "about": "lgbt_me"}


@pytest.mark.parametrize(
    ("action", "note"), [(TellMore(), "tell_more"), (WhatIf(), "what_if"), (AtAge(), "at_age")], ids=lambda value: str(value)
)
def test_what_refers_back_is_noted_and_left_to_the_turn(action: Action, note: str) -> None:
    assert _note(action) == {"note": note}


def _ranked(**sure: float) -> list[dict[str, Any]]:
    return [{"name": name, "confidence": share} for name, share in sure.items()]


@pytest.mark.parametrize(
    ("ranking", "named"),
    [
        (_ranked(nlu_fallback=0.3, jealousy=0.25, breakup=0.2, arguments=0.1), "jealousy,breakup"),
        (_ranked(nlu_fallback=0.3, greet=0.25, breakup=0.2, rude=0.15), "breakup"),
        (_ranked(nlu_fallback=0.3, jealousy=0.04), ""),
        ([], ""),
    ],
)
def test_at_most_two_topics_are_guessed(ranking: Any, named: str) -> None:
    assert _note(NotSure(), ranking=ranking) == {"note": "not_sure", "guesses": named}


def test_not_what_i_meant_names_the_next_best_of_the_text_before() -> None:
    before = _said("jealousy", _ranked(jealousy=0.6, arguments=0.2, thanks=0.1, trust_cheating=0.05))
    events = [_said("greet"), before, {"event": "bot"}, _said("not_meant")]
    assert _note(NotMeant(), events=events) == {"note": "not_meant", "guesses": "arguments,trust_cheating"}
    assert _note(NotMeant(), events=[_said("not_meant")]) == {"note": "not_meant", "guesses": ""}
    assert _note(NotMeant(), events=[{"event": "user", "parse_data": None}, {"event": "user"}])["guesses"] == ""


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
