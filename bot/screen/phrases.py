"""Finds phrases in plain words. Phrases in once, then words in and matches (places of words, not of characters) out.

Never decides what a match means: cancelling, levels and offsets are `weigh`'s and `assess`'s.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.content.phrases import GAP, Phrase
from bot.screen.fold import Word
from bot.screen.normalise import Normaliser
from bot.screen.tree import Step, ends, tree, walk

GAP_WORDS = 6
"""The most words that `...` may stand for, fillers not counted."""


@dataclass(frozen=True, slots=True)
class Match:
    """`phrase` matched the words from `first` up to, not including, `last`. `gapped`: it was written with a gap."""

    phrase: Phrase
    first: int
    last: int

    @property
    def gapped(self) -> bool:
        """Whether the words may hold others that its author did not write."""
        return GAP in self.phrase.words

    def overlaps(self, other: "Match") -> bool:
        """Whether the two share a word."""
        return self.first < other.last and other.first < self.last

    def covers(self, other: "Match") -> bool:
        """Whether this match holds all words of the other, and more."""
        longer = self.last - self.first > other.last - other.first
        return longer and self.first <= other.first and other.last <= self.last


class Finder:
    """A tree of words in which all phrases are walked at once."""

    def __init__(self, phrases: Sequence[Phrase], lists: Mapping[str, Sequence[str]], normaliser: Normaliser) -> None:
        """Raises `ContentError`, naming the place, for one of fillers only, or one that reads like another of a different level."""
        self._root = Step()
        self._lists = {f"<{name}>": tree(members, normaliser) for name, members in lists.items()}
        for phrase in phrases:
            step = self._root
            for piece in _pieces(phrase.words):
                step = self._grow(step, piece, normaliser)
            if step is self._root:
                raise phrase.wrong(f"{phrase.words!r} holds only words that are skipped")
            for other in step.done:
                if other.kind is phrase.kind and other.level is not phrase.level:
                    raise phrase.wrong(f"{phrase.words!r} is read like {other.words!r}, which has another level")
            step.done.append(phrase)
        self._listed: dict[str, list[str]] = {}  # the lists that a word begins a member of
        for name, members in self._lists.items():
            for word in members.words:
                self._listed.setdefault(word, []).append(name)
        self._starts = frozenset(set(self._root.words).union(*(self._lists[name].words for name in self._root.lists)))

    def matches(self, words: Sequence[Word]) -> list[Match]:
        """Every phrase that is found, in order of its first word. Linear in the number of words."""
        texts = [word.text for word in words]
        found: list[Match] = []
        for first, text in enumerate(texts):
            if text in self._starts:
                found.extend(self._from(first, texts, words))
        return found

    def _grow(self, step: Step, piece: str, normaliser: Normaliser) -> Step:
        if piece == GAP:
            step.gap = step.gap or Step(after_gap=True)
            return step.gap
        if piece in self._lists:
            return step.lists.setdefault(piece, Step())
        return walk(step, normaliser.phrase(piece))

    def _from(self, first: int, texts: Sequence[str], words: Sequence[Word]) -> list[Match]:
        found: dict[int, Match] = {}
        todo = [(self._root, first, 0)]
        seen: set[tuple[int, int, int]] = set()
        while todo:
            step, at, skips = todo.pop()
            for phrase in step.done:
                if id(phrase) not in found or found[id(phrase)].last > at:
                    found[id(phrase)] = Match(phrase, first, at)
            if step.gap:
                todo.append((step.gap, at, GAP_WORDS))
            if at == len(texts):
                continue
            if step.after_gap:  # only here do ways come together again
                if words[at].ends_before or (id(step), at, skips) in seen:
                    continue
                seen.add((id(step), at, skips))
            text = texts[at]
            if following := step.words.get(text):
                todo.append((following, at + 1, 0))
            if step.lists:
                for name in self._listed.get(text, ()):
                    if following := step.lists.get(name):
                        todo.extend((following, end, 0) for end in ends(self._lists[name], texts, at))
            if skips:
                todo.append((step, at + 1, skips - 1))
        return list(found.values())


def _pieces(words: str) -> list[str]:
    """The phrase cut into gaps, lists and the runs of words between them."""
    pieces: list[str] = []
    run: list[str] = []
    for word in words.split():
        if word == GAP or (word[0] == "<" and word[-1] == ">"):
            pieces += [" ".join(run), word] if run else [word]
            run = []
        else:
            run.append(word)
    return [*pieces, " ".join(run)] if run else pieces
