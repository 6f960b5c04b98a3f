"""Wordings: what was a sign of something in the sentences speaks for it, and what was in none says nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.meaning.learn_wordings import learned_wordings
from bot.meaning.wordings import Wordings, number, wordings

RISKY = [f"he {word} follow me {day}" for word in ("will", "does", "would") for day in ("now", "daily", "again", "home")]
QUIET = [f"we {word} play football {day}" for word in ("will", "does", "would") for day in ("now", "daily", "again", "home")]
WANTED = np.array([[True, n < 6] for n in range(len(RISKY))] + [[False, False]] * len(QUIET))


@pytest.fixture(scope="module")
def learnt() -> Wordings:
    return learned_wordings([*RISKY, *QUIET], WANTED, 2)


def test_words_and_neighbours_count_once_each() -> None:
    assert wordings("no no i said no") == {"no", "i", "said", "no no", "no i", "i said", "said no"}
    assert wordings("") == set()


def test_it_speaks_for_what_the_sentences_were_a_sign_of(learnt: Wordings) -> None:
    for_it, against, strange = learnt.evidence(["they follow me", "they play football", "zzz qqq"])
    assert for_it[0] > strange[0] > against[0]
    assert strange == pytest.approx(learnt.at)


def test_what_stood_in_one_sentence_only_is_not_kept(learnt: Wordings) -> None:
    rare = learned_wordings([*RISKY, *QUIET, "zebra"], np.concatenate([WANTED, [[False, False]]]), 2)
    assert number("zebra") not in rare.known
    assert number("follow me") in rare.known
    assert np.all(np.diff(rare.known.astype(np.int64)) > 0), "in order, each once"


def test_what_is_kept_says_the_same_to_two_places(learnt: Wordings) -> None:
    read = Wordings.of_tables(learnt.tables())
    texts = [*RISKY, *QUIET]
    assert np.abs(read.evidence(texts) - learnt.evidence(texts)).max() < 0.02
    with pytest.raises(KeyError):
        Wordings.of_tables({})


@given(st.text())
def test_whatever_the_text_there_are_two_numbers(text: str) -> None:
    small = Wordings(
        np.array([number("a")], np.uint32), np.ones(1, np.float32), np.ones((1, 2), np.float32), np.zeros(2, np.float32)
    )
    said = small.evidence([text, f"{text} a"])
    assert said.shape == (2, 2)
    assert np.isfinite(said).all()
