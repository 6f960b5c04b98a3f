"""How Lev may speak. `data/tone.yml` in; for a text, what in it must not be said, out.

Never judges kindness: that takes a person, who signs the word off.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.content.reader import Node, read

LOCKED = 40  # characters: about what a locked phone shows of a text; somebody else may be looking
_QUESTION = re.compile(r"[^.?!\n]*\?")
_SHOUT_OR_SIGN = re.compile("[!\u2190-\u2bff\U0001f000-\U0001faff]")

type _Phrases = tuple[tuple[re.Pattern[str], str, str], ...]


@dataclass(frozen=True, slots=True)
class Tone:
    """The lists of `data/tone.yml`, ready to be looked for: pattern, phrase as written, what to do instead."""

    never: _Phrases
    promises: _Phrases
    telling: _Phrases
    questions: frozenset[str]

    @classmethod
    def load(cls, path: Path) -> "Tone":
        """Raises `ContentError`."""
        lists = ("never_say", "no_promises", "not_on_a_locked_phone", "questions_in_first_answers")
        table = read(path).table(need=lists)
        never, promises = (tuple(_instead(*item) for item in table[name].table().items()) for name in lists[:2])
        telling = tuple((_pattern(node.text()), node.text(), "") for node in table[lists[2]].items())
        return cls(never, promises, telling, frozenset(table[lists[3]].texts()))

    def wrong_anywhere(self, text: str) -> Iterator[str]:
        """What no word may hold."""
        for pattern, phrase, instead in self.never:
            if pattern.search(_plain(text)):
                yield f"do not say {phrase!r}; {instead}"
        if _SHOUT_OR_SIGN.search(text):
            yield "no exclamation marks, emoji or signs"
        if text.count("?") > 1:
            yield "one question at a time"

    def wrong_promises(self, text: str) -> Iterator[str]:
        """What only the words that come with a case may say."""
        for pattern, phrase, instead in self.promises:
            if pattern.search(_plain(text)):
                yield f"do not promise {phrase!r}; {instead}"

    def wrong_questions(self, text: str) -> Iterator[str]:
        """Questions that no first answer to something serious may ask: nothing that leads or finds out what was done."""
        for question in _QUESTION.findall(text):
            if question.strip() not in self.questions:
                yield f"{question.strip()!r} is not one of the questions a first answer may ask"

    def telling_on_a_locked_phone(self, text: str) -> Iterator[str]:
        """What the first characters of an SMS must not show."""
        for pattern, phrase, _ in self.telling:
            if pattern.search(_plain(text)[:LOCKED]):
                yield f"the first {LOCKED} characters show on a locked phone: {phrase!r}"


def _instead(phrase: str, node: Node) -> tuple[re.Pattern[str], str, str]:
    return _pattern(phrase), phrase, node.text()


def _pattern(phrase: str) -> re.Pattern[str]:
    """Whole words; a `*` at the end stands for any ending."""
    ending = "" if phrase.endswith("*") else r"(?!\w)"
    return re.compile(r"(?<!\w)" + re.escape(_plain(phrase.rstrip("*"))) + ending)


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")
