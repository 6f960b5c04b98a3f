"""One place of help: what is known of it, whether it is open and fits, and its line for a young person.

Never says what nobody has checked, and never that it is open unless that is known.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from bot.content.hours import LONDON, Span, next_opening, opening_words
from bot.model.age import AgeBand
from bot.model.message import Channel

_AGES = {AgeBand.UNDER_13: (8, 12), AgeBand.FROM_13: (13, 15), AgeBand.FROM_16: (16, 17), AgeBand.ADULT: (18, 25)}
"""The youngest and oldest who may stand behind a band, in whole years: a service must take them all."""


@dataclass(frozen=True, slots=True)
class Service:
    """One place of help, with what may be said of it: a way to reach it that nobody has checked is None.

    `hours` is None when unknown; a span that closes at or before it opens ends the next morning. `say` is how the service is
    named to a young person; `ages` are whole years, `oldest` None for no limit. `unchecked` names what a person must find out.
    """

    id: str
    file: Path
    line_number: int
    name: str
    say: str
    audience: str
    area: str
    youngest: int
    oldest: int | None
    topics: tuple[str, ...]
    verified: bool
    unchecked: tuple[str, ...]
    checked_on: date
    phone: str | None
    text: str | None
    web: str | None
    cost: str | None
    hours: tuple[tuple[int, Span], ...] | None
    what_for: str = ""
    email: str | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether it is surely open: unknown hours count as closed."""
        local = now.astimezone(LONDON)
        today, at = local.weekday(), local.time()
        for day, span in self.hours or ():
            overnight = span.closes <= span.opens
            if day == today and span.opens <= at and (overnight or at < span.closes):
                return True
            if overnight and (day + 1) % 7 == today and at < span.closes:
                return True
        return False

    def is_shut(self, now: datetime) -> bool:
        """Whether it is surely closed: unknown hours do not count."""
        return self.hours is not None and not self.is_open(now)

    @property
    def always_open(self) -> bool:
        """Day and night, every day."""
        return {day for day, span in self.hours or () if span.opens == span.closes} == set(range(7))

    def fits(self, band: AgeBand | None, area: str | None) -> bool:
        """Whether it is for this age and place; an unknown age is the youngest, an unknown place is all of Cornwall."""
        here = self.area in ("uk", area) or (self.area == "cornwall" and area != "scilly")
        return here and self.takes(band)

    def takes(self, band: AgeBand | None) -> bool:
        """Whether it is for everybody in this band; an unknown age is the youngest."""
        low, high = _AGES[band or AgeBand.UNDER_13]
        return self.youngest <= low and (self.oldest is None or high <= self.oldest)

    def line(self, channel: Channel, now: datetime) -> str:
        """One line for a young person: name, how to reach it, and whether it is open now."""
        by_text = self.text and (channel is Channel.SMS or not self.phone)
        ways = [f" {self.phone}" if self.phone else "", f", text {self.text}" if by_text else ""]
        reach = "".join(ways) or " " + (self.web or "").removeprefix("https://")
        free = ", free" if (self.cost or "").startswith("free") else ""
        when = ", day and night" if self.always_open else ", open now" if self.is_open(now) else self._opens(now)
        return f"{self.say}{reach}{free}{when}"

    def _opens(self, now: datetime) -> str:
        """When a place that is surely shut opens next; nothing where its hours are not known."""
        opens = next_opening(now, lambda day: [span for at, span in self.hours or () if at == day.weekday()])
        return f", opens {opening_words(now, opens)}" if opens else ""
