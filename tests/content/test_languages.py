"""Languages: English whole, others off until read and signed, each word in English where a language has none of its own."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.content.check import check
from bot.content.languages import NOBODY_YET, Languages, load_listed, words_in, wrong_languages
from bot.content.reader import ContentError
from bot.content.word import Word
from bot.content.words import Words
from bot.model.age import BANDS, AgeBand
from bot.model.message import Channel
from bot.model.segments import count_segments
from bot.setting_checks import ROOT

FOLDER = ROOT / "data" / "languages"
ENGLISH = Words.load(ROOT / "data" / "words")
LISTED = load_listed(FOLDER)
SAFETY = ("danger_999", "safety_high", "safety_concern", "away", "crisis", "watched", "offer_person", "other_language")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER, tmp_path / "languages")
    return tmp_path / "languages"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def sign_polish(folder: Path) -> None:
    change(folder / "pl" / "safety.yml", "signed_off: pending", "signed_off: A Lead")
    listed = (folder / "languages.yml").read_text(encoding="utf-8")
    on = "pl: {shown: Polish, page: pl, switched_on: yes, reader: A Reader}"
    (folder / "languages.yml").write_text(re.sub(r"pl: \{.*\}", on, listed), encoding="utf-8")


def test_english_alone_is_on_and_every_other_file_says_that_it_needs_a_reader() -> None:
    assert [code for code, one in LISTED.items() if one.on] == ["en"]
    for code, one in LISTED.items():
        if code != "en":
            assert one.reader == NOBODY_YET
            for path in (FOLDER / code).glob("*.yml"):
                assert "NEEDS A NATIVE READER" in path.read_text(encoding="utf-8").splitlines()[0]
            assert all(isinstance(word, Word) and word.signed_off == "pending" for word in words_in(FOLDER, one))


@pytest.mark.parametrize("code", ["pl", "uk"])
def test_the_safety_words_are_complete_and_fit_two_texts(code: str) -> None:
    words = {word.name: word for word in words_in(FOLDER, LISTED[code]) if isinstance(word, Word)}
    assert set(words) == set(SAFETY)
    for word in words.values():
        for band in BANDS:
            assert count_segments(word.form(band).sms).segments <= 2
            there, here = (
                set(re.findall(r"\d[\d ]+\d", form.sms)) for form in (ENGLISH.word(word.name).form(band), word.form(band))
            )
            assert here == there or word.name == "other_language", "the same numbers for the same age"


def test_what_is_off_is_said_in_english() -> None:
    languages = Languages.load(FOLDER, ENGLISH)
    assert languages.words("pl").say("danger_999", None, Channel.SMS) == ENGLISH.say("danger_999", None, Channel.SMS)
    assert not languages.has("pl", "danger_999")
    assert languages.page("pl", "danger_999") == ""
    assert languages.named("Polish") is None


def test_what_is_on_is_said_in_that_language_and_word_by_word_in_english_else(folder: Path) -> None:
    sign_polish(folder)
    languages = Languages.load(folder, ENGLISH)
    assert languages.named("Polish") == "pl"
    polish = languages.words("pl")
    assert polish.say("danger_999", AgeBand.UNDER_13, Channel.WEB).text.startswith("Jeśli grozi")
    assert languages.page("pl", "danger_999") == "pl"
    assert polish.say("menu", None, Channel.WEB) == ENGLISH.say("menu", None, Channel.WEB)
    assert languages.page("pl", "menu") == ""
    assert languages.words("uk").say("danger_999", None, Channel.WEB).text.startswith("If you are")


def test_a_language_is_not_switched_on_before_it_is_read_and_signed(folder: Path) -> None:
    change(
        folder / "languages.yml",
        "uk: {shown: Ukrainian, page: uk, switched_on: no",
        "uk: {shown: Ukrainian, page: uk, switched_on: yes",
    )
    [wrong] = [found for found in wrong_languages(folder, ENGLISH) if isinstance(found, ContentError)]
    assert wrong.line == 10
    assert "uk may not be switched on: needs a native reader; other_language is not signed off" in wrong.what
    with pytest.raises(ContentError, match="may not be switched on"):
        Languages.load(folder, ENGLISH)


SLIPS = {
    "a word nobody says": ("kw/greetings.yml", "hello:", "helo:", "no word named 'helo' in data/words"),
    "an answer Lev cannot read": ("pl/safety.yml", '["Yes", "No thanks"]', '["Tak", "Nie"]', "keep the English choices"),
    "a number nobody knows": ("uk/safety.yml", "Небезпека 999. Childline", "Небезпека 998. Childline", "'998' belongs to no verified service"),
    "a blank": ("kw/greetings.yml", "Duw genes.", "Duw genes, [worker].", "unknown blank [worker]"),
    "a folder that is not listed": ("languages.yml", "  kw:", "  cy:", "the folder 'kw' is no language of the list"),
    "a switch of neither": ("languages.yml", "page: kw, switched_on: no", "page: kw, switched_on: 3", "expected yes or no"),
    "no reader": ("languages.yml", "switched_on: no, reader: needs a native reader}\n  pl", "switched_on: no}\n  pl", "write who read it"),
    "a list too short to tell": ("known.yml", "Cornish: >-", "Cornish: a b c\nManx: >-", "Cornish: 3 words; 30 at least"),
    "a number among the words": ("known.yml", "Cornish: >-", "Cornish: >-\n  dydh2", "'dydh2' is no plain word"),
    "another default": ("languages.yml", "default: en", "default: kw", "it is the default"),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "what"), SLIPS.values(), ids=SLIPS.keys())
def test_check_content_names_a_slip(tmp_path: Path, file: str, old: str, new: str, what: str) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    for name in ("domain.yml", "CODEOWNERS"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "docs").mkdir()
    shutil.copy(ROOT / "docs" / "facts.md", tmp_path / "docs")
    change(tmp_path / "data" / "languages" / file, old, new)
    errors, _ = check(tmp_path, date(2026, 11, 26))
    assert any(what in error for error in errors), errors


PAGES = sorted(path for room in ("bot", "channels") for path in (ROOT / room).rglob("*.html") if "<html" in path.read_text())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_page_says_its_language(path: Path) -> None:
    assert re.findall(r"<html[^>]*>", path.read_text(encoding="utf-8")) == [f'<html lang="{LISTED["en"].page}">']
