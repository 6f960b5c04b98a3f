"""How much a text reads like a disclosure: what its meaning and its wordings speak for. Texts in, an `Opinion` each out.

Numbers, never a decision. Never changes after it is loaded.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.meaning.last_steps import Floats, Gathered, LastSteps
from bot.meaning.linear import Linear
from bot.meaning.nearness import Nearness
from bot.meaning.taught import Taught
from bot.meaning.vectors import Sentences
from bot.meaning.wordings import Wordings

SHARE = 0.7
"""How much wordings count beside what was taught: from 0.5 to 1.3 as much was found in sentences of writers who were held back."""

NEAR_SHARE = 8.0
"""The same for nearness, whose numbers are small: from 4 to 25 as much was found; more finds more that only looks like a risk."""

type Tables = tuple[Sequence[str], Sequence[int], Sequence[tuple[int, int, int]]]
"""Words, the count of each, and pairs of them as (place, place, count)."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """How sure (0 to 1) that there is any risk, and that it is high; and the kind it is nearest to."""

    kind: str
    risk: float
    high: float


@dataclass(frozen=True, slots=True)
class Bars:
    """How sure it must be: for a concern, and for high. Learnt from what was held back."""

    concern: float
    high: float


@dataclass(frozen=True, slots=True)
class Sureness:
    """From evidence to shares of 1, for any risk and for high: where a share is one half, and how steeply it rises."""

    at: Floats
    steep: Floats

    def __call__(self, evidence: Floats) -> Floats:
        """The same shape in and out."""
        return np.asarray(1 / (1 + np.exp(-np.clip(self.steep * (evidence - self.at), -30, 30))), np.float32)


@dataclass(frozen=True, slots=True)
class Parts:
    """What weighs a text: what was taught beside the encoder, wordings, and nearness."""

    taught: Taught
    wordings: Wordings
    nearness: Nearness

    def weigh(self, typed: Sequence[str], gathered: Gathered, last: LastSteps) -> tuple[Floats, Floats]:
        """Vectors, and the evidence of all together: learning and reading must weigh the same."""
        rows, evidence = self.taught.read(gathered, last)
        return rows, evidence + SHARE * self.wordings.evidence(typed) + NEAR_SHARE * self.nearness.evidence(rows)


@dataclass(frozen=True, slots=True)
class RiskReader:
    """`kind`: a linear reader of the kind, over the encoder's own rows.

    `habits`: how often words of its sentences stand there, and one after another. `learnt_from`: the mark of just those sentences.
    """

    parts: Parts
    sureness: Sureness
    bars: Bars
    kind: Linear
    habits: Tables = ((), (), ())
    learnt_from: str = ""

    def read(self, sentences: Sentences, texts: Sequence[Sequence[str]]) -> list[Opinion]:
        """`texts`: their plain words, as the screen reads them."""
        typed = as_typed(texts)
        gathered, last = sentences.gathered(typed)
        rows, evidence = self.parts.weigh(typed, gathered, last)
        kinds, shares = self.kind.likeliest(rows), self.sureness(evidence)
        return [Opinion(kind, float(risk), float(high)) for kind, (risk, high) in zip(kinds, shares, strict=True)]


# As people type: the encoder tells "im" and "dont" better than the plain forms that phrases are written in.
_AS_TYPED = {
    "i am": "im", "i have": "ive", "i will": "ill", "i would": "id", "do not": "dont", "does not": "doesnt", "did not": "didnt",
    "can not": "cant", "will not": "wont", "would not": "wouldnt", "could not": "couldnt", "is not": "isnt", "was not": "wasnt",
    "have not": "havent", "has not": "hasnt", "he is": "hes", "she is": "shes", "they are": "theyre", "you are": "youre",
    "it is": "its", "that is": "thats", "what is": "whats",
}  # fmt: skip
_LONGEST = 320  # characters: as many as 48 words of usual length, so that long nonsense costs no more
_PLAIN = re.compile(rf"\b({'|'.join(_AS_TYPED)})\b")


def as_typed(parts: Sequence[Sequence[str]]) -> list[str]:
    """Plain words to texts as they are read: learning and reading must see the same."""
    return [_PLAIN.sub(lambda found: _AS_TYPED[found.group()], " ".join(words)[:_LONGEST]) for words in parts]
