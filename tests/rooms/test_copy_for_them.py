"""A copy of what is stored of somebody, for whoever asks: it is whole, and what could harm is set apart for a lead."""

import json
from dataclasses import fields, replace
from datetime import timedelta

import pytest

from bot.asked_for import export
from bot.model.block import Block
from bot.model.changes import Changes
from bot.model.leading import Review
from bot.model.worker import Role, Worker
from bot.store.open import Store
from tests.rooms.turning import ADA, NOON, saying, store, turn

__all__ = ["store"]
LEAD = Worker("w1", "tam.lead", "Tam", Role.LEAD, "")


async def test_a_copy_also_holds_their_voices_and_what_was_found_in_a_review(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing of the talk is left out: what is not named for giving stands whole in the part that a lead reads first."""
    for text, rasa in (("i want to have my say", saying("have_your_say")), ("yes", saying("go_on"))):
        await turn(store, text, rasa)
    await turn(store, "there are no buses to the clinic", saying("hello"))
    await turn(store, "can i talk to a real person", saying("hello"))
    talk, case = await store.reads.talk(ADA)
    assert talk
    assert case
    review = Review(case.id, ADA, "d1", NOON, "w2", "Lee", {"heard": "yes"}, "seen within the time")
    blocked = replace(talk, block=Block(NOON, NOON + timedelta(days=3), "w2", "prank"))
    await store.commit.commit(Changes(blocked, reviews=(review,)))
    assert await export(store, ADA, LEAD, NOON) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["text"] for one in found["may_be_given"]["left_for_who_plans_services"]] == ["there are no buses to the clinic"]
    first = found["lead_reads_first"]
    assert [(one["case_id"], one["text"]) for one in first["reviews_of_cases"]] == [(case.id, "seen within the time")]
    assert first["the_talk_itself"].keys() == {field.name for field in fields(talk)}
    assert first["the_talk_itself"]["block"]["why"] == "prank"
    assert "prank" not in json.dumps(found["may_be_given"])
