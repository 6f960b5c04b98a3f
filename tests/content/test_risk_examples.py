"""Every `must_flag` and `must_leave` of `data/risk` in, one test each out. Never reads a text that is not in `data/risk`."""

import functools
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from bot.content.phrases import GAP, MADE_BY_CODE, Example, Phrase, RiskWords
from bot.model.risk import Kind, Level
from bot.screen.assess import Screen
from bot.screen.cli import RISK_FOLDER
from bot.screen.normalise import Normaliser
from bot.screen.phrases import Finder
from bot.screen.weigh import level_of

WORDS = RiskWords.load(RISK_FOLDER)
KINDS = sorted(set(Kind) - MADE_BY_CODE)
PLAIN_PHRASES = [p for p in WORDS.phrases if p.level]


@functools.cache
def screen() -> Screen:
    return Screen(WORDS)


def label(example: Example) -> str:
    return f"{example.kind}-{example.level.word}-{re.sub(r'[^a-z0-9]+', '_', example.text.lower())[:60]}"


FLAG = [example for example in WORDS.examples if example.level]
LEAVE = [example for example in WORDS.examples if not example.level]


@pytest.mark.parametrize("example", FLAG, ids=label)
def test_must_flag_at_its_level(example: Example) -> None:
    found = [finding for finding in screen().assess(example.text).findings if finding.kind is example.kind]
    assert max((finding.level for finding in found), default=Level.NONE) is example.level


@pytest.mark.parametrize("example", LEAVE, ids=label)
def test_must_leave_alone(example: Example) -> None:
    assert screen().assess(example.text).findings == ()


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_enough_to_go_by(kind: Kind) -> None:
    phrases = sum(phrase.kind is kind for phrase in PLAIN_PHRASES)
    counts = Counter((example.kind, bool(example.level)) for example in WORDS.examples)
    assert phrases >= 25
    assert counts[kind, True] >= 10
    assert counts[kind, False] >= 6


def said(phrase: Phrase) -> str:
    """The phrase as somebody would write it: the first member for a list, two words in a gap."""
    words = [WORDS.lists.lists[word[1:-1]][0] if word[0] == "<" else word for word in phrase.words.split()]
    return " ".join(words).replace(GAP, "well then")


@pytest.mark.parametrize("kind", KINDS)
def test_no_phrase_is_dead(kind: Kind) -> None:
    dead = []
    for phrase in (p for p in PLAIN_PHRASES if p.kind is kind):
        found = [finding for finding in screen().assess(said(phrase)).findings if finding.kind is kind]
        if not found or max(finding.level for finding in found) < (phrase.level or Level.NONE):
            dead.append(phrase.words)
    assert dead == []


def test_only_a_negation_stands_instead_of_something_more_urgent() -> None:
    """A longer phrase hides a shorter one inside it, so a milder longer one must say "not" or "never"."""
    normaliser = Normaliser(WORDS.lists.spellings, WORDS.lists.fillers)
    finder = Finder(WORDS.phrases, WORDS.lists.lists, normaliser)
    milder = set()
    for phrase in (p for p in PLAIN_PHRASES if GAP not in p.words):
        words = normaliser.text(said(phrase))
        for match in finder.matches(words):
            more_urgent = match.phrase.kind is phrase.kind and level_of(match) > (phrase.level or 0)
            if more_urgent and match.last - match.first < len(words) and not {"not", "never"} & {w.text for w in words}:
                milder.add((phrase.words, match.phrase.words))
    assert milder == set()


MUST_PASS = tuple(yaml.safe_load(Path(__file__).with_name("must_pass.yml").read_text(encoding="utf-8")))


@pytest.mark.parametrize("text", MUST_PASS)
def test_what_must_never_be_missed_is_high(text: str) -> None:
    """By phrases alone: the second opinion may change with what it learns."""
    assert screen().assess(text).level >= Level.HIGH
