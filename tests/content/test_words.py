"""Words: every one, at every age, on every channel; and what an author gets wrong is named with file and line."""

from datetime import date
from pathlib import Path

import pytest

from bot.content.blanks import BLANKS
from bot.content.check import check
from bot.content.reader import ContentError
from bot.content.words import Words
from bot.model.age import BANDS, AgeBand
from bot.model.message import Channel
from bot.model.segments import count_segments
from bot.setting_checks import ROOT

WORDS = Words.load(ROOT / "data" / "words")
HEAD = "all_of_these: {author: a, signed_off: pending, written: 2026-01-01, expires: 2027-01-01}\n"


@pytest.mark.parametrize("name", sorted(WORDS.names()))
def test_every_word_can_be_said_to_everybody(name: str) -> None:
    for channel in Channel:
        for band in (None, *BANDS):
            text = WORDS.say(name, band, channel, **BLANKS).text
            assert text
            assert "[" not in text, "no blank is left"
            if channel is Channel.SMS:
                assert count_segments(text).segments <= 2


def test_an_unknown_age_hears_the_youngest_form_and_no_age_an_older_one() -> None:
    for name in WORDS.names():
        word = WORDS.word(name)
        assert word.form(None) is word.forms[AgeBand.UNDER_13]
        for band in BANDS:
            said = next(key for key, form in word.forms.items() if form is word.form(band))
            assert BANDS.index(said) <= BANDS.index(band)


def test_the_crisis_words_stand_alone_everywhere() -> None:
    said = {WORDS.say("crisis", band, channel).text for band in (None, *BANDS) for channel in Channel}
    [only] = said
    assert all(number in only for number in ("999", "0800 1111", "85258"))


@pytest.mark.parametrize("name", [n for n in sorted(WORDS.names()) if n.startswith(("risk_", "safety_", "danger_"))])
def test_no_word_promises_a_worker(name: str) -> None:
    for form in WORDS.word(name).forms.values():
        for promise in ("worker", "will join", "is coming", "getting a person", "real person"):
            assert promise not in form.text.lower(), "only a committed case may"


def test_every_fact_a_word_rests_on_is_documented_and_checked() -> None:
    lines = (ROOT / "docs" / "facts.md").read_text().splitlines()
    graded = {
        line.split("|")[1].strip(): line.split("|")[3].strip() for line in lines if line.startswith("| ") and "-" in line[:10]
    }
    for name in WORDS.names():
        for fact in WORDS.word(name).facts:
            assert fact in graded, f"{name} rests on {fact}"
            assert not graded[fact].startswith("C"), f"{name} rests on {fact}, which nobody has checked"


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a: {for: x}\n", 2, "has no form for under_13"),
        ("a: {for: x, 13_15: hello}\n", 2, "has no form for under_13"),
        ("a: {for: x, everyone: hello, colour: red}\n", 2, "unknown name 'colour'"),
        ("a:\n  for: x\n  everyone: hello [name]\n", 4, "unknown blank [name]"),
        ("a:\n  for: x\n  everyone: " + "word " * 80 + "\n", 4, "takes 3 segments"),
        ("a:\n  for: x\n  everyone: 🙂 " + "word " * 30 + "\n", 4, "takes 3 segments"),
        ("a: {for: x, everyone: one}\na: {for: x, everyone: two}\n", 3, "is here twice"),
        ("a: [\n", 3, "not valid YAML"),
        ("a: {for: x, everyone: hello, expires: soon}\n", 2, "expected a date"),
    ],
)  # fmt: skip
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, text: str, line: int, what: str) -> None:
    (tmp_path / "words.yml").write_text(HEAD + text)
    with pytest.raises(ContentError) as wrong:
        Words.load(tmp_path)
    assert what in str(wrong.value)
    assert str(wrong.value).startswith(f"{tmp_path / 'words.yml'}:{line}:")


def test_the_whole_of_data_can_be_used() -> None:
    errors, notes = check(ROOT, date(2026, 11, 24))
    assert errors == []
    assert any("wait for the safeguarding lead's signature" in note for note in notes)


def test_an_unfilled_blank_and_an_unknown_name_are_errors() -> None:
    with pytest.raises(LookupError, match="opens_at"):
        WORDS.say("holding_out_of_hours", None, Channel.WEB)
    with pytest.raises(LookupError, match="no word named"):
        WORDS.say("nonsense", None, Channel.WEB)
