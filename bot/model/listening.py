"""What is kept so that services get better: a question Lev could not answer, a voice left with consent, a finding put right.

Never whose it was: no contact, no number, no hour.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.model.risk import Kind, Level


@dataclass(frozen=True, slots=True)
class Gap:
    """A question Lev could not answer, with everything taken out that could tell of somebody. `week` is ISO (`2026-W48`).

    `first`: whether it was this person's first in its quarter, so that people can be counted and not questions.
    """

    week: str
    age_band: str
    text: str
    first: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """What somebody wants the people who plan services to hear, in their own words. `month` is `2026-11`.

    `id` tells nothing; the conversation remembers it for as long as it lives, so that it can be taken back. `shared` is the
    wording that a lead has passed on to designers, without names; until then nobody but leads reads the voice.
    """

    id: str
    month: str
    age_band: str
    district: str
    text: str
    shared: str | None = None
    shared_by: str | None = None


class Verdict(StrEnum):
    """What a worker says of what the screen found."""

    WRONG = "wrong"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Marked:
    """A line of the screen's register: a sentence with every word out that Lev does not know itself, and what a worker said of it.

    With `WRONG` kind and level are what was found for nothing, with `MISSED` what should have been found. `by` is a worker's id.
    """

    id: str
    month: str
    text: str
    kind: Kind
    level: Level
    verdict: Verdict
    by: str
