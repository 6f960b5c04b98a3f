"""Unanswered questions in groups: by meaning, of five people at least, and never a sentence of anybody."""

from functools import cache

import numpy as np
import pytest

from bot.meaning.groups import grouped, middle
from bot.meaning.vectors import Sentences, Vectors
from bot.model.listening import Gap
from bot.themes.gaps import groups

CLINIC = [
    "can i bring a friend to the clinic", "is it ok to take a friend to the clinic", "can my friend come to the clinic with me",
    "am i allowed to bring a friend to the clinic", "could i take my friend along to the clinic",
]  # fmt: skip
WAIT = [
    "how long do i have to wait for counselling", "how long is the wait for counselling", "is there a long wait for counselling",
    "how many weeks is the wait for counselling", "when does counselling start after the wait",
]  # fmt: skip
TOPICS = ["age_of_consent", "sexual_health_clinic", "waiting_for_help"]


@cache
def sentences() -> Sentences:
    return Sentences()


def meanings(texts: list[str]) -> Vectors:
    return sentences().vectors(texts)


def found(asked: list[str], first: bool = True):
    rows = meanings(["how old must i be to have sex", "where is the sexual health clinic", "how long do i wait for help"])
    return groups([Gap("2026-W47", "13_15", text, first) for text in asked], meanings, TOPICS, rows)


def test_questions_of_one_meaning_stand_together_with_the_nearest_topics() -> None:
    one, two = sorted(found(CLINIC + WAIT), key=lambda group: group.words)
    assert one.people == two.people == 5
    assert one.words == ("clinic", "friend")
    assert one.topics[0] == "sexual_health_clinic"
    assert two.words == ("counselling", "wait")
    assert two.topics[0] == "waiting_for_help"


@pytest.mark.parametrize("asked", [CLINIC[:4], [], WAIT[:4] + CLINIC[:4]])
def test_under_five_people_nothing_is_shown(asked: list[str]) -> None:
    assert found(asked) == ()


def test_one_person_who_asks_again_and_again_is_one_person() -> None:
    """Only the first question of a person in a quarter counts: `tests/rooms/test_turn_listening.py` sees how it is marked."""
    assert found(CLINIC * 3, first=False) == ()
    assert found(CLINIC[:4]) == ()


def test_a_word_of_four_people_is_not_shown_and_people_are_in_fives() -> None:
    [group] = found([f"{text} harbour" if number < 4 else text for number, text in enumerate(CLINIC + CLINIC[:4])])
    assert group.people == 5
    assert "harbour" not in group.words


def test_groups_do_not_hang_on_the_order_of_questions() -> None:
    assert found(CLINIC + WAIT) == found(WAIT[::-1] + CLINIC[::-1])


def test_grouping_by_known_vectors() -> None:
    rows = np.array([[1, 0], [0, 1], [0.98, 0.2], [0.1, 0.99], [1, 0.05]], np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    assert grouped(rows, 0.8) == [[0, 2, 4], [1, 3]]
    assert grouped(rows[:0]) == []
    assert middle(rows[:2]) == pytest.approx([0.7071, 0.7071], abs=1e-3)
