"""Figures of advice: each end counted once, pipelines side by side, and Lev weighed as in a turn."""

import pytest
import yaml

from bench.advice.figures import of_questions, of_split, of_times
from bench.advice.judge import FALLBACK, Guess, Heard, Outcome
from bench.advice.lev import lev_hears, reply_for, taught
from bench.advice.pipeline import known, parts_of
from bench.advice.questions import Question, Questions
from bench.advice.split import Asked, Sentences
from bench.advice.tables import confusions, side_by_side
from bot.decide.heard import Reply
from bot.launch.rasa import ROOT

SAD, LONELY = ("i feel so sad", "im really down", "feeling low"), ("i have no friends", "im all alone", "so lonely")


@pytest.mark.parametrize(
    ("heard", "reply"),
    [
        (Heard("grief", "grief"), Reply(say=("grief",))),
        (Heard("greet", "greet"), Reply(say=("hello",))),
        (Heard("at_age", "at_age"), Reply(notes=({"note": "at_age"},))),
        (Heard("grief", None, ("grief",)), Reply(notes=({"note": "not_sure", "guesses": "grief"},))),
    ],
)
def test_rasas_rules_are_answered_as_in_a_turn(heard: Heard, reply: Reply) -> None:
    assert reply_for(heard) == reply


def test_lev_weighs_rasa_with_its_own_reading() -> None:
    reader = taught(Sentences({"feeling_low": SAD * 3, "lonely": LONELY * 3, "greet": ("hi", "hello", "hey") * 3}))
    unsure, hello = (Guess(FALLBACK, 0.3),), (Guess("greet", 0.9),)
    both = (Guess("lonely", 0.9),)
    asked = lev_hears([unsure, hello, both], ["im so sad today", "hello", "so alone"], reader)
    assert [one.first for one in asked] == ["feeling_low", "greet", "lonely"]
    assert [one.answered for one in asked] == ["feeling_low", "greet", "lonely"]


def test_figures_of_real_questions_count_each_end_once() -> None:
    asked = Questions((Question("a", ("grief",)), Question("b", ("grief",)), Question("c", ("gone",))), (Question("d", ()),), ())
    said = [Heard("grief", "grief"), Heard("angry", "angry"), Heard("angry", "angry"), Heard("angry", None)]
    found = of_questions(asked, said, {"grief", "angry"})
    assert found.lines["rows with a topic"] == "2"
    assert found.lines[Outcome.RIGHT.value] == found.lines[Outcome.WRONG.value] == "50.0%"
    assert found.lines[Outcome.TALK.value] == "0.0%"
    assert found.lines["topic not learnt yet: rows"] == "1"
    assert found.lines["topic not learnt yet: caught"] == "0.0%"
    assert found.lines["no topic of ours: caught, strictly"] == "100.0%"
    assert found.lines["not for Lev at all: caught"] == "-"
    assert found.confusions["real questions"] == {("grief", "angry"): 1}


def test_pipelines_stand_side_by_side_and_confusions_name_intents() -> None:
    columns = {
        "one": of_split([Asked("x", "grief"), Asked("y", "angry")], [Heard("grief", "grief"), Heard("grief", None)]),
        "two": of_times([5.0] * 10, 61.4, 2_000_000),
    }
    lines = list(side_by_side("title", columns))
    assert lines[0].split() == ["title", "one", "two"]
    assert lines[1].split()[-2:] == ["50.0%", "-"]
    assert lines[-1].split()[-2:] == ["-", "2.0"]
    assert list(confusions(columns)) == ["one, worst of own sentences (1 in all): angry -> grief 1"]


def test_the_light_pipeline_is_the_one_lev_runs_with() -> None:
    assert parts_of("light") == yaml.safe_load((ROOT / "config.yml").read_text())["pipeline"]
    assert all(parts_of(name)[-1]["name"] == "FallbackClassifier" for name in known())
