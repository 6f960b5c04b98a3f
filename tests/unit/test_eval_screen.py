"""The figures of the screen: intervals, ways of typing, the card, and a run on our own lists."""

import random
from pathlib import Path

import pytest

from bench.card import put_into, table
from bench.screen.figures import Share, share
from bench.screen.hostile import HOSTILE
from bench.screen.measure import Asked, beside, by_kind, precision, typed_differently
from bench.screen.sets import Item, Texts, lent, suite
from bench.screen.tables import BEGIN, END
from bench.screen.ways import WAYS
from bot.model.risk import CLEAR, Assessment, Finding, Kind, Level, Rule
from bot.screen.assess import Screen
from bot.screen.cli import RISK_FOLDER

HIGH = Assessment(Level.HIGH, (Finding(Kind.STALKING, Level.HIGH, "", 0, 1, Rule.SECOND_OPINION),))
TEXTS = Texts("made up", (Item("a", Level.HIGH, Kind.STALKING), Item("b", Level.CONCERN, Kind.STALKING), Item("c", Level.NONE)))
ASKED = Asked(TEXTS, (HIGH, CLEAR, HIGH))


def test_an_interval_is_wilsons() -> None:
    low, high = Share(9, 10).interval
    assert (round(low, 3), round(high, 3)) == (0.596, 0.982)
    assert Share(0, 0).interval == (0.0, 1.0)
    assert share([True, False]).percent() == "50.0% (9.5 to 90.5)"


def test_recall_precision_and_false_alarms_are_counted_once() -> None:
    assert ASKED.at(Level.CONCERN, Level.CONCERN) == Share(1, 2)
    assert ASKED.at(Level.HIGH, Level.HIGH) == Share(1, 1)
    assert ASKED.left_alone(Level.HIGH) == Share(1, 1)
    assert precision([ASKED], Level.HIGH) == Share(1, 2)
    of_stalking = by_kind([ASKED])[Kind.STALKING]
    assert (of_stalking.recall, of_stalking.second) == (Share(1, 2), Share(1, 2))


def test_a_peer_is_judged_at_no_more_false_alarms_than_lev() -> None:
    import numpy as np

    quiet = Asked(Texts("quiet", tuple(Item(str(n), Level.NONE) for n in range(4)), everyday=True), (HIGH, CLEAR, CLEAR, CLEAR))
    scores = {"0": 0.9, "1": 0.4, "2": 0.2, "3": 0.1, "a": 0.5, "b": 0.3}
    found = beside(lambda texts: np.array([scores[text] for text in texts]), [TEXTS], [quiet])
    assert found == (250.0, [Share(1, 2)]), "one of four may lie above the bar, so the bar is 0.4"


@pytest.mark.parametrize("name", WAYS)
def test_each_way_of_typing_changes_something_and_says_the_same_letters_twice(name: str) -> None:
    text = "he's telling people that you touched my friend before school tonight because they want pictures"
    once, twice = (WAYS[name](text, random.Random(1)) for _ in range(2))
    assert once == twice
    assert name == "curly apostrophes" or once != text
    assert len(WAYS) >= 20


def test_a_burst_counts_by_its_worst_text() -> None:
    screen = Screen.load(RISK_FOLDER)
    found = typed_differently(screen, [Item("i want to kill myself right now please", Level.HIGH, Kind.SUICIDE)])
    assert found["as written"] == (Share(1, 1), Share(1, 1))
    assert found["in two texts"][0] == Share(1, 1)


def test_our_own_lists_are_there_and_lent_ones_need_a_folder(tmp_path: Path) -> None:
    own, unseen, everyday, third, third_everyday = suite()
    assert own.fitted
    assert not unseen.fitted
    assert len(unseen.items) >= 150
    assert len(everyday.items) >= 100
    assert third_everyday.everyday
    assert len(third.items) >= 500
    assert not third.fitted
    assert lent(None) == lent(tmp_path / "none") == []
    (tmp_path / "pos_x.csv").write_text("id,text,label,source\n1,a,harm,s\n2,b,weak_harm,s\n", encoding="utf-8")
    [only] = lent(tmp_path)
    assert [item.text for item in only.items] == ["a"], "what nobody read is in no figure"


def test_figures_go_between_their_marks(tmp_path: Path) -> None:
    page = tmp_path / "card.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    put_into(page, table(("a",), [(1,)]), BEGIN, END)
    assert page.read_text(encoding="utf-8") == f"before\n{BEGIN}\n\n| a |\n|---|\n| 1 |\n\n{END}\nafter\n"
    page.write_text("no marks", encoding="utf-8")
    with pytest.raises(ValueError, match="no place"):
        put_into(page, "x", BEGIN, END)


def test_hostile_texts_are_long() -> None:
    assert all(9_000 <= len(text) <= 10_000 for text in HOSTILE.values())
