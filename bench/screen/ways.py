"""Ways in which the same thing is typed differently. A text and a dice in, the text (or the burst) typed that way out.

Never changes what is said: each is something a thumb, a phone or a mood does.
"""

import random
import re
from collections.abc import Callable
from pathlib import Path

import yaml

type Burst = list[str]
type Way = Callable[[str, random.Random], str | Burst]

_SPELLINGS = yaml.safe_load(Path(__file__).with_name("spellings.yml").read_text(encoding="utf-8"))
_LEET = str.maketrans({"a": "4", "e": "3", "i": "1", "o": "0", "s": "5"})
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = set("aeiou")
_FACES = ("😭", "💀", "😂", "🥺", "😅", "🙃", "❤️", "😔")
_MARKS = "\u0301\u0336\u0353\u0489"


def _words(change: Callable[[str, random.Random], str], share: float, least: int = 4) -> Way:
    """Changes this share of the words that have at least `least` letters, and never none of them."""

    def way(text: str, dice: random.Random) -> str:
        words = text.split(" ")
        fit = [n for n, word in enumerate(words) if len(word) >= least and word.isalpha()]
        for n in dice.sample(fit, min(len(fit), max(1, round(share * len(fit))))):
            words[n] = change(words[n], dice)
        return " ".join(words)

    return way


def _swapped(word: str, dice: random.Random) -> str:
    at = dice.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _dropped(word: str, dice: random.Random) -> str:
    at = dice.randrange(1, len(word))
    return word[:at] + word[at + 1 :]


def _doubled(word: str, dice: random.Random) -> str:
    at = dice.randrange(len(word))
    return word[:at] + word[at] + word[at:]


def _next_key(word: str, dice: random.Random) -> str:
    at = dice.randrange(1, len(word))
    row = next((row for row in _KEYS if word[at].lower() in row), None)
    if row is None:
        return word
    place = row.index(word[at].lower()) + dice.choice((-1, 1))
    return word[:at] + row[max(0, min(place, len(row) - 1))] + word[at + 1 :]


def _vowels_out(word: str, dice: random.Random) -> str:
    return word[0] + "".join(letter for letter in word[1:] if letter not in _VOWELS)


def _drawn_out(word: str, dice: random.Random) -> str:
    return word + word[-1] * dice.randrange(3, 6)


def _accented(word: str, dice: random.Random) -> str:
    return "".join(letter + dice.choice(_MARKS) for letter in word)


def _leet(word: str, dice: random.Random) -> str:
    return word.translate(_LEET)


def _dotted(word: str, dice: random.Random) -> str:
    return ".".join(word)


def _swaps(table: dict[str, str]) -> Way:
    pattern = re.compile(r"\b(" + "|".join(sorted(table, key=len, reverse=True)) + r")\b", re.IGNORECASE)

    def way(text: str, dice: random.Random) -> str:
        return pattern.sub(lambda found: table[found.group().lower()], text.replace("'", ""))

    return way


def _ing(text: str, dice: random.Random) -> str:
    return re.sub(r"(\w{2,}in)g\b", r"\1", text)


def _split(parts: int) -> Way:
    def way(text: str, dice: random.Random) -> str | Burst:
        words = text.split()
        if len(words) < 2 * parts:
            return text
        size = -(-len(words) // parts)
        return [" ".join(words[at : at + size]) for at in range(0, len(words), size)]

    return way


def _between(text: str, dice: random.Random) -> str:
    return f" {dice.choice(_FACES)} ".join(re.split(r"(?<=\w) (?=\w+ \w+ \w+$)", text, maxsplit=1))


def _sweary(text: str, dice: random.Random) -> str:
    words = text.split(" ")
    words.insert(dice.randrange(1, len(words)) if len(words) > 1 else 0, "fucking")
    return " ".join(words) + " ffs"


WAYS: dict[str, Way] = {
    "capitals": lambda text, dice: text.upper(),
    "Capital Of Each Word": lambda text, dice: text.title(),
    "no spaces": lambda text, dice: text.replace(" ", ""),
    "two words run together": lambda text, dice: text.replace(" ", "", 1) if " " in text else text,
    "dots for spaces": lambda text, dice: text.replace(" ", "..."),
    "no apostrophes": lambda text, dice: re.sub("['’]", "", text),
    "curly apostrophes": lambda text, dice: text.replace("'", "’"),
    "letters swapped": _words(_swapped, 0.2),
    "letters dropped": _words(_dropped, 0.2),
    "letters doubled": _words(_doubled, 0.2),
    "wrong keys": _words(_next_key, 0.2),
    "drawn-out letters": _words(_drawn_out, 0.3),
    "vowels left out": _words(_vowels_out, 0.3),
    "txt-speak": _swaps(_SPELLINGS["short"]),
    "misspelt": _swaps(_SPELLINGS["misspelt"]),
    "-in for -ing": _ing,
    "signs for letters": _words(_leet, 0.3),
    "d.o.t.t.e.d": _words(_dotted, 0.15),
    "invisible signs": lambda text, dice: "\u200b".join(text),
    "marks on letters": _words(_accented, 0.5),
    "a face at the end": lambda text, dice: f"{text} {dice.choice(_FACES)}",
    "a face in the middle": _between,
    "lol at the end": lambda text, dice: f"{text} lol",
    "polite": lambda text, dice: f"hi sorry to bother you, {text}. thank you for reading this",
    "sweary": _sweary,
    "small talk before": lambda text, dice: f"heyy hope ur ok. so basically {text}",
    "in two texts": _split(2),
    "in three texts": _split(3),
}
