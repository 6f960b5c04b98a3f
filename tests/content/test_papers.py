"""The pages that are only read: whether a child can read them, and whether they say what the house does."""

import statistics
from pathlib import Path

import pytest

from bot.content.papers import load_papers, wrong_papers
from bot.content.reader import ContentError
from bot.content.tone import Tone
from bot.content.words import Words
from bot.model.message import Channel
from bot.privacy.retention import RETENTION
from bot.setting_checks import ROOT
from bot.store.keys import CALM_DAYS, CONCERN_DAYS
from tests.reading_age import FEWEST_WORDS, reading_age

PAPERS = load_papers(ROOT / "data" / "pages")
PARAGRAPHS = [(paper.name, text) for paper in PAPERS.values() for part in paper.parts for text in part.text]
OLDEST, MIDDLE = 12, 9  # years


@pytest.mark.parametrize("name", PAPERS)
def test_a_child_of_twelve_can_read_it(name: str) -> None:
    assert reading_age(PAPERS[name].text) <= MIDDLE


@pytest.mark.parametrize(
    ("name", "text"), [one for one in PARAGRAPHS if len(one[1].split()) >= FEWEST_WORDS], ids=lambda one: one[:24]
)
def test_so_can_every_paragraph(name: str, text: str) -> None:
    assert reading_age(text) <= OLDEST, text


def test_half_can_be_read_at_nine() -> None:
    assert statistics.median(reading_age(text) for _, text in PARAGRAPHS if len(text.split()) >= FEWEST_WORDS) <= MIDDLE


def test_lev_does_not_say_there_what_it_does_not_say_elsewhere() -> None:
    assert list(wrong_papers(PAPERS, Tone.load(ROOT / "data" / "tone.yml"))) == []


def test_the_notice_says_how_long_as_the_store_does() -> None:
    text = PAPERS["privacy"].text
    assert f"{CALM_DAYS} days after your last message" in text
    assert CONCERN_DAYS == 365
    assert "12 months" in text
    words = Words.load(ROOT / "data" / "words")
    for name in ("delete_me", "privacy"):
        assert f"{CALM_DAYS} days" in words.say(name, None, Channel.SMS, page="x").text


def test_the_notice_says_that_typing_is_seen_and_the_words_are_not_and_when_texts_came() -> None:
    text = PAPERS["privacy"].text
    assert "tells them that you are typing. It never tells them what. They cannot see the words before you send them" in text
    assert "what time each of your messages came" in text
    assert "when our texts got to your phone" in text
    assert {"that somebody is writing", "receipts"} <= {line.what for line in RETENTION}, "what the page tells of is in the table"


def test_the_pages_say_who_may_watch_and_what_a_machine_does() -> None:
    notice, private = PAPERS["privacy"].text, PAPERS["private"].text
    assert "All it can do is fetch a real person. It never makes a choice about you. It can be wrong" in notice
    assert "A parent, a carer or a teacher cannot read your talk just by asking us" in notice
    assert "We never look up where you are" in notice
    assert "an app that lets a parent or someone else see the screen" in private


def test_the_hidden_page_is_honest() -> None:
    assert "We still have what you wrote" in PAPERS["hidden"].text


def test_a_broken_paper_is_named_with_its_line(tmp_path: Path) -> None:
    for path in (ROOT / "data" / "pages").glob("*.yml"):
        (tmp_path / path.name).write_text(path.read_text())
    paper = tmp_path / "privacy.yml"
    paper.write_text(paper.read_text().replace("title: Privacy", "title: Abuse help"))
    with pytest.raises(ContentError, match=r"privacy\.yml:3: the tab's name"):
        load_papers(tmp_path)
    paper.unlink()
    with pytest.raises(ContentError, match=r"nobody has written privacy\.yml"):
        load_papers(tmp_path)
