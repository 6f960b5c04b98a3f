"""Sentences as they also come: with slips of the thumb, a lol behind them, or something harmless said beside them.

Never for reading, only for learning: what they are signs of stays the same.
"""

import random
from collections.abc import Sequence

from bot.screen.spell import bones

_SLIP, _BESIDE = 0.45, 0.4
"""Shares that get slips alone, and company alone; the rest get both."""

_TAIL, _OATH = 0.15, 0.1
_TAILS = ("lol", "haha", "x", "xx", "tbh", "idk", "ffs", "lmao", "omg", "pls", "thanks", "sorry")
_OATHS = ("fucking", "bloody", "actually", "literally", "like", "honestly")
"""What people say whatever they mean by it: it may not speak for or against anything."""

_LEAST = 4  # letters of a word in which a slip is made: "he" mistyped is another word


def retyped(texts: Sequence[str], harmless: Sequence[str], seed: int) -> list[str]:
    """Each text once more, in order. `harmless` are texts in which nothing is wrong."""
    dice = random.Random(seed)  # noqa: S311  no secret: the same sentences must come out each time
    return [_retyped(text, harmless, dice) for text in texts]


def _retyped(text: str, harmless: Sequence[str], dice: random.Random) -> str:
    if dice.random() < _TAIL:
        text = f"{text} {dice.choice(_TAILS)}"
    if dice.random() < _OATH:
        words = text.split(" ")
        words.insert(dice.randrange(len(words)), dice.choice(_OATHS))
        text = " ".join(words)
    way = dice.random()
    if way >= _SLIP:
        other = dice.choice(harmless)
        text = f"{other}. {text}" if dice.random() < 0.5 else f"{text}. {other}"
    if not _SLIP <= way < _SLIP + _BESIDE:
        words = text.split(" ")
        fit = [n for n, word in enumerate(words) if len(word) >= _LEAST]
        for n in dice.sample(fit, min(len(fit), dice.choice((1, 2, 2)))):
            words[n] = _slip(words[n], dice)
        text = " ".join(words)
    return text


def _slip(word: str, dice: random.Random) -> str:
    """A letter left out, two in the wrong order, one twice, or no vowels; never the first letter, which thumbs mostly hit."""
    at = dice.randrange(1, len(word))
    before, letter, after = word[:at], word[at], word[at + 1 :]
    return dice.choice(
        (before + after, before + after, before + after[:1] + letter + after[1:], before + letter + letter + after, bones(word))
    )
