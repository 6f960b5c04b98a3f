"""What is kept so that services get better: a question Lev could not answer, and a voice a young person left with consent.

Never whose it was: no contact, no number, no hour.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gap:
    """A question Lev could not answer, with everything taken out that could tell of somebody. `week` is ISO (`2026-W48`)."""

    week: str
    age_band: str
    text: str


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
