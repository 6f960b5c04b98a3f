"""Answers to what Lev has just asked: "no" after "are you safe right now?". A whole text in, a finding out, or nothing.

Never takes a yes for safe: a yes finds nothing, and lowers nothing.
"""

from collections.abc import Sequence

from bot.content.risk_lists import Asked
from bot.model.risk import Finding, Rule
from bot.screen.fold import Word
from bot.screen.normalise import Normaliser


class Answers:
    """All questions of `data/risk/lists/answers.yml` with their answers, ready."""

    def __init__(self, asked: Sequence[Asked], normaliser: Normaliser) -> None:
        self._asked = {
            one.question: (one.kind, {normaliser.phrase(answer): (level, answer) for answer, level in one.answers.items()})
            for one in asked
        }

    def finding(self, question: str | None, text: str, words: Sequence[Word]) -> Finding | None:
        """What this text is a sign of as the answer to that question."""
        if question not in self._asked:
            return None
        kind, answers = self._asked[question]
        level, answer = answers.get(tuple(word.text for word in words), (None, ""))
        return Finding(kind, level, f"{question} {answer}", 0, len(text), Rule.ANSWER) if level else None
