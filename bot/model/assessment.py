"""What a person judged of a case, beside what the screen found: plain values, kept inside the case and sealed with it.

Never filled by the program: every answer has the person who gave it, and when.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Hand:
    """Who did it and when (UTC)."""

    id: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """A worker's answer to one sign: `is_so` is `yes`, `no` or `unsure`; `seen_in` says where it is said or seen."""

    sign: str
    is_so: str
    seen_in: str
    by: Hand


@dataclass(frozen=True, slots=True)
class Quote:
    """A line of the young person's, as it was written."""

    entry: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The voice of the child, in their own words."""

    by: Hand
    quotes: tuple[Quote, ...] = ()
    wants: str = ""
    fears: str = ""
    not_wanted: str = ""


@dataclass(frozen=True, slots=True)
class Strengths:
    """What protects them: ids of `data/indicators.yml`, and what else."""

    by: Hand
    ids: tuple[str, ...] = ()
    note: str = ""
    model: str = "none"


@dataclass(frozen=True, slots=True)
class Promise:
    """What was said of confidentiality: which words, and when they were said."""

    by: Hand
    said_at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Consent:
    """Whether they agree to what is shared, or why it is shared all the same. `why` are ids, `reason` is the worker's own."""

    by: Hand
    answer: str
    why: tuple[str, ...] = ()
    reason: str = ""
    parents: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, at which level, and why. `agreed` is the lead who looked at it and agrees."""

    by: Hand
    level: str
    what: str
    why: str
    agreed: Hand | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A way that a person chose. `suggested` says whether the table named it; if not, `why` is their reason."""

    by: Hand
    route: str
    why: str = ""
    suggested: bool = True


@dataclass(frozen=True, slots=True)
class Tick:
    """A step of the clock: which, when it was (UTC), and to or from whom."""

    by: Hand
    step: str
    at: datetime
    whom: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Episode:
    """A time away from home or care, as told. `talk` is whether they want the talk afterwards; `back_at` is nothing while away."""

    by: Hand
    away_at: datetime
    back_at: datetime | None = None
    where: str = ""
    harm: str = ""
    talk: str = "not_offered"
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """All of it. `answers` has one for each sign that was answered; `clock` keeps every tick, also one put right later."""

    answers: tuple[Answer, ...] = ()
    strengths: Strengths | None = None
    own_words: OwnWords | None = None
    promise: Promise | None = None
    consent: Consent | None = None
    decision: Decision | None = None
    routes: tuple[Taken, ...] = ()
    clock: tuple[Tick, ...] = ()
    episodes: tuple[Episode, ...] = ()

    def answer(self, sign: str) -> Answer | None:
        """What was answered to a sign."""
        return next((one for one in self.answers if one.sign == sign), None)
