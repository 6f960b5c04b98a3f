"""Texts as thumbs type them, through the real `data/risk`: plain words out. Never checks what is found in them."""

import pytest

from bot.screen.assess import Screen
from bot.screen.cli import RISK_FOLDER


@pytest.fixture(scope="module")
def screen() -> Screen:
    return Screen.load(RISK_FOLDER)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("i cut too dee", "i cut to deep"),
        ("she made me sen one", "she made me send one"),
        ("theyre using my fla to deal", "they are using my flat to deal"),
        ("they bat me up", "they beat me up"),
        ("he has his bat with him", "he has his bat with him"),
        ("there is sand in my bed", "there is sand in my bed"),
        ("is that his bag or hers", "is that his bag or hers"),
    ],
)
def test_a_letter_lost_is_put_back_though_few_write_the_word_that_is_left(screen: Screen, typed: str, meant: str) -> None:
    assert " ".join(screen.plain(typed)) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("i wnt 2 die", "i want to die"),
        ("i wnt be here tomorrow", "i will not be here tomorrow"),
        ("i w.a.n.t to die", "i want to die"),
        ("ive got a k.n.i.f.e in my bag", "i have got a knife in my bag"),
        ("i w a n t t o d i e", "i want to die"),
        ("i think of k.m.s", "i think of kms"),
        ("plan a b c", "plan a be see"),
    ],
)
def test_short_forms_and_letters_one_by_one(screen: Screen, typed: str, meant: str) -> None:
    assert " ".join(screen.plain(typed)) == meant
