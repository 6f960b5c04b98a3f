"""Many words in little memory: the same answers as a dictionary gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lexicon.many import Many

WORDS = st.text(st.characters(codec="utf-8"), max_size=8)


@given(st.dictionaries(WORDS, st.integers(0, 1 << 40)), WORDS)
def test_it_answers_as_a_dictionary_does(words: dict[str, int], other: str) -> None:
    many = Many(words.items())
    assert all(many[word] == number and word in many for word, number in words.items())
    assert (many.get(other, -1), other in many) == (words.get(other, -1), other in words)
    assert (len(many), many.total) == (len(words), sum(words.values()))


def test_what_it_does_not_hold_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        Many([("a", 1)])["b"]
