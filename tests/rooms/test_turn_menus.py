"""Menus carry a language: whole in one, or whole in English; picked by number or by any of its names; said to a screen reader."""

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.content.check import check
from bot.content.languages import Languages
from bot.decide.draft import Draft
from bot.decide.heard import Heard, House
from bot.dialogue.ask import Unavailable
from bot.house import DATA
from bot.model.case import CaseState
from bot.model.conversation import Conversation
from bot.model.message import Channel, Inbound, Taken
from bot.model.risk import Assessment, Level
from bot.setting_checks import ROOT
from bot.store.open import Store
from tests.rooms import turning
from tests.rooms.turning import ADA, HOUSE, NOON, Rasa, saying, store, turn

__all__ = ["store"]

PERSON, TOPICS = "Rozmowa z człowiekiem", "O co mogę zapytać"
MENU = f"""# POLISH (pl): made up for a test.
all_of_these: {{author: a, signed_off: A Lead, written: 2026-11-26, expires: 2027-05-26}}
out_of_scope: {{for: x, offers: [topics, person_coming], everyone: Przepraszam.}}
person_coming: {{for: x, short: {PERSON}, everyone: Dobrze.}}
"""
WHOLE = (
    MENU
    + f"topics: {{for: x, short: {TOPICS}, offers: [topics_consent, topics_pictures, topics_together, topics_unsafe, topics_me, person_coming], everyone: Wybierz.}}\n"
)


def _house(folder: Path, menu: str) -> House:
    shutil.copytree(DATA / "languages", folder)
    on = "pl: {shown: Polish, page: pl, switched_on: yes, reader: A Reader}"
    for path, old, new in ((folder / "languages.yml", r"pl: \{.*\}", on), (folder / "pl" / "safety.yml", "pending", "A Lead")):
        path.write_text(re.sub(old, new, path.read_text()))
    (folder / "pl" / "menu.yml").write_text(menu)
    return replace(HOUSE, languages=Languages.load(folder, HOUSE.words))


def _said(house: House, channel: Channel, name: str = "out_of_scope") -> tuple[str, tuple[str, ...], str, str]:
    talk = Conversation(ADA, channel, "ada", NOON, promised_at=NOON)
    taken = Taken(0, "1-0", ADA, Inbound(channel, "m1", "ada", "hm", NOON), 1)
    draft = Draft(Heard(taken, talk, None, Assessment(Level.NONE), NOON), house)
    draft.say(name, language="pl")
    [line] = draft.changes().entries[1:]
    return line.text, line.choices, line.language, line.menu


def test_a_menu_is_whole_in_its_language_or_whole_in_english(tmp_path: Path) -> None:
    whole, half = _house(tmp_path / "whole", WHOLE), _house(tmp_path / "half", MENU)
    assert _said(whole, Channel.WEB) == ("Przepraszam.", (TOPICS, PERSON), "pl", "pl")
    assert _said(whole, Channel.SMS)[0] == f"Przepraszam.\n1 {TOPICS}\n2 {PERSON}"
    assert _said(half, Channel.WEB) == ("Przepraszam.", ("See what I can ask", "Talk to a real person"), "pl", "")
    assert _said(whole, Channel.WEB, "topics")[2:] == ("pl", ""), "nobody has called what is on it in Polish"
    assert _said(HOUSE, Channel.WEB)[1:] == (("See what I can ask", "Talk to a real person"), "", ""), "off"


@pytest.mark.parametrize("pick", ["1", PERSON, PERSON.upper(), "talk to a real person"])
async def test_it_is_picked_by_number_and_by_any_of_its_names(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pick: str
) -> None:
    monkeypatch.setattr(turning, "HOUSE", _house(tmp_path / "whole", WHOLE))
    await turn(store, "hm", Rasa(Unavailable("too_slow")))
    await turn(store, pick, saying("hello"))
    _, case = await store.reads.talk(ADA)
    assert case
    assert case.state is CaseState.WAITING


async def test_a_name_of_a_language_that_is_off_picks_nothing(store: Store) -> None:
    await turn(store, "hm", Rasa(Unavailable("too_slow")))
    rasa = saying("hello")
    await turn(store, PERSON, rasa)
    assert rasa.asked == 1


@pytest.mark.parametrize(
    ("menu", "what"),
    [
        (MENU.replace("[topics, person_coming]", "[person_coming]"), "keep the English offers"),
        (WHOLE.replace("Przepraszam.", "Ą" * 120), "out_of_scope with its menu"),
    ],
)
def test_check_content_names_a_menu_that_cannot_be(tmp_path: Path, menu: str, what: str) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    for name in ("domain.yml", "CODEOWNERS"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "data" / "languages" / "pl" / "menu.yml").write_text(menu.replace("A Lead", "pending"))
    assert [error for error in check(tmp_path, date(2026, 11, 26))[0] if "pl/menu.yml" in error and what in error]
