"""A tree of plain words: phrases and lists grow it, texts are walked along it. Words in, where members end out.

Never knows what a member means.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.content.phrases import Phrase
from bot.screen.fold import Word
from bot.screen.normalise import Normaliser


@dataclass(slots=True)
class Step:
    """A place in the tree, and what may follow it."""

    words: "dict[str, Step]" = field(default_factory=dict)
    lists: "dict[str, Step]" = field(default_factory=dict)
    gap: "Step | None" = None
    after_gap: bool = False
    done: list[Phrase] = field(default_factory=list)
    ends_member: bool = False


def walk(step: Step, words: Sequence[str]) -> Step:
    """Grows these words from there, and gives the place after the last."""
    for word in words:
        step = step.words.setdefault(word, Step())
    return step


def tree(members: Sequence[str], normaliser: Normaliser, *, whole: bool = False) -> Step:
    """Members of a list as a tree of their plain words; `whole`: with fillers, for texts that still have them."""
    root = Step()
    for member in members:
        walk(root, normaliser.phrase(member, whole=whole)).ends_member = True
    return root


def ends(start: Step, texts: Sequence[str], at: int) -> list[int]:
    """Where the members that begin at `at` end."""
    found: list[int] = []
    step: Step | None = start
    while at < len(texts) and (step := step.words.get(texts[at]) if step else None):
        at += 1
        if step.ends_member:
            found.append(at)
    return found


def without(start: Step, words: Sequence[Word]) -> list[Word]:
    """The words that are in no member; all of them when nothing else is left."""
    texts = [word.text for word in words]
    left: list[Word] = []
    at = 0
    while at < len(words):
        reached = ends(start, texts, at)
        if not reached:
            left.append(words[at])
        at = max(reached, default=at + 1)
    return left or list(words)
