"""What the rooms at the edges tell of their work. Seconds and outcomes in, counters and histograms of one registry out.

Never takes a text, an address or a name, never lets an unknown value become a label, and never fails a turn.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import product

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics
from prometheus_client.multiprocess import MultiProcessCollector

from bot.measure.table import COUNTERS, DROPPED, HISTOGRAMS, OTHER, TABLE
from bot.model.delivery import Delivery
from bot.model.message import Channel, Took
from bot.model.risk import Level

_ALLOWED = {one.name: {label.name: frozenset(label.values) for label in one.labels} for one in TABLE}
_MOST_FROM_THE_START = 20  # outcomes times reasons of sending are hundreds, nearly all for ever 0


@dataclass(frozen=True, slots=True)
class Metrics:
    """As it is made without arguments it counts nothing: for tests, and for a drill. `reasons` are the channels' codes."""

    counters: Mapping[str, Counter] = field(default_factory=dict)
    histograms: Mapping[str, Histogram] = field(default_factory=dict)
    reasons: frozenset[str] = frozenset()

    def unless(self, practice: bool) -> "Metrics":
        """These metrics, or for a drill some that count nothing: it is kept out of all figures."""
        return _NOTHING if practice else self

    def took_in(self, channel: Channel, took: Took, seconds: float) -> None:
        """A text at the door was kept."""
        self._count("lev_inbound_total", channel=channel, took=took)
        self._time("lev_acknowledge_seconds", seconds, channel=channel)

    def screened(self, seconds: float) -> None:
        """A text was read for risk."""
        self._time("lev_screen_seconds", seconds)

    def asked(self, seconds: float, *, answered: bool) -> None:
        """Rasa was asked."""
        self._time("lev_dialogue_seconds", seconds, answer="answered" if answered else "unavailable")

    def turned(self, seconds: float, level: Level) -> None:
        """A text was answered in the usual way."""
        self._time("lev_turn_seconds", seconds, level=level.word)
        self._count("lev_screened_total", level=level.word)

    def parked(self, seconds: float, level: Level) -> None:
        """A text was given to a worker because it could not be handled."""
        self._time("lev_turn_seconds", seconds, level=level.word)
        self._count("lev_parked_total")

    def conflicted(self, room: str) -> None:
        """A commit of `turn`, `desk`, `timer` or `receipt` came too late."""
        self._count("lev_conflicts_total", room=room)

    def sent(self, seconds: float, delivery: Delivery, *, urgent: bool) -> None:
        """A text is out of the queue: handed over, dropped because it must not be said, or refused for good."""
        if delivery.provider_id:
            self._time("lev_send_seconds", seconds, urgent="yes" if urgent else "no")
        outcome = "handed_over" if delivery.provider_id else "dropped" if delivery.reason in DROPPED else "refused"
        self._count("lev_sends_total", outcome=outcome, reason="none" if delivery.provider_id else delivery.reason or OTHER)

    def trying_again(self, reason: str) -> None:
        """A text could not be handed over just now."""
        self._count("lev_sends_total", outcome="trying_again", reason=reason)

    def receipt(self, status: str) -> None:
        """Twilio said what became of a text."""
        self._count("lev_receipts_total", status=status)

    def climbed(self, who: str) -> None:
        """A step of the alert ladder was due."""
        self._count("lev_alerts_climbed_total", who=who)

    def told(self, what: str) -> None:
        """A silence was marked at the desk."""
        self._count("lev_silences_total", what=what)

    def claimed(self, seconds: float, level: Level) -> None:
        """A waiting case was claimed."""
        self._time("lev_claim_seconds", seconds, level=level.word)

    def first_reply(self, seconds: float, level: Level, *, since: str) -> None:
        """A worker's first own words, since the case was `waiting` or `claimed`."""
        self._time("lev_first_reply_seconds", seconds, since=since, level=level.word)

    def _count(self, name: str, **labels: str) -> None:
        if (counter := self.counters.get(name)) is not None:
            (counter.labels(**self._known(name, labels)) if labels else counter).inc()

    def _time(self, name: str, seconds: float, **labels: str) -> None:
        if (histogram := self.histograms.get(name)) is not None:
            (histogram.labels(**self._known(name, labels)) if labels else histogram).observe(max(0.0, seconds))  # clocks differ

    def _known(self, name: str, labels: Mapping[str, str]) -> dict[str, str]:
        def known(label: str, value: str) -> bool:
            return value in _ALLOWED[name][label] or (label == "reason" and value in self.reasons)

        return {label: str(value) if known(label, value) else OTHER for label, value in labels.items()}


_NOTHING = Metrics()


def with_all() -> CollectorRegistry:
    """What all processes that count in the folder of `bot.measure.together` have counted up to now."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry


def measured(reasons: Collection[str] = (), registry: CollectorRegistry | None = None) -> Metrics:
    """Metrics that count, in this registry (for one process alone) or in the folder of all. `reasons`: the codes with which
    the channels refuse a text.
    """
    registry = registry or CollectorRegistry()
    disable_created_metrics()  # type: ignore[no-untyped-call]  # a second line each, with when it was made: nobody reads it
    counters = {one.name: Counter(one.name, one.what, [label.name for label in one.labels], registry=registry) for one in COUNTERS}
    histograms = {
        one.name: Histogram(one.name, one.what, [label.name for label in one.labels], registry=registry, buckets=one.buckets)
        for one in HISTOGRAMS
    }
    for one in (*COUNTERS, *HISTOGRAMS):
        every = list(product(*(label.values for label in one.labels)))
        if one.labels and len(every) <= _MOST_FROM_THE_START:  # from 0 on: what first appears with a 1 shows no rise
            for values in every:
                (counters | histograms)[one.name].labels(*map(str, values))
    return Metrics(counters, histograms, frozenset(reasons))
