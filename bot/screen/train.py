"""`make train-screen`: learns the second opinion from our own sentences. `data/risk/examples` in, one small file out.

Never from a text that anybody sent, and never from a sentence that is a test.
"""

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from bot.content.examples import examples
from bot.content.phrases import RiskWords
from bot.content.sentences import Sentence, mark, sentences
from bot.meaning import risk_file
from bot.meaning.learn_risk import Lesson, learned_risk
from bot.meaning.risk import as_typed
from bot.meaning.vectors import Sentences
from bot.screen.assess import MODEL, Screen
from bot.screen.habits import Habits
from bot.screen.retyped import retyped

HARMLESS_TOPICS = frozenset({
    "what_is_lev", "is_it_a_bot", "who_will_know", "cost", "delete_me", "have_your_say", "voice_taken_back", "bodies_puberty",
    "contraception_private", "consent_what", "consent_age", "close_in_age", "ready_or_not", "show_menu", "tell_more", "not_meant",
    "at_age", "lgbt_me", "gender", "coming_out", "find_service", "opening_hours", "asking_out", "is_it_love", "rejected",
    "healthy_signs", "breakup", "friends_fall_out", "greet", "goodbye", "thanks", "affirm", "deny", "rude", "small_talk",
    "tell_age", "out_of_scope", "porn", "jealousy", "trust_cheating",
})  # fmt: skip
"""Topics whose examples (`data/nlu`) ask for advice and disclose nothing: more of what must be left alone."""


SHOWN = 3
"""Ways in which each sentence is shown: as it was written, and retyped."""


def main(data: Path) -> int:
    """Writes `data/risk/second_opinion.npz`. Raises `ContentError` when a sentence cannot be read."""
    begun = time.monotonic()
    ours = sentences(data / "risk" / "examples")
    habits = Habits.learned(sentence.text for sentence in ours)
    lesson = _lesson(ours, Screen(RiskWords.load(data / "risk"), habits=habits), data / "nlu")
    path = data / "risk" / MODEL
    reader = replace(learned_risk(lesson, Sentences()), habits=habits.tables(), learnt_from=mark(ours))
    risk_file.save(reader, path)
    risky = int((lesson.levels > 0).sum())
    print(f"learnt from {risky:,} sentences with a risk and {len(lesson.levels) - risky:,} without; bars: {reader.bars}")
    print(f"{path.stat().st_size / 1e6:.1f} MB in {time.monotonic() - begun:.0f} s: {path.name}")
    return 0


def _lesson(ours: Sequence[Sentence], screen: Screen, topics: Path) -> Lesson:
    asked = [example.text for example in examples(topics) if example.name in HARMLESS_TOPICS]
    texts = [*(sentence.text for sentence in ours), *asked]
    levels = np.array([*(int(sentence.level) for sentence in ours), *(0 for _ in asked)])
    harmless = [text for text, level in zip(texts, levels, strict=True) if not level]
    shown = [texts, *(retyped(texts, harmless, seed) for seed in range(1, SHOWN))]
    everyday = np.array([*(sentence.kind is None for sentence in ours), *(True for _ in asked)])
    kinds = [*(str(sentence.kind) for sentence in ours), *("" for _ in asked)]
    return Lesson([as_typed([screen.plain(text) for text in way]) for way in shown], levels, kinds, everyday)
