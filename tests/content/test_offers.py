"""Menus: their numbers, what an answer means, and that every offer leads somewhere."""

import pytest

from bot.content.offers import MOST, numbered, picked
from bot.content.reader import ContentError
from bot.content.words import Words
from bot.model.age import BANDS
from bot.model.message import Channel
from bot.model.segments import count_segments
from bot.setting_checks import ROOT

WORDS = Words.load(ROOT / "data" / "words")
LABELS = ("Talk to a real person", "What consent is", "Something else")
NAMES = [(LABELS[0], "Людина"), (LABELS[1],), (LABELS[2], "Coś innego")]
MENUS = [word for word in WORDS.all() if word.offers]
HEAD = "all_of_these: {author: a, signed_off: pending, written: 2026-01-01, expires: 2027-01-01}\n"


@pytest.mark.parametrize(("text", "place"), [
    ("1", 0), (" 2 ", 1), ("3.", 2), ("2)", 1), ("#1", 0), ("a", 0), ("B", 1), ("c!", 2), ("what consent is", 1),
    ("Something ELSE.", 2), ("talk to a real person", 0), ("людина!", 0), ("COŚ INNEGO", 2), ("٢", 1),
])  # fmt: skip
def test_a_number_a_letter_or_a_name_picks(text: str, place: int) -> None:
    assert picked(text, NAMES) == place


@pytest.mark.parametrize("text", ["", "0", "4", "12", "d", "im 1", "1 2", "hello", "16", "person", "-", "²", "①"])
def test_anything_else_picks_nothing(text: str) -> None:
    assert picked(text, NAMES) is None


def test_nothing_is_picked_from_no_menu() -> None:
    assert picked("1", ()) is None


def test_a_phone_gets_numbers() -> None:
    assert numbered("Pick one.", LABELS[:2]) == "Pick one.\n1 Talk to a real person\n2 What consent is"


@pytest.mark.parametrize("word", MENUS, ids=lambda word: word.name)
def test_every_menu_fits_a_phone_and_shows_buttons_on_a_page(word) -> None:
    assert 1 < len(word.offers) <= MOST
    for band in BANDS:
        text = WORDS.say(word.name, band, Channel.SMS, **dict.fromkeys(("worker",), "x")).text
        assert [line[0] for line in text.splitlines()[1:]] == [str(number) for number in range(1, len(word.offers) + 1)]
        assert count_segments(text).segments <= 2
        page = WORDS.say(word.name, band, Channel.WEB)
        assert page.choices == tuple(WORDS.short(name) for name in page.offers)
        assert "\n1 " not in page.text


def test_a_menu_of_the_moment_takes_the_place_of_the_words_own() -> None:
    spoken = WORDS.say("did_you_mean", None, Channel.SMS, offers=("jealousy", "something_else"))
    assert spoken.offers == ("jealousy", "something_else")
    assert spoken.text.endswith("1 Jealousy\n2 Something else")


@pytest.mark.parametrize(("body", "wrong"), [
    ("a: {for: x, everyone: hi, offers: [b]}", "which nobody has written"),
    ("a: {for: x, everyone: hi, offers: [a]}", "which has no short name"),
    ("a: {for: x, short: me, everyone: hi, offers: [a, a, a, a, a, a, a]}", "6 at most"),
    ("a: {for: x, short: a name that is much too long to fit, everyone: hi}", "28 at most"),
    ("a: {for: x, short: me, everyone: hi, offers: [a], choices: [b]}", "a page can show one kind"),
    (f"a: {{for: x, short: {'m' * 28}, everyone: {'long ' * 56}, offers: [a]}}", "with its menu"),
])  # fmt: skip
def test_what_an_author_gets_wrong_is_named(tmp_path, body: str, wrong: str) -> None:
    (tmp_path / "w.yml").write_text(HEAD + body)
    with pytest.raises(ContentError, match=wrong):
        Words.load(tmp_path)
