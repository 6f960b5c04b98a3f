"""When workers are at the desk. `data/hours.yml` in; open or not, and when next, out.

Never knows the time itself: it is an argument, in UTC; the hours are Cornwall's own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.content.reader import Node, read

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONDON = ZoneInfo("Europe/London")
_LOOK_AHEAD = 60  # days: longer than any run of closed days


@dataclass(frozen=True, slots=True)
class Span:
    """From `opens` up to, not including, `closes`, on one day."""

    opens: time
    closes: time


class Hours:
    """The week's spans, the days off, and when a text that nobody waits for may be sent."""

    def __init__(self, week: dict[int, tuple[Span, ...]], closed_on: frozenset[date], unprompted: Span | None = None) -> None:
        self._week = week
        self._unprompted = unprompted
        self._closed_on = closed_on

    @classmethod
    def load(cls, path: Path) -> "Hours":
        """Raises `ContentError`."""
        table = read(path).table("signed_off", "closed_on", "unprompted_texts", need=("week",))
        week = week_of(table["week"])
        closed = [_day(node) for node in table["closed_on"].items()] if "closed_on" in table else []
        unprompted = _span(table["unprompted_texts"]) if "unprompted_texts" in table else None
        return cls(week, frozenset(closed), unprompted)

    def beside(self, week: dict[int, tuple[Span, ...]]) -> "Hours":
        """Another office's week, with the same days off."""
        return Hours(week, self._closed_on)

    def is_day_off(self, day: date) -> bool:
        """Whether this is one of the days off, such as a bank holiday."""
        return day in self._closed_on

    @property
    def last_day_off(self) -> date | None:
        """The last day off that is known; after it, a bank holiday would count as open."""
        return max(self._closed_on, default=None)

    def is_open(self, now: datetime) -> bool:
        """Whether workers are at the desk."""
        return self._span_at(now) is not None

    def may_text_unprompted(self, now: datetime) -> bool:
        """Whether a text that answers nothing may go to a phone: it lights up, and somebody else may be holding it."""
        return self.is_open(now) and (
            self._unprompted is None or self._unprompted.opens <= now.astimezone(LONDON).time() < self._unprompted.closes
        )

    def closes_words(self, now: datetime) -> str:
        """When the desk closes today, such as `5pm`; empty when it is closed already."""
        span = self._span_at(now)
        return clock_words(span.closes) if span else ""

    def opens_at(self, now: datetime) -> datetime:
        """When workers come next, in Cornwall's time. `now` itself when they are there."""
        if self.is_open(now):
            return now.astimezone(LONDON)
        opens = next_opening(now, self._spans)
        if opens is None:
            raise LookupError(f"the desk stays closed for {_LOOK_AHEAD} days")
        return opens

    def opens_words(self, now: datetime) -> str:
        """The same in words: `9am today`, `9am tomorrow`, `9am on Monday`, `9am on Monday 4 January`."""
        return opening_words(now, self.opens_at(now))

    def _spans(self, day: date) -> tuple[Span, ...]:
        return () if day in self._closed_on else self._week.get(day.weekday(), ())

    def _span_at(self, now: datetime) -> Span | None:
        local = now.astimezone(LONDON)
        return next((span for span in self._spans(local.date()) if span.opens <= local.time() < span.closes), None)


def next_opening(now: datetime, spans: Callable[[date], Iterable[Span]]) -> datetime | None:
    """When something opens next after `now`, in Cornwall's time; `spans` gives a day's. None when nothing is in sight."""
    local = now.astimezone(LONDON)
    for ahead in range(_LOOK_AHEAD):
        day = local.date() + timedelta(days=ahead)
        openings = [datetime.combine(day, span.opens, LONDON) for span in spans(day)]
        later = [opens for opens in openings if opens > local]
        if later:
            return min(later)
    return None


def opening_words(now: datetime, opens: datetime) -> str:
    """A time to come as it is said: `9am today`, `9am tomorrow`, `9am on Monday`, `9am on Monday 4 January`."""
    days = (opens.date() - now.astimezone(LONDON).date()).days
    clock = clock_words(opens.time())
    if days < 2:
        return f"{clock} {'tomorrow' if days else 'today'}"
    return f"{clock} on {opens:%A}" if days < 7 else f"{clock} on {opens:%A} {opens.day} {opens:%B}"


def clock_words(at: time) -> str:
    """`9am`, `5.15pm`, as British people write it."""
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def clock(node: Node) -> time:
    """A time of day such as `"09:00"`. Raises `ContentError`."""
    if isinstance(node.value, int):  # YAML reads 17:00 without quotes as a number
        raise node.wrong('write the time in quotes, such as "09:00"')
    try:
        return time.fromisoformat(node.text())
    except ValueError as error:
        raise node.wrong(f'expected a time such as "09:00", found {node.value!r}') from error


def week_of(node: Node) -> dict[int, tuple[Span, ...]]:
    """Spans by day of the week, Monday is 0. Raises `ContentError`."""
    week = {DAYS.index(day): tuple(_span(span) for span in each.items()) for day, each in node.table(*DAYS).items()}
    if not any(week.values()):
        raise node.wrong("no day is ever open")
    return week


def _span(node: Node) -> Span:
    table = node.table(need=("opens", "closes"))
    span = Span(clock(table["opens"]), clock(table["closes"]))
    if span.opens >= span.closes:
        raise node.wrong("closes must be later than opens, on the same day")
    return span


def _day(node: Node) -> date:
    if not isinstance(node.value, date):
        raise node.wrong(f"expected a date such as 2026-12-25, found {node.value!r}")
    return node.value
