"""The documented form of the pack: every field described to the last, and true of the fullest and the emptiest pack."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.desk.pack import FORMAT, Values
from bot.desk.show import AREAS
from bot.desk.steps import BY_HAND
from bot.desk.timing import TALKS
from bot.house import DATA
from bot.model.age import AgeBand
from bot.model.message import Channel
from bot.model.risk import Kind, Level
from tests.rooms.packs import full, minimal

SCHEMA = json.loads((DATA.parent / "docs" / "referral-schema.json").read_text())
VALID = Draft202012Validator(SCHEMA)
PARTS = ("strengths", "own_words", "confidentiality", "consent", "decision", "safe_contact", "referred_to")


def _objects(schema: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(schema, dict):
        if "object" in schema.get("type", ()) or "properties" in schema:
            yield where, schema
        for name, one in schema.items():
            yield from _objects(one, f"{where}/{name}")
    elif isinstance(schema, list):
        for one in schema:
            yield from _objects(one, where)


def test_every_object_names_all_its_fields_and_takes_no_others() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    found = list(_objects({name: SCHEMA[name] for name in ("properties", "required", "type", "additionalProperties")}))
    assert len(found) == 20
    for where, one in found:
        assert one.get("additionalProperties") is False, where
        assert one["required"] == list(one["properties"]), where


@pytest.mark.parametrize("values", [minimal(), full()], ids=["minimal", "full"])
def test_the_emptiest_and_the_fullest_pack_are_as_documented(values: Values) -> None:
    assert [error.message for error in VALID.iter_errors(values)] == []
    assert list(values) == list(SCHEMA["properties"]), "in the order of the docs"
    json.dumps(values)


def test_the_fullest_leaves_nothing_empty() -> None:
    assert all(minimal()[part] is None for part in PARTS)
    values = full()
    assert all(values[part] for part in (*PARTS, "signs", "routes", "clock", "missing"))
    assert values["concern"]["words"]


def _places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield (*at, name)
            yield from _places(one, (*at, name))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _places(one, (*at, number))


def test_no_field_may_be_missing_added_or_of_another_type() -> None:
    whole = json.dumps(full())
    places = list(_places(full()))
    assert len(places) > 150
    for *way, last in places:
        for change in ("missing", "added", "number"):
            broken = json.loads(whole)
            inside = broken
            for step in way:
                inside = inside[step]
            if change == "missing":
                del inside[last]
            elif change == "added":
                inside["more"] = 1
            else:
                inside[last] = 7
            assert not VALID.is_valid(broken), (way, last, change)


def test_its_lists_of_codes_are_those_of_the_house() -> None:
    properties, defs = SCHEMA["properties"], SCHEMA["$defs"]
    assert properties["format"]["const"] == FORMAT
    assert defs["kind"]["enum"] == [kind.value for kind in Kind]
    assert defs["level"]["enum"] == [level.word for level in Level]
    case = properties["case"]["properties"]
    assert case["channel"]["enum"] == [one.value for one in Channel]
    assert case["age_band"]["enum"] == [*(one.value for one in AgeBand), "unknown"]
    assert case["area"]["enum"] == [*AREAS, "unknown"]
    assert set(properties["clock"]["items"]["properties"]["step"]["enum"]) == set(BY_HAND)
    assert properties["missing"]["items"]["properties"]["talk"]["enum"] == list(TALKS)
