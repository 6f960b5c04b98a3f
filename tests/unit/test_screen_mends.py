"""Texts as thumbs type them, through the real `data/risk`: plain words out. Never checks what is found in them."""

import pytest

from bot.screen.assess import Screen
from bot.screen.cli import RISK_FOLDER


@pytest.fixture(scope="module")
def screen() -> Screen:
    return Screen.load(RISK_FOLDER)


LOST = [
    ("i cut too dee", "i cut to deep"),
    ("she made me sen one", "she made me send one"),
    ("theyre using my fla to deal", "they are using my flat to deal"),
    ("they bat me up", "they beat me up"),
    ("he has his bat with him", "he has his bat with him"),
    ("there is sand in my bed", "there is sand in my bed"),
    ("is that his bag or hers", "is that his bag or hers"),
]
"""A letter is put back though few write the word that is left; and what was meant is left."""

SHORT = [
    ("i wnt 2 die", "i want to die"),
    ("i wnt be here tomorrow", "i will not be here tomorrow"),
    ("i w.a.n.t to die", "i want to die"),
    ("ive got a k.n.i.f.e in my bag", "i have got a knife in my bag"),
    ("i w a n t t o d i e", "i want to die"),
    ("i think of k.m.s", "i think of kms"),
    ("plan a b c", "plan a be see"),
]
"""Short forms, and letters one by one."""


@pytest.mark.parametrize(("typed", "meant"), [*LOST, *SHORT])
def test_what_was_meant_is_read(screen: Screen, typed: str, meant: str) -> None:
    assert " ".join(screen.plain(typed)) == meant
