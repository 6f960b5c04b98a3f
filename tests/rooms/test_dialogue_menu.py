"""The menu that works without Rasa: its numbers, and that they are the numbers of the words."""

import re
from pathlib import Path

import pytest

from bot.content.words import Words
from bot.dialogue.answer import Answer
from bot.dialogue.menu import menu_choice
from bot.model.message import Channel

WORDS = Words.load(Path(__file__).parent.parent.parent / "data" / "words")


@pytest.mark.parametrize("text", ["1", " 1 ", "1.", "1)", "#1"])
def test_one_is_a_person(text: str) -> None:
    assert menu_choice(text) == Answer(notes=({"note": "wants_person"},))


@pytest.mark.parametrize("text", ["", "0", "7", "12", "one of those", "1 2", "im 1", "hello", "16"])
def test_anything_else_is_no_choice(text: str) -> None:
    assert menu_choice(text) is None


@pytest.mark.parametrize("channel", Channel)
def test_the_words_offer_the_same_numbers(channel: Channel) -> None:
    offered = re.findall(r"^(\d) ", WORDS.say("menu", None, channel).text, re.M)
    assert offered == [str(number) for number in range(1, 10) if menu_choice(str(number))]


def test_every_choice_has_words() -> None:
    for number in range(1, 10):
        choice = menu_choice(str(number))
        assert choice is None or set(choice.say) <= WORDS.names()
