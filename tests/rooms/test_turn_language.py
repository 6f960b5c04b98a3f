"""Somebody writes in another language, against a real Valkey: plain English, the offer of a person, and their own words once on."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot.content.languages import Languages
from bot.house import DATA
from bot.model.case import CaseState
from bot.model.message import Channel, Speaker
from bot.model.segments import count_segments
from bot.store.open import Store
from tests.rooms import turning
from tests.rooms.turning import ADA, HOUSE, last, said, saying, store, turn

__all__ = ["store"]

POLISH = "prosze pomoz mi, nie wiem co robic"


@pytest.fixture
def polish_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "languages"
    shutil.copytree(DATA / "languages", folder)
    listed, safety = folder / "languages.yml", folder / "pl" / "safety.yml"
    on = "pl: {shown: Polish, page: pl, switched_on: yes, reader: A Reader}"
    listed.write_text(re.sub(r"pl: \{.*\}", on, listed.read_text()))
    safety.write_text(safety.read_text().replace("signed_off: pending", "signed_off: A Lead"))
    monkeypatch.setattr(turning, "HOUSE", replace(HOUSE, languages=Languages.load(folder, HOUSE.words)))


async def test_they_are_told_in_plain_english_and_offered_a_person(store: Store) -> None:
    rasa = saying("hello")
    await turn(store, POLISH, rasa)
    assert rasa.asked == 0, "it would take any language for some topic"
    assert "I can only read English" in await said(store)
    assert "Przepraszam" not in await said(store), "off until it is read and signed"
    assert (await last(store))[1] == ("Yes", "No thanks")
    _, case = await store.reads.talk(ADA)
    assert case
    await turn(store, "yes", rasa)
    _, case = await store.reads.talk(ADA)
    assert case
    assert case.state is CaseState.WAITING


async def test_another_alphabet_is_answered_alike(store: Store) -> None:
    await turn(store, "أحتاج مساعدة", saying("hello"))
    assert "I can only read English" in await said(store)


@pytest.mark.usefixtures("polish_on")
async def test_a_language_that_is_on_is_said_after_the_english_with_its_tag(store: Store) -> None:
    await turn(store, POLISH, saying("hello"))
    lines = [line for line in await store.reads.transcript(ADA) if line.speaker is Speaker.LEV]
    assert [(line.text[:12], line.language) for line in lines[-5:]] == [
        ("Sorry, I can", ""),
        ("Przepraszam,", "pl"),
        ("Jeśli grozi ", "pl"),
        ("Would you li", ""),
        ("Chcesz poroz", "pl"),
    ]
    assert lines[-1].choices == ("Yes", "No thanks")
    await turn(store, "mi e frica nu stiu ce sa fac", saying("hello"))
    assert (await last(store))[0].startswith("Would you like"), "Romanian has no words of its own"


@pytest.mark.usefixtures("polish_on")
async def test_on_a_phone_no_text_is_longer_than_two_parts(store: Store) -> None:
    await turn(store, POLISH, saying("hello"), channel=Channel.SMS)
    texts = [line.text for line in await store.reads.transcript(ADA) if line.speaker is Speaker.LEV]
    assert any("Przepraszam" in text for text in texts)
    assert all(count_segments(text).segments <= 2 for text in texts)
