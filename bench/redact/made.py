"""Sentences the recogniser learns from: our own, with made-up people, places and schools put where such words stand.

The lists and `data/` in, marked sentences out, the same for the same seed. Never a sentence of a held-out set.
"""

import random
import re
from collections.abc import Iterator
from pathlib import Path

from bench.redact.marked import Marked
from bot.content.examples import examples
from bot.content.sentences import sentences
from bot.privacy.redact.lists import Lists, Names, wide
from bot.privacy.redact.redactor import LISTS, Redactor
from bot.privacy.redact.spans import Kind, Span

SEED = 20261126
_WHO = re.compile(
    r"\b(?:my (?:mum|dad|mate|m8|best mate|friend|best friend|boyfriend|bf|gf|girlfriend|ex|brother|sister|bro|sis|cousin|uncle"
    r"|aunt|auntie|nan|stepdad|step dad|teacher|coach|boss|social worker|worker|partner)|he|she|someone|sum1|him|everyone|evry1)\b",
    re.I,
)
_WHERE = re.compile(r"\b(?:in|at|near|round|from) (?:town|home|the park|here|work|the beach|the village|the shop|my house)\b", re.I)
_SCHOOL = re.compile(r"\b(?:at|in|from|to) (?:my )?(?:school|skl|skool|college)\b", re.I)
_TITLES = ("mr", "mrs", "miss", "ms", "sir", "dr", "nurse", "coach", "auntie", "uncle", "pc", "nan")
_SHORT = (
    "its N", "im N", "hi im N", "my names N", "my name is N", "from N", "love N x", "luv N", "thanks N", "ty N",
    "fanks N u were gr8", "tell N", "ask N", "ask N n N2", "me n N", "N n me", "N n N2 both want 2 come", "N sed so",
    "N says its private", "me and N went", "she is called N", "a girl called N told us", "his names N", "with N",
    "can N come 2", "is N there", "soz its N again", "N's mum", "is it N", "plz help N", "signed N", "cheers N", "i like N",
    "N is nice", "N was kind to me", "N and N2 are going out", "my mate N", "my friend N says", "this is N", "N here",
    "i trust N", "we want N back", "N n that lot", "T S is ok", "T S told", "i told T S", "T S from the hub", "ask T S",
    "thank you T S", "in P", "im from P", "P is dead", "theres nothin in P", "up P way", "i live in P", "the bus from P",
    "P lot", "nobody in P asks", "P has no clinic", "near P", "they shut it in P", "out P", "i go C", "im at C", "C is ok",
    "C told my mum", "at C they dont", "my school is C", "year 9 at C", "the nurse at C", "go 2 C",
)  # fmt: skip
_BEGINNINGS = ("tre", "pol", "pen", "ros", "lan", "car", "porth", "st ", "chy", "bos", "nan")
_ENDINGS = ("wen", "gear", "mellin", "vean", "ick", "ow", "mere", "leven", "gwyn", "ance", "ose", "arrow", "ith", "awn", "issey")


class Maker:
    """Every choice comes from one seeded source, so two runs make the same."""

    def __init__(self, lists: Lists, data: Path, seed: int = SEED) -> None:
        self._by, self._lists = random.Random(seed), lists
        plain_of = Redactor(data / "redact", recognises=False)
        own = [one.text for one in (*examples(data / "nlu"), *sentences(data / "risk" / "examples"))]
        self._own = sorted({text for text in own if len(text) < 240 and not plain_of.found(text)})
        self._given, self._also = sorted(k[0] for k in lists.given.sure if len(k) == 1), _single(lists.given, sure=False)
        known = {"given": lists.wide_given, "surnames": lists.wide_surnames}  # without what was held back
        self._wide, more = (sorted(word for word in wide(LISTS, name) if word in those) for name, those in known.items())
        self._surnames = [*_single(lists.surnames), *more]
        self._places = sorted(" ".join(key) for key in lists.places.sure)
        self._schools = sorted(" ".join(key) for key in lists.before_school)

    def made(self) -> Iterator[tuple[Marked, bool]]:
        """Each with whether it should be learnt as if its names were on no list."""
        for text in self._own:
            yield Marked(self._slipped(text), (), young=True), False
            for pattern, share in ((_WHO, 0.8), (_WHERE, 0.9), (_SCHOOL, 0.9)):
                if pattern.search(text) and self._by.random() < share:
                    yield self._put(text, pattern), self._by.random() < 0.4
        for _ in range(60):
            for short in _SHORT:
                yield self._short(short), self._by.random() < 0.4

    def _put(self, text: str, pattern: re.Pattern[str]) -> Marked:
        hits = list(pattern.finditer(text))
        hit = self._by.choice(hits)
        first, kind = hit[0].split()[0], Kind.NAME
        if pattern is _WHERE:
            before, piece, kind = f"{first} ", self._place(), Kind.PLACE
        elif pattern is _SCHOOL:
            before, piece, kind = f"{first} ", self._school(), Kind.SCHOOL
        else:
            before, piece = (
                (f"{hit[0]} ", self._name()) if hit[0].startswith("my ") and self._by.random() < 0.3 else ("", self._person())
            )
        piece = self._cased(piece, text)
        start = hit.start() + len(before)
        return Marked(
            text[: hit.start()] + before + piece + text[hit.end() :], (Span(start, start + len(piece), kind),), young=True
        )

    def _short(self, short: str) -> Marked:
        text, spans, capitals = "", [], self._by.random() < 0.25
        for word in short.split(" "):
            text += " " if text else ""
            makes = {"N": self._name, "N's": self._name, "N2": self._name, "S": self._surname, "P": self._place, "C": self._school}
            kinds = {"P": Kind.PLACE, "C": Kind.SCHOOL}
            piece = makes[word]() if word in makes else self._by.choice(_TITLES) if word == "T" else word
            if word in makes or word == "T":
                piece = piece.title() if capitals else piece
                spans.append(Span(len(text), len(text) + len(piece), kinds.get(word, Kind.NAME)))
            text += piece + ("'s" if word == "N's" else "")
        return Marked(text[:1].upper() + text[1:] if capitals else text, tuple(spans), young=True)

    def _person(self) -> str:
        kind = self._by.random()
        if kind < 0.7:
            return self._name()
        return f"{self._by.choice(_TITLES)} {self._surname()}" if kind < 0.85 else f"{self._name()} {self._surname()}"

    def _name(self) -> str:
        kind = self._by.random()
        return self._by.choice(self._given if kind < 0.45 else self._also if kind < 0.55 else self._wide)

    def _surname(self) -> str:
        return self._by.choice(self._surnames)

    def _place(self) -> str:
        made = self._by.choice(_BEGINNINGS) + self._by.choice(_ENDINGS)
        return made if self._by.random() < 0.35 else self._by.choice(self._places)

    def _school(self) -> str:
        name = self._by.choice(self._schools) if self._by.random() < 0.6 else self._place()
        return name + self._by.choice(("", " school", " academy", " skl", " college", " primary"))

    def _cased(self, piece: str, text: str) -> str:
        return piece.title() if text[:1].isupper() and self._by.random() < 0.9 else piece

    def _slipped(self, text: str) -> str:
        words = text.split(" ")
        for at, word in enumerate(words):
            if len(word) > 3 and word.isalpha() and self._by.random() < 0.05:
                cut = self._by.randrange(1, len(word) - 1)
                words[at] = self._by.choice((word[:cut] + word[cut + 1 :], word[:cut] + word[cut] + word[cut:]))
        return " ".join(words)


def _single(names: Names, *, sure: bool = True) -> list[str]:
    return sorted(key[0] for key in (names.sure if sure else names.also) if len(key) == 1)
