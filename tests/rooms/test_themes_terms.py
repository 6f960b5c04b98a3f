"""Watched words: one person once a week, whole fives of whole weeks, a note when one rises; and figures of themes that were retired."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from bot.content.reader import ContentError
from bot.content.terms import Terms
from bot.content.themes import Themes
from bot.model.worker import Role
from bot.setting_checks import ROOT
from bot.store.open import Store
from bot.themes.published import published
from bot.themes.tag import week_of
from bot.themes.terms import parted, term_figures
from tests.desk_house import NOW, House, house
from tests.rooms.turning import NOON, saying, store, turn

__all__ = ["house", "store"]

THEMES = Themes.load(ROOT / "data" / "themes.yml")


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("he got me a VAPE, like", ("vapes",)),
        ("they used my snap-map", ("snapchat", "tracking")),
        ("vapers on discordant snaps", ()),
        ("", ()),
    ],
)
def test_terms_are_whole_words_however_they_are_written(text: str, terms: tuple[str, ...]) -> None:
    assert THEMES.terms.said(text) == terms


@pytest.mark.parametrize("line", ["a: {name: A, words: [Vape]}", "a: {name: A, words: ['x!']}", "A b: {name: A, words: [x]}"])
def test_a_term_that_could_never_be_found_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "terms.yml").write_text(line + "\n")
    with pytest.raises(ContentError):
        Terms.load(tmp_path / "terms.yml")


async def test_a_person_counts_once_a_week_in_a_word(store: Store) -> None:
    for text in ("my mate vapes", "is it ok to vape at school"):
        await turn(store, text, saying("hello"))
    counts = (await store.figures.counts([week_of(NOON)]))[week_of(NOON)]
    assert parted(counts)[1] == {"vapes": 1}
    assert not [cell for cell in parted(counts)[0] if "vape" in cell[0]]


def test_words_are_shown_in_the_fives_that_fill_up() -> None:
    assert term_figures({"vapes": 4, "discord": 11}, {}) == {"discord": 10}
    assert term_figures({"vapes": 6, "discord": 14}, {"discord": 10}) == {"vapes": 5}


async def test_a_word_that_rises_is_marked_and_noted_and_a_steady_one_is_not(house: House) -> None:
    await house.store.figures.mark_made_up(1)
    for back in range(30, 0, -1):
        week = week_of(NOW - timedelta(weeks=back))
        people = {"vapes": 25 if back <= 4 else 5, "discord": 10}
        cells = {(f"~{term}", "term", "people"): many for term, many in people.items()}
        await house.store.figures.add(week, cells | {("rel.friends", "total", "people"): 1})
    designer, _ = await house.person(Role.DESIGNER)
    page = (await designer.get("/themes")).text
    assert "The word <strong>Vapes</strong>: 100, where about 20 are usual" in page
    assert re.search("The week of Monday [0-9]+ (October|November) 2026: the word “Vapes” began to rise", page)
    assert "Discord" not in page


async def test_figures_of_a_retired_theme_are_read_as_the_one_that_took_it_in(house: House, tmp_path: Path) -> None:
    """The tree changes in the middle of a quarter: what was counted and published before under the old id is not lost."""
    await house.store.figures.mark_made_up(1)
    cells = {("age", "unknown"), ("channel", "sms"), ("district", "west"), ("time", "night"), ("total", "people")}
    for week, theme, many in (("2026-W40", "rel.old", 10), ("2026-W45", "rel.old", 5), ("2026-W45", "rel.friends", 15)):
        await house.store.figures.add(week, {(theme, cube, cell): many for cube, cell in cells})
    assert (await published(house.store.figures, THEMES, NOW)).people("2026-W45") == {"rel.old": 5, "rel.friends": 15}
    tree = (ROOT / "data" / "themes.yml").read_text()
    changed = tree.replace("rel.friends: {", "rel.friends: {was: [rel.old], ")
    assert changed != tree
    (tmp_path / "themes.yml").write_text(changed)
    now = await published(house.store.figures, Themes.load(tmp_path / "themes.yml"), NOW)
    assert now.people("2026-W45") == {"rel.friends": 20}
    assert now.people("2026-W40") == {"rel.friends": 10}
