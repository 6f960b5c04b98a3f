"""The sentences the second opinion learns from: enough of them, and none that is also a test."""

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from bench.screen.sets import BLIND, THIRD
from bot.content.phrases import RiskWords
from bot.content.reader import ContentError
from bot.content.sentences import Sentence, mark, sentences
from bot.meaning import risk_file
from bot.model.risk import Kind, Level
from bot.screen.assess import MODEL
from bot.screen.cli import RISK_FOLDER
from bot.screen.normalise import Normaliser

WORDS = RiskWords.load(RISK_FOLDER)
SENTENCES = sentences(RISK_FOLDER / "examples")
NEAR = 0.75
"""Share of their words that two sentences have in common when they are as good as one."""


def test_there_are_enough_of_both_sorts() -> None:
    risky = Counter(sentence.kind for sentence in SENTENCES if sentence.level)
    harmless = sum(not sentence.level for sentence in SENTENCES)
    assert sum(risky.values()) >= 1_500
    assert harmless >= sum(risky.values()), "at least as many that must be left alone"
    made_by_code_or_script = {Kind.SCREEN_FAILED, Kind.STOP_AFTER_FINDING, Kind.UNREADABLE}
    assert {kind for kind in Kind if risky[kind] < 25} == made_by_code_or_script


def test_the_second_opinion_learnt_from_just_these() -> None:
    learnt_from = risk_file.load(RISK_FOLDER / MODEL).learnt_from
    assert learnt_from == mark(SENTENCES), "sentences changed since: run make train-screen and keep the new file with them"


def test_another_sentence_level_or_kind_is_another_mark() -> None:
    one = Sentence(Kind.SUICIDE, Level.HIGH, "a")
    others = [
        Sentence(Kind.SELF_HARM, Level.HIGH, "a"),
        Sentence(Kind.SUICIDE, Level.CONCERN, "a"),
        Sentence(Kind.SUICIDE, Level.HIGH, "b"),
    ]
    assert len({mark(some) for some in ([], [one], [one, others[2]], *([other] for other in others))}) == 6


def test_no_sentence_is_a_test_as_well() -> None:
    unguessed = Normaliser(WORDS.lists.spellings, WORDS.lists.fillers)  # a word mended towards another would make a twin

    def plain(text: str) -> list[str]:
        return [word.text for word in unguessed.whole(text)]

    by_word: dict[str, set[int]] = defaultdict(set)
    learnt = [frozenset(plain(sentence.text)) for sentence in SENTENCES]
    for n, words in enumerate(learnt):
        for word in words:
            by_word[word].add(n)
    both = [
        (example.text, SENTENCES[n].text)
        for example in (*WORDS.examples, *sentences(BLIND), *sentences(THIRD))
        if (words := frozenset(plain(example.text)))
        for n in set().union(*(by_word[word] for word in words))
        if len(words & learnt[n]) / len(words | learnt[n]) >= NEAR
    ]
    assert both == []


WRONG = {
    "a level for everyday texts": ("kind: everyday\nwritten_for: Lev\nhigh: [a]\n", "no level"),
    "a kind nobody knows": ("kind: sadness\nwritten_for: Lev\nhigh: [a]\n", "unknown kind"),
    "nobody wrote it": ("kind: everyday\nnear: [a]\n", "'written_for' is missing"),
    "twice": ("kind: everyday\nwritten_for: Lev\nnear: [a, b, a]\n", "twice"),
}


@pytest.mark.parametrize(("file", "why"), WRONG.values(), ids=WRONG.keys())
def test_a_slip_is_told_with_its_place(tmp_path: Path, file: str, why: str) -> None:
    (tmp_path / "everyday.yml").write_text(file, encoding="utf-8")
    with pytest.raises(ContentError, match=why) as told:
        sentences(tmp_path)
    assert str(told.value).startswith(f"{tmp_path}/everyday.yml:")


def test_only_levels_that_exist_are_learnt() -> None:
    assert {sentence.level for sentence in SENTENCES} == set(Level)
