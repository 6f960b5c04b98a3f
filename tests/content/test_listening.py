"""What is kept of a question without an answer, and which feelings are answered first."""

from datetime import date

import pytest

from bot.content.feelings import Feelings
from bot.content.vocabulary import GONE, LONGEST, Vocabulary
from bot.content.words import OUT_OF_DATE, Words
from bot.setting_checks import ROOT

DATA = ROOT / "data"
WORDS, FEELINGS = Words.load(DATA / "words"), Feelings.load(DATA / "feelings.yml")
VOCABULARY = Vocabulary.load(DATA, WORDS)


@pytest.mark.parametrize(("text", "kept"), [
    ("How do I tell my mum?", "how do i tell my mum?"),
    ("my bf Zebedee Trelawney shouts at me", f"my bf {GONE} shouts at me"),
    ("ring me on 07700 900123 or 01872000000", f"ring me on {GONE} or {GONE}"),
    ("im on insta @zeb_t99 add me", f"im on insta {GONE} add me"),
    ("text zeb@example.org or https://example.org/zeb", f"text {GONE} or {GONE}"),
    ("is there a clinic in Truro or st ives", f"is there a clinic in {GONE} or {GONE}"),
    ("i live at TR1 2AB in Praze", f"i live at {GONE} in {GONE}"),
])  # fmt: skip
def test_only_words_that_lev_knows_itself_are_kept(text: str, kept: str) -> None:
    assert VOCABULARY.redacted(text) == kept


@pytest.mark.parametrize("text", ["", "\0", "😀" * 50, "Zebedee", "07700900123"])
def test_nothing_but_a_gap_may_be_left(text: str) -> None:
    assert VOCABULARY.redacted(text) in ("", GONE)


def test_a_story_is_cut() -> None:
    assert len(VOCABULARY.redacted("what is consent " * 100)) <= LONGEST


@pytest.mark.parametrize(("text", "word"), [
    ("im so scared he will see", "feel_scared"),
    ("I'm SO embarrassed but how do I say no", "feel_ashamed"),
    ("idk what to do about my bf", "feel_confused"),
    ("im gutted she dumped me", "feel_sad"),
    ("what is consent", None),
    ("my mum is scared of spiders", None),
    ("", None),
])  # fmt: skip
def test_a_feeling_counts_only_when_they_say_it_of_themselves(text: str, word: str | None) -> None:
    assert FEELINGS.named(text) == word


def test_every_feeling_has_words() -> None:
    assert FEELINGS.names() <= WORDS.names()


@pytest.mark.parametrize(("name", "said"), [
    ("consent_what", OUT_OF_DATE),
    ("risk_suicide", "safety_high"),
    ("worry_missing", "safety_concern"),
    ("holding_in_hours", "holding_in_hours"),
    ("danger_999", "danger_999"),
])  # fmt: skip
def test_expired_words_give_way_to_a_safe_general_one_and_never_to_silence(name: str, said: str) -> None:
    expires = WORDS.word(name).expires
    assert WORDS.current(name, expires) == name
    assert WORDS.current(name, date(2030, 1, 1)) == said
    assert WORDS.word(name) in WORDS.expired(date(2030, 1, 1))
    assert WORDS.word(name) not in WORDS.expired(expires)
