"""Slips of the thumb and words run together, mended by what people put one after another. A few sentences in, plain words out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.screen.cut import LONGEST_CUT, cut
from bot.screen.fold import Word, rough_words
from bot.screen.habits import BEGIN, Habits
from bot.screen.spell import Speller

SENTENCES = [
    *["he hit me again last night", "my mum said he hit me", "they said i had to go", "she said not to tell anyone"] * 4,
    *[
        "i feel so low",
        "she feels low",
        "it hurts when he shouts",
        "he hurt my hand",
        "i hurt myself",
        "the sad dog sat on the hill",
    ]
    * 4,
    *["put me in the car", "he told me to come alone", "i have told nobody", "the old house is by the sea"] * 4,
    "meh",
]
HABITS = Habits.learned(SENTENCES)
SPELLER = Speller((), HABITS)


def mended(text: str, speller: Speller = SPELLER) -> str:
    return " ".join(word.text for word in speller.guessed(rough_words(text)))


MENDED = {
    "letters swapped, by what comes before": ("my mum sadi he hit me", "my mum said he hit me"),
    "the same slip elsewhere": ("the sadi dog", "the sad dog"),
    "a letter left out": ("it hurs when he shouts", "it hurts when he shouts"),
    "a wrong key": ("he hurt my hsnd", "he hurt my hand"),
    "vowels left out": ("he tld me to cm aln", "he told me to come alone"),
    "the end of one word is the beginning of no other": ("he toldme to come", "he told me to come"),
    "two letters that could be one more slip": ("i feelso low", "i feel so low"),
    "all run together": ("hetoldmetocomealone", "he told me to come alone"),
    "with a figure among them": ("hehurtme2timesinthecar", "he hurt me 2 times in the car"),
    "with a word among them that nobody knows": ("hetoldkerenzanottotell", "he told kerenza not to tell"),
}


@pytest.mark.parametrize(("typed", "meant"), MENDED.values(), ids=MENDED.keys())
def test_what_was_meant_is_what_fits_best(typed: str, meant: str) -> None:
    assert mended(typed) == meant


LEFT = {
    "a name": "kerenza told me",
    "an ordinary word that is near to one of ours": "a sand hill by the sea",
    "a short form with a figure": "c u l8r m8",
    "figures": "07700 900123",
    "signs": "£ 5 😭",
    "another alphabet": "помогите мне",
}


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT.keys())
def test_what_is_meant_as_it_stands_is_left(text: str) -> None:
    assert mended(text) == " ".join(word.text for word in rough_words(text))


def test_a_word_that_is_ours_but_seldom_gives_way_only_to_one_that_fits_far_better() -> None:
    assert mended("put meh in the car") == "put me in the car"
    assert mended("meh") == "meh"


def test_a_word_that_authors_wrote_is_never_changed() -> None:
    assert mended("put meh in the car", Speller(("meh",), HABITS)) == "put meh in the car"


def test_a_foreign_word_is_no_slip_for_a_short_form() -> None:
    speller = Speller(("sti", "kms", "sit"), HABITS)
    assert mended("nu stiu", speller) == "nu stiu", "Romanian for: I do not know"
    assert mended("i have an sti", speller) == "i have an sti"


def test_each_piece_keeps_its_place() -> None:
    (he, told, me) = SPELLER.guessed(rough_words("hetoldme"))
    assert (he, told, me) == (Word("he", 0, 2), Word("told", 2, 6), Word("me", 6, 8))


def test_habits_come_back_from_their_tables() -> None:
    assert Habits.of_tables(*HABITS.tables()) == HABITS
    assert HABITS.surprise("mum", "said") < HABITS.surprise("mum", "sad")
    assert HABITS.surprise(BEGIN, "he") < HABITS.surprise(BEGIN, "alone")


def test_habits_keep_no_pair_that_stands_there_once() -> None:
    once = Habits.learned(["purple badger"])
    assert (set(once.words), once.pairs) == ({"purple", "badger"}, {})


def test_the_longest_that_is_cut_and_one_longer() -> None:
    times = LONGEST_CUT // len("hetoldme")
    assert mended("hetoldme" * times) == " ".join(["he told me"] * times)
    assert mended("hetoldme" * times + "he") == "hetoldme" * times + "he"


@given(st.text(alphabet="abehilmostu 0123'.", max_size=60))
def test_no_letter_is_lost_when_words_are_cut(text: str) -> None:
    for word in rough_words(text):
        pieces = cut(word.text, {"he", "told", "me"}.__contains__, lambda before, piece: 2.0 * len(piece))
        assert pieces is None or "".join(pieces) == word.text
