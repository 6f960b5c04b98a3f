"""One thing Lev can say, with its wordings by age band, and the same filled and ready to be sent.

Never gives an older form to a younger person.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.model.age import BANDS, AgeBand


@dataclass(frozen=True, slots=True)
class Spoken:
    """A word ready to be sent: blanks filled, with the ready-made replies a page may offer. `offers` are the names behind them.

    `language` is what a screen reader is told when it is not English, and `menu` the same of its choices.
    """

    name: str
    text: str
    choices: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    language: str = ""
    menu: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One wording; `sms` is the same text where no shorter one was written. `line` is its place in the file."""

    text: str
    sms: str
    line: int


@dataclass(frozen=True, slots=True)
class Word:
    """A named word with its forms. `signed_off` is a person's name, or `pending`.

    `short` is how a menu calls it; `offers` are the names of words a young person may pick next, by number;
    `find` are the topics of services that help with it.
    """

    name: str
    file: Path
    line: int
    what_for: str
    theme: str | None
    facts: tuple[str, ...]
    author: str
    signed_off: str
    written: date
    expires: date
    short: str | None
    choices: tuple[str, ...]
    offers: tuple[str, ...]
    find: tuple[str, ...]
    forms: dict[AgeBand, Form] = field(hash=False)

    def expired(self, today: date) -> bool:
        """Whether its time is over."""
        return self.expires < today

    def form(self, band: AgeBand | None) -> Form:
        """The form for a band: its own, else the nearest younger one. An unknown age is the youngest."""
        place = BANDS.index(band) if band else 0
        return next(self.forms[younger] for younger in reversed(BANDS[: place + 1]) if younger in self.forms)
