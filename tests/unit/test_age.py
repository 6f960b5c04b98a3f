"""Reading an age from what was written: only the writer's own, and never an older band than was said."""

import pytest

from bot.model.age import AgeBand, age_answered, age_said, only_an_age

U, T, S, A = AgeBand


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("im 14", T), ("I'm 12", U), ("i am fifteen", T), ("i’m 17 lol", S), ("im only 11", U), ("hi im 18", A),
        ("i'm nearly 16", T), ("im almost 13", U), ("im 13 and he is 19", T), ("Im 16.", S),
    ],
)  # fmt: skip
def test_an_age_said_outright(text: str, band: AgeBand) -> None:
    assert age_said(text) is band


@pytest.mark.parametrize(
    "text",
    ["he is 14", "shes 15", "im 100% sure", "im 5 mins away", "im 20 miles from home", "14", "my mate is 16", "im 2 of 3",
     "im 16 weeks in", "i have 15 mates", "im at 12 high street"],
)  # fmt: skip
def test_what_is_not_the_writers_age(text: str) -> None:
    assert age_said(text) is None


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("14", T), ("Under 13", U), ("13 to 15", T), ("16 or 17", S), ("18 or over", A), ("18+", A), ("fourteen", T),
        (" 12 ", U), ("16 yrs", S), ("15 years old", T), ("im 17", S), ("adult", A),
    ],
)  # fmt: skip
def test_an_answer_to_how_old_are_you(text: str, band: AgeBand) -> None:
    assert age_answered(text) is band


@pytest.mark.parametrize("text", ["skip", "why", "no", "what is consent", "he is 15"])
def test_what_is_no_answer(text: str) -> None:
    assert age_answered(text) is None


@pytest.mark.parametrize(
    "text", ["14", "im 14", "i am 14", "i'm nearly 15", "i am only fourteen", "fourteen", "13 years old", "Im 12!"]
)
def test_an_age_and_nothing_else(text: str) -> None:
    assert only_an_age(text)


@pytest.mark.parametrize("text", ["", "i am", "i am only", "just", "i", "im 14 and he is 25", "he is 25", "14 times", "in 2014"])
def test_more_or_less_than_an_age(text: str) -> None:
    """ "i am" after "they asked if i am going to do it" is no age: it is read with what was said before."""
    assert not only_an_age(text)
