"""The reader of risk is learnt with the real encoder from a few sentences: it tells them apart, is kept, and fails for other files."""

from pathlib import Path

import numpy as np
import pytest

from bot.meaning import risk_file
from bot.meaning.learn_risk import Lesson, learned_risk
from bot.meaning.risk import RiskReader, as_typed
from bot.meaning.vectors import Sentences

WHO = ("my uncle", "that man", "my coach", "a boy in my year", "his friend", "the driver")
HARM = ("keeps following me home", "makes me do things i hate", "hits me when he drinks", "took my phone and will not stop")
DAY = ("is teaching me to surf", "made us a nice dinner", "got tickets for the match", "lent me his bike for the summer")
TEXTS = [f"{who} {what}" for what in (*HARM, *DAY) for who in WHO]
LEVELS = np.array([(2 if n < len(HARM) // 2 else 1 if n < len(HARM) else 0) for n in range(len(HARM) + len(DAY)) for _ in WHO])
KINDS = [kind for kind in ("stalking", "cse", "home_harm", "relationship_control", *("" for _ in DAY)) for _ in WHO]


@pytest.fixture(scope="module")
def sentences() -> Sentences:
    return Sentences()


@pytest.fixture(scope="module")
def reader(sentences: Sentences) -> RiskReader:
    return learned_risk(Lesson([TEXTS, [f"{text} lol" for text in TEXTS]], LEVELS, KINDS, LEVELS == 0), sentences)


def test_it_tells_apart_what_it_learnt_and_says_the_kind(reader: RiskReader, sentences: Sentences) -> None:
    harm, day = reader.read(sentences, [["my", "uncle", "keeps", "following", "me"], ["my", "uncle", "made", "us", "dinner"]])
    assert harm.risk > day.risk
    assert harm.high > day.high
    assert harm.kind == "stalking"


def test_bars_are_shares(reader: RiskReader) -> None:
    assert 0 < reader.bars.concern <= 1
    assert 0 < reader.bars.high <= 1


def test_kept_and_loaded_it_says_the_same_to_two_places(reader: RiskReader, sentences: Sentences, tmp_path: Path) -> None:
    risk_file.save(reader, tmp_path / "reader.npz")
    assert [path.name for path in tmp_path.iterdir()] == ["reader.npz"]
    again = risk_file.load(tmp_path / "reader.npz")
    assert again.bars == reader.bars
    parts = [text.split() for text in TEXTS]
    for said, was in zip(again.read(sentences, parts), reader.read(sentences, parts), strict=True):
        assert said.kind == was.kind
        assert (said.risk, said.high) == pytest.approx((was.risk, was.high), abs=0.02)


def test_the_same_sentences_make_the_same_reader(reader: RiskReader, sentences: Sentences) -> None:
    again = learned_risk(Lesson([TEXTS, [f"{text} lol" for text in TEXTS]], LEVELS, KINDS, LEVELS == 0), sentences)
    assert again.bars == reader.bars
    assert np.array_equal(again.parts.taught.lean, reader.parts.taught.lean)


def test_another_file_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "other.npz", a=np.ones(2))
    (tmp_path / "torn.npz").write_bytes(b"PK\x03\x04 not all of it")
    with pytest.raises(KeyError):
        risk_file.load(tmp_path / "other.npz")
    for name in ("torn.npz", "none.npz"):
        with pytest.raises((OSError, ValueError)):
            risk_file.load(tmp_path / name)


def test_plain_words_are_read_as_people_type_them() -> None:
    assert as_typed([["i", "am", "ok"], ["he", "does", "not"]]) == ["im ok", "he doesnt"]
    assert len(as_typed([["x" * 1_000]])[0]) == 320
