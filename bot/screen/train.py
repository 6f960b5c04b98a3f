"""`make train-screen`: learns the second opinion from our own sentences. `data/risk/examples` in, one small file out.

Never from a text that anybody sent, and never from a sentence that is a test.
"""

import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from bot.content.examples import examples
from bot.content.phrases import RiskWords
from bot.content.sentences import mark, sentences
from bot.meaning.learn_risk import learned_risk
from bot.meaning.risk import meanings
from bot.meaning.vectors import Sentences
from bot.model.risk import Level
from bot.screen.assess import MODEL, Screen
from bot.screen.habits import Habits

HARMLESS_TOPICS = frozenset({
    "what_is_lev", "is_it_a_bot", "who_will_know", "cost", "delete_me", "have_your_say", "voice_taken_back", "bodies_puberty",
    "contraception_private", "consent_what", "consent_age", "close_in_age", "ready_or_not", "show_menu", "tell_more", "not_meant",
    "at_age", "lgbt_me", "gender", "coming_out", "find_service", "opening_hours", "asking_out", "is_it_love", "rejected",
    "healthy_signs", "breakup", "friends_fall_out", "greet", "goodbye", "thanks", "affirm", "deny", "rude", "small_talk",
    "tell_age", "out_of_scope", "porn", "jealousy", "trust_cheating",
})  # fmt: skip
"""Topics whose examples (`data/nlu`) ask for advice and disclose nothing: more of what must be left alone."""


def main(data: Path) -> int:
    """Writes `data/risk/second_opinion.npz`. Raises `ContentError` when a sentence cannot be read."""
    begun = time.monotonic()
    ours = sentences(data / "risk" / "examples")
    habits = Habits.learned(sentence.text for sentence in ours)
    screen = Screen(RiskWords.load(data / "risk"), habits=habits)
    asked = [example.text for example in examples(data / "nlu") if example.name in HARMLESS_TOPICS]
    texts = [*(sentence.text for sentence in ours), *asked]
    levels = np.array([*(sentence.level for sentence in ours), *(Level.NONE for _ in asked)])
    kinds = [str(sentence.kind) for sentence in ours if sentence.level > Level.NONE]
    plain = [screen.plain(text) for text in texts]
    vectors = meanings(Sentences(), plain)
    reader = learned_risk(vectors, levels > Level.NONE, levels >= Level.HIGH, kinds)
    path = data / "risk" / MODEL
    replace(reader, habits=habits.tables(), learnt_from=mark(ours)).save(path)
    risky = int((levels > Level.NONE).sum())
    print(f"learnt from {risky:,} sentences with a risk and {len(texts) - risky:,} without; {len(reader.known):,} are kept")
    print(f"{path.stat().st_size / 1e6:.1f} MB in {time.monotonic() - begun:.0f} s: {path.name}")
    return 0
