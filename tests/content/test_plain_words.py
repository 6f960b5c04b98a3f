"""Plain words, measured: how old one must be to read them, how long they are, and that every link and number is on file."""

import re
import statistics

import pytest

from bot.content.services import Services
from bot.content.word import Word
from bot.content.words import Words
from bot.model.age import AgeBand
from bot.setting_checks import ROOT
from tests.reading_age import FEWEST_WORDS, reading_age

WORDS, SERVICES = Words.load(ROOT / "data" / "words"), Services.load(ROOT / "data" / "services")
OLDEST, MIDDLE, OLDEST_FOR_CHILDREN = 12, 9, 8  # years
LONGEST = 60  # words: more is not read to its end
LONGEST_SENTENCE = 30  # words; one idea each
LINK = re.compile(r"https?://\S+|www\.\S+|\b[a-z0-9-]+\.(?:org|com|co|gov|nhs|net|uk|app)\b[\w./-]*", re.I)


def texts(word: Word) -> list[tuple[AgeBand, str]]:
    return [(band, text) for band, form in word.forms.items() for text in dict.fromkeys((form.text, form.sms))]


EVERY = [(word.name, band, text) for word in WORDS.all() for band, text in texts(word)]
LONG = [one for one in EVERY if len(one[2].split()) >= FEWEST_WORDS]


@pytest.mark.parametrize(("name", "band", "text"), LONG, ids=lambda value: str(value)[:24])
def test_every_word_can_be_read_at_its_age(name: str, band: AgeBand, text: str) -> None:
    """What is for everyone stands in the youngest place: a child must be able to read it."""
    assert reading_age(text) <= (OLDEST_FOR_CHILDREN if band is AgeBand.UNDER_13 else OLDEST), text


def test_half_of_all_words_can_be_read_at_nine() -> None:
    assert statistics.median(reading_age(text) for _, _, text in LONG) <= MIDDLE


@pytest.mark.parametrize(("name", "band", "text"), EVERY, ids=lambda value: str(value)[:24])
def test_no_word_is_long(name: str, band: AgeBand, text: str) -> None:
    assert len(text.split()) <= LONGEST
    for sentence in re.split(r"[.?!\n]+\s*", text):
        assert len(sentence.split()) <= LONGEST_SENTENCE, sentence


def test_every_link_leads_to_a_place_on_file() -> None:
    known = {(service.web or "").removeprefix("https://").strip("/") for service in SERVICES.all() if service.verified}
    linked = {link.removeprefix("https://").strip("/") for _, _, text in EVERY for link in LINK.findall(text)}
    assert linked <= known


def test_the_search_for_links_finds_them() -> None:
    assert LINK.findall("see https://a.example/x or www.b.org, c.co.uk/d") == ["https://a.example/x", "www.b.org,", "c.co.uk/d"]


def test_the_measure_knows_easy_from_hard() -> None:
    assert reading_age("I see a cat. It is on the mat. Can you see it? It is a big cat.") < 6
    assert reading_age("Comprehensive multidisciplinary arrangements notwithstanding, considerable complexities remain.") > 16
