"""What one answer was worth. Rasa's ranking of intents and the topics that would help in, an outcome out.

Never looks at a text: a ranking and names of topics are all it knows.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum

from actions.guesses import NOT_TOPICS, guesses  # what Lev itself asks about when Rasa does not dare

FALLBACK = "nlu_fallback"
OUT_OF_SCOPE = "out_of_scope"
LOOKED_UP = frozenset({"ask_for_person", "find_service", "opening_hours"})
# These say nothing of a topic, so they mislead nobody: "thanks", "tell me more".
TALK = NOT_TOPICS - LOOKED_UP - {FALLBACK, OUT_OF_SCOPE}


class Outcome(Enum):
    """From best to worst."""

    RIGHT = "right topic"
    OFFERED = "did you mean, a right topic among them"
    MISSED = "did you mean, no right topic among them"
    NOTHING = "not understood, no guess"
    OUT_OF_SCOPE = "said to be out of scope"
    TALK = "taken for chat"
    WRONG = "wrong topic, with confidence"


HONEST = frozenset({Outcome.OFFERED, Outcome.MISSED, Outcome.NOTHING, Outcome.OUT_OF_SCOPE})  # none of them is an answer


@dataclass(frozen=True, slots=True)
class Guess:
    """An intent and how sure Rasa is of it."""

    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Heard:
    """`answered` is None when Rasa did not dare. `offers` are asked about then. `first` is the intent that it held most likely."""

    first: str
    answered: str | None
    offers: tuple[str, ...] = ()


def hear(ranking: Iterable[Guess]) -> Heard:
    """What Lev would do with this ranking, the most likely first."""
    ranked = list(ranking)
    real = [guess for guess in ranked if guess.name != FALLBACK]
    first = real[0].name if real else FALLBACK
    if ranked and ranked[0].name != FALLBACK:
        return Heard(first, first)
    return Heard(first, None, tuple(guesses([{"name": guess.name, "confidence": guess.confidence} for guess in real])))


def judge(heard: Heard, helps: Collection[str]) -> Outcome:
    """`helps` are the topics that answer the question; empty where Lev has none."""
    if heard.answered is None:
        if not heard.offers:
            return Outcome.NOTHING
        return Outcome.OFFERED if set(heard.offers) & set(helps) else Outcome.MISSED
    if heard.answered in helps:
        return Outcome.RIGHT
    if heard.answered == OUT_OF_SCOPE:
        return Outcome.OUT_OF_SCOPE
    return Outcome.TALK if heard.answered in TALK else Outcome.WRONG


def caught(outcome: Outcome) -> bool:
    """Whether somebody with a question that is not ours was spared a topic."""
    return outcome is not Outcome.WRONG


def caught_strictly(outcome: Outcome) -> bool:
    """Whether they were told so plainly: not for this, or not understood, and no guess at all."""
    return outcome in (Outcome.OUT_OF_SCOPE, Outcome.NOTHING)
