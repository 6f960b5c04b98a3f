"""What the desk adds between the lines."""

from datetime import UTC, datetime

from bot.desk.advice import advice
from bot.model.message import Entry, Speaker
from bot.model.risk import Finding, Kind, Level, Rule

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def young(entry_id: str, level: Level) -> Entry:
    found = (Finding(Kind.HOME_HARM, level, "he hits me", 0, 10, Rule.PHRASE, 0.9, ()),) if level else ()
    return Entry(NOW, Speaker.YOUNG_PERSON, "he hits me", entry_id, level=level, findings=found, id=entry_id)


def test_rises_and_the_turn_to_a_person() -> None:
    lines = [
        young("1-0", Level.NONE),
        young("2-0", Level.CONCERN),
        Entry(NOW, Speaker.LEV, "ok", "o", id="3-0"),
        young("4-0", Level.CONCERN),
        young("5-0", Level.HIGH),
        Entry(NOW, Speaker.WORKER, "hi", "w1", name="Ann", id="6-0"),
        Entry(NOW, Speaker.WORKER, "hi", "w2", name="Ann", id="7-0"),
        Entry(NOW, Speaker.WORKER, "hi", "w3", name="Bea", id="8-0"),
    ]
    assert dict(advice(lines, from_start=True)) == {
        "2-0": ["Level rose: none to concern (home harm)"],
        "5-0": ["Level rose: concern to high (home harm)"],
        "6-0": ["From here a person answers: Ann"],
        "8-0": ["From here a person answers: Bea"],
    }
    assert "2-0" not in advice(lines[1:], from_start=False), "what came before is not known"


def test_the_turn_stands_where_the_case_was_taken_and_where_it_was_given_back() -> None:
    lines = [
        Entry(NOW, Speaker.LEV, "Ann has joined", "o1", id="1-0", turn="Ann"),
        Entry(NOW, Speaker.WORKER, "hi", "w1", name="Ann", id="2-0"),
        Entry(NOW, Speaker.LEV, "Bea is with you now", "o2", id="3-0", turn="Bea"),
        Entry(NOW, Speaker.LEV, "I am back", "o3", id="4-0", turn=""),
        Entry(NOW, Speaker.LEV, "ok", "o4", id="5-0"),
        Entry(NOW, Speaker.LEV, "Bea has joined", "o5", id="6-0", turn="Bea"),
        Entry(NOW, Speaker.WORKER, "hello again", "w2", name="Bea", id="7-0"),
    ]
    assert dict(advice(lines, from_start=True)) == {
        "1-0": ["From here a person answers: Ann"],
        "3-0": ["From here a person answers: Bea"],
        "4-0": ["From here no worker has it"],
        "6-0": ["From here a person answers: Bea"],
    }
