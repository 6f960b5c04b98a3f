"""`/metrics`, for the internal port only. What was counted, and what waits at this moment, in; Prometheus' text out.

Never a figure about a person, never one of a drill, and never an old figure when the store is away.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from redis.exceptions import RedisError

from bot.measure.table import GAUGES
from bot.model.case import Case
from bot.model.rings import rings
from bot.store.open import Store
from bot.store.spool import Spool

type Figures = dict[str, dict[tuple[str, ...], float]]


class Scrape:
    """`counted` gives what was counted, `resting` says whether Rasa is left alone for now, `clock` gives the time in UTC."""

    def __init__(
        self,
        counted: Callable[[], CollectorRegistry],
        store: Store,
        spool: Spool,
        resting: Callable[[], bool],
        clock: Callable[[], datetime],
    ) -> None:
        self._counted = counted
        self._store = store
        self._spool = spool
        self._resting = resting
        self._clock = clock

    async def text(self) -> bytes:
        """Everything, in Prometheus' text form 0.0.4."""
        now: dict[str, dict[tuple[str, ...], float]] = {
            "lev_spool_holding": {(): float(not self._spool.empty)},
            "lev_rasa_resting": {(): float(self._resting())},
        }
        try:
            now |= await self._from_store()
        except (RedisError, OSError):
            now["lev_store_up"] = {(): 0.0}
        at_this_moment = CollectorRegistry()  # one for each asking: two who ask at once must not mix
        at_this_moment.register(_Gauges(now))
        return generate_latest(self._counted()) + generate_latest(at_this_moment)

    async def _from_store(self) -> Figures:
        now = self._clock()
        work = await self._store.reads.waiting_by_lane()
        cases = [case for case in await self._store.reads.open_cases() if not case.practice]
        packs = await self._store.parcels.all()  # the oldest first
        figures: Figures = {
            "lev_store_up": {(): 1.0},
            "lev_waiting_texts": {(one.stream, str(one.lane)): one.depth for one in work},
            "lev_oldest_waiting_seconds": {(one.stream, str(one.lane)): _age(one.oldest_at, now) for one in work},
            "lev_cases_open": _open(cases),
            "lev_cases_ringing": {(): sum(map(rings, cases))},
            "lev_packs_waiting": {(): len(packs)},
            "lev_oldest_pack_seconds": {(): _age(packs[0].at, now) if packs else 0.0},
        }
        last = await self._store.drills.last()
        figures["lev_drill_stuck"] = {(): float(bool(last.stuck_at))}
        if last.good_at:
            figures["lev_drill_age_seconds"] = {(): _age(last.good_at, now)}
        return figures


class _Gauges(Collector):
    """Figures in the form that the package prints; one that is not known now is not shown at all."""

    def __init__(self, figures: Mapping[str, Mapping[tuple[str, ...], float]]) -> None:
        self._figures = figures

    def collect(self) -> Iterable[GaugeMetricFamily]:
        return self._families()

    def _families(self) -> Iterator[GaugeMetricFamily]:
        for one in GAUGES:
            if one.name in self._figures:
                family = GaugeMetricFamily(one.name, one.what, labels=[label.name for label in one.labels])
                for values, figure in self._figures[one.name].items():
                    family.add_metric(values, figure)
                yield family


def _open(cases: Sequence[Case]) -> dict[tuple[str, ...], float]:
    states, levels = next(one.labels for one in GAUGES if one.name == "lev_cases_open")
    counted = Counter((case.state.value, case.level.word) for case in cases)
    return {(str(state), level): counted[str(state), level] for state in states.values for level in levels.values}


def _age(then: datetime | None, now: datetime) -> float:
    return max(0.0, (now - then).total_seconds()) if then else 0.0  # the store's clock can be ahead of ours
