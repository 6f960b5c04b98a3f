"""Comparing ways of learning: what an answer was worth, what is held back, and the table of real questions."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from bench.advice.judge import FALLBACK, Guess, Heard, Outcome, caught, caught_strictly, hear, judge
from bench.advice.questions import COUNSEL, OTHERS, TABLE, Question, lent, load_questions, load_table, read_table
from bench.advice.split import Sentences, gathered, plain, read_sentences, split, write_sentences
from bot.launch.rasa import ROOT

UNSURE = Guess(FALLBACK, 0.3)


@pytest.mark.parametrize(
    ("ranking", "heard"),
    [
        ([], Heard(FALLBACK, None)),
        ([Guess("grief", 0.9), Guess("lonely", 0.1)], Heard("grief", "grief")),
        ([UNSURE, Guess("grief", 0.2), Guess("lonely", 0.1)], Heard("grief", None, ("grief", "lonely"))),
        ([UNSURE, Guess("grief", 0.2), Guess("lonely", 0.01)], Heard("grief", None, ("grief",))),
        ([UNSURE, Guess("thanks", 0.2), Guess("grief", 0.15)], Heard("thanks", None, ("grief",))),
        ([UNSURE, Guess("out_of_scope", 0.2)], Heard("out_of_scope", None)),
    ],
)
def test_what_lev_would_do_with_a_ranking(ranking: list[Guess], heard: Heard) -> None:
    assert hear(ranking) == heard


@pytest.mark.parametrize(
    ("heard", "helps", "outcome"),
    [
        (Heard("grief", "grief"), ("lonely", "grief"), Outcome.RIGHT),
        (Heard("grief", "grief"), ("lonely",), Outcome.WRONG),
        (Heard("grief", "grief"), (), Outcome.WRONG),
        (Heard("thanks", "thanks"), ("lonely",), Outcome.TALK),
        (Heard("find_service", "find_service"), (), Outcome.WRONG),
        (Heard("find_service", "find_service"), ("find_service",), Outcome.RIGHT),
        (Heard("out_of_scope", "out_of_scope"), (), Outcome.OUT_OF_SCOPE),
        (Heard("grief", None, ("grief", "lonely")), ("lonely",), Outcome.OFFERED),
        (Heard("grief", None, ("grief",)), ("lonely",), Outcome.MISSED),
        (Heard("grief", None, ("grief",)), (), Outcome.MISSED),
        (Heard("grief", None), ("grief",), Outcome.NOTHING),
    ],
)
def test_what_an_answer_was_worth(heard: Heard, helps: tuple[str, ...], outcome: Outcome) -> None:
    assert judge(heard, helps) is outcome


def test_caught_is_anything_but_a_topic_and_strictly_is_saying_so() -> None:
    assert {outcome for outcome in Outcome if not caught(outcome)} == {Outcome.WRONG}
    assert {outcome for outcome in Outcome if caught_strictly(outcome)} == {Outcome.OUT_OF_SCOPE, Outcome.NOTHING}


def test_every_intent_gives_its_share_and_nothing_is_lost() -> None:
    ours = Sentences({"a": tuple(f"a{n}" for n in range(20)), "b": ("b0", "b1"), "c": ("c0",)}, ({"lookup": "place"},))
    learnt, asked = split(ours)
    assert Counter(sentence.intent for sentence in asked) == {"a": 4, "b": 1}
    for intent, lines in ours.by_intent.items():
        held_back = [sentence.text for sentence in asked if sentence.intent == intent]
        assert sorted([*learnt.by_intent[intent], *held_back]) == sorted(lines)
    assert learnt.rest == ours.rest
    assert split(ours) == (learnt, asked), "the same every time"
    assert split(ours, seed=8)[1] != asked
    assert plain("help in [st ives](place) or [bude]{'entity': 'place'}") == "help in st ives or bude"


def test_one_intent_in_two_files_is_one_and_a_sentence_counts_once() -> None:
    parts = [
        {"intent": "a", "examples": "- x\n- y\n"},
        {"lookup": "place", "examples": "- bude\n"},
        {"intent": "a", "examples": "- y\n- -z\n"},
    ]
    assert gathered(parts) == Sentences({"a": ("x", "y", "-z")}, ({"lookup": "place", "examples": "- bude\n"},))


def test_what_is_written_is_what_was_read(tmp_path: Path) -> None:
    ours = read_sentences(ROOT / "data" / "nlu")
    write_sentences(ours, tmp_path / "nlu.yml")
    again = read_sentences(tmp_path)
    assert again.by_intent == ours.by_intent
    assert len(again.rest) == len(ours.rest)


def test_the_table_of_questions_names_only_intents_of_the_domain() -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text())
    strangers = {topic for topics in load_table().values() for topic in topics} - set(domain["intents"])
    assert not strangers, f"bench/advice/questions.yml names what domain.yml has no intent for: {', '.join(sorted(strangers))}"


def test_every_row_is_in_the_table_once_with_few_topics() -> None:
    table = load_table()
    assert sorted(table) == [f"cc-{number:04}" for number in range(806)]
    assert all(len(set(topics)) == len(topics) <= 3 for topics in table.values())
    named = yaml.safe_load(TABLE.read_text())
    assert sum(map(len, named["best"].values())) + len(named["none"]) == len(table)


@pytest.mark.parametrize(
    "table",
    [
        {"best": {"grief": ["1"], "angry": ["1"]}, "also": {}, "none": []},
        {"best": {"grief": ["1"]}, "also": {}, "none": ["1"]},
        {"best": {"grief": ["1"]}, "also": {"grief": ["1"]}, "none": []},
        {"best": {}, "also": {"grief": ["1"]}, "none": ["1"]},
        {"best": {}, "also": {"grief": ["2"]}, "none": []},
    ],
    ids=["two best", "best and none", "best again", "none and a topic", "no best"],
)
def test_a_muddled_table_is_refused(table: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"[12] "):
        read_table(table)


def test_questions_are_lent_only_when_both_files_are_there(tmp_path: Path) -> None:
    assert not lent(None)
    assert not lent(tmp_path)
    head = "id,text,label,source\n"
    (tmp_path / COUNSEL).write_text(head + "cc-0009,made up,x,y\ncc-0090,made up as well,x,y\n")
    assert not lent(tmp_path)
    (tmp_path / OTHERS).write_text(head + "oos-0000,and this,x,y\n")
    assert lent(tmp_path)
    asked = load_questions(tmp_path)
    assert asked.ours == (Question("made up as well", ("grief", "feeling_low")),)
    assert [question.text for question in (*asked.not_ours, *asked.others)] == ["made up", "and this"]
