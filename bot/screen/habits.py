"""Which words people put one after another. Counts of words and of pairs in, how surprising a word is after another out.

Never a text: single words and pairs that stand in our own sentences more than once, and how often English uses a word.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.lexicon.english import english
from bot.lexicon.many import Many
from bot.screen.fold import Word, rough_words

BEGIN = ""
"""What stands before the first word of a sentence."""

_LEAST_PAIR = 2
_PAIR = 0.6
"""How much of the guess is left to the word before, when that word was seen."""

_ENGLISH = 0.25
"""How much of the rest is left to English at large; what remains goes to our own sentences."""

_LEAST_ODD, _LONGEST_ODD = 3, 8
"""Letters: shorter words are too near to one another, and longer ones no other word with one letter less."""

_MOST_ODD = 100
"""Words of a text that is looked through for them: a longer one says what it says more than once."""

_NEVER = 1e-9
_SENTENCE = 14
"""Words of a sentence of ours, about."""


@cache
def ordinary() -> Many:
    """English words, and how often each is used."""
    return Many(english())


@dataclass(frozen=True, slots=True)
class Habits:
    """`words`: how often each stands in our sentences, as it was typed; `pairs`: for a word, what came after it how often."""

    words: Mapping[str, int]
    pairs: Mapping[str, Mapping[str, int]]
    whole: int
    english: int

    @classmethod
    def of(cls, words: Mapping[str, int], pairs: Mapping[tuple[str, str], int]) -> "Habits":
        """From plain counts."""
        after: dict[str, dict[str, int]] = {}
        for (first, second), count in pairs.items():
            after.setdefault(first, {})[second] = count
        return cls(dict(words), after, max(1, sum(words.values())), ordinary().total)

    @classmethod
    def learned(cls, texts: Iterable[str]) -> "Habits":
        """From whole sentences: apostrophes left out, as they are when people type."""
        words: Counter[str] = Counter()
        pairs: Counter[tuple[str, str]] = Counter()
        for text in texts:
            before = BEGIN
            for word in rough_words(text):
                bare = word.text.replace("'", "")
                if not (bare.isalpha() and bare.isascii()):
                    before = BEGIN
                    continue
                words[bare] += 1
                pairs[BEGIN if word.ends_before else before, bare] += 1
                before = bare
        return cls.of(words, {pair: count for pair, count in pairs.items() if count >= _LEAST_PAIR})

    def surprise(self, before: str, word: str) -> float:
        """In nats: small for a word that often comes after `before`; about 20 for one that nobody wrote."""
        english = ordinary().get(word, 0) / self.english
        alone = (1 - _ENGLISH) * self.words.get(word, 0) / self.whole + _ENGLISH * english if self.words else english
        after = self.pairs.get(before)
        if not after:
            return -math.log(alone + _NEVER)
        often = self.whole / _SENTENCE if before == BEGIN else self.words[before]
        return -math.log(_PAIR * after.get(word, 0) / often + (1 - _PAIR) * alone + _NEVER)

    def odd(self, words: Sequence[Word]) -> list[str]:
        """Words that none of our sentences has after what stands before them, nor before what stands after."""
        if len(words) > _MOST_ODD:
            return []
        texts = [word.text for word in words]
        found: dict[str, None] = {}
        for n, word in enumerate(words):
            if not (_LEAST_ODD <= len(word.text) <= _LONGEST_ODD and word.text.isalpha()):
                continue
            before = BEGIN if n == 0 or word.ends_before else texts[n - 1]
            after = texts[n + 1] if n + 1 < len(words) and not words[n + 1].ends_before else None
            if word.text not in self.pairs.get(before, ()) and (after is None or after not in self.pairs.get(word.text, ())):
                found[word.text] = None
        return list(found)

    def tables(self) -> tuple[list[str], list[int], list[tuple[int, int, int]]]:
        """As plain tables for a file: words, the count of each, and (place, place, count) of pairs; `BEGIN` is the last place."""
        words = sorted(self.words)
        place = {word: n for n, word in enumerate([*words, BEGIN])}
        pairs = [(place[first], place[second], count) for first, after in self.pairs.items() for second, count in after.items()]
        return words, [self.words[word] for word in words], sorted(pairs)

    @classmethod
    def of_tables(cls, words: Sequence[str], counts: Sequence[int], pairs: Sequence[tuple[int, int, int]]) -> "Habits":
        """From what `tables` gave."""
        at = [*words, BEGIN]
        return cls.of(dict(zip(words, counts, strict=True)), {(at[a], at[b]): n for a, b, n in pairs})


NO_HABITS = Habits.of({}, {})
"""Knows nothing but how often English uses a word."""
