"""What is published, and publishing what has become due. The store's counts, the tree and a time in, figures fit to show out.

Never publishes a week that is not over, and never anything twice: what was shown once stays as it was.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta

from bot.content.themes import Themes
from bot.store.figures import Figures
from bot.themes.calendar import complete, month_of, next_week, quarter_of, weeks_in
from bot.themes.suppress import Cell, Quarter, Split, quarter_figures, week_figures
from bot.themes.tag import week_of
from bot.themes.terms import parted, term_figures

_TERMS = "terms "  # before a week's name in the store
WEEKS_BACK = 104  # as long as counts are kept


@dataclass(frozen=True, slots=True)
class Published:
    """`weeks` hold people by theme; `quarters` also hold them split each way. `made_up` is the seed of made-up figures.

    `terms` are people by term in each week.
    """

    weeks: dict[str, dict[str, int]] = field(default_factory=dict)
    quarters: dict[str, Quarter] = field(default_factory=dict)
    made_up: int | None = None
    terms: dict[str, dict[str, int]] = field(default_factory=dict)

    def periods(self) -> list[str]:
        """Everything that can be shown, the newest first: quarters, months, weeks."""
        months = dict.fromkeys(month_of(week) for week in sorted(self.weeks, reverse=True))
        whole = [month for month in months if all(week in self.weeks for week in weeks_in(month))]
        return [*sorted(self.quarters, reverse=True), *whole, *sorted(self.weeks, reverse=True)]

    def people(self, period: str) -> dict[str, int]:
        """People by theme: what the weeks of the period have shown, added up. A quarter has `all` too."""
        if period in self.quarters:
            return self.quarters[period].people
        return dict(sum((Counter(self.weeks.get(week, {})) for week in weeks_in(period)), Counter()))

    def split(self, period: str) -> dict[str, Split]:
        """People by theme, cube and cell; only quarters are split."""
        return self.quarters[period].split if period in self.quarters else {}


def as_now_called(found: Published, themes: Themes) -> Published:
    """The figures of retired themes added to those of the themes that took them in: sums of what was shown tell nothing new."""

    def people(by_theme: Mapping[str, int]) -> dict[str, int]:
        sums: dict[str, int] = {}
        for theme, number in by_theme.items():
            sums[themes.now_called(theme)] = sums.get(themes.now_called(theme), 0) + number
        return sums

    def split(by_theme: Mapping[str, Split]) -> dict[str, Split]:
        sums: dict[str, Split] = {}
        for theme, cubes in by_theme.items():
            into = sums.setdefault(themes.now_called(theme), {})
            for cube, cells in cubes.items():
                old = into.get(cube, {})
                into[cube] = {cell: old.get(cell, 0) + number for cell, number in cells.items()}
        return sums

    quarters = {name: Quarter(people(one.people), split(one.split)) for name, one in found.quarters.items()}
    return replace(found, weeks={week: people(one) for week, one in found.weeks.items()}, quarters=quarters)


async def published(figures: Figures, themes: Themes, now: datetime) -> Published:
    """Publishes what has become due by `now` (UTC), and reads everything. Raises Redis' errors."""
    await _publish_due(figures, [leaf.id for leaf in themes.leaves()], now)
    return as_now_called(await _read(figures), themes)


async def _read(figures: Figures) -> Published:
    weeks, quarters, terms = {}, {}, {}
    for period, body in (await figures.published()).items():
        if period.startswith(_TERMS):
            terms[period.removeprefix(_TERMS)] = json.loads(body)
        elif "-W" in period:
            weeks[period] = json.loads(body)
        else:
            quarters[period] = Quarter(**json.loads(body))
    return Published(weeks, quarters, await figures.made_up(), terms)


async def _publish_due(figures: Figures, leaves: Collection[str], now: datetime) -> None:
    done = await _read(figures)
    due = [week for week in _weeks_back(now) if week not in done.weeks and (not done.weeks or week > min(done.weeks))]
    due = [week for week in due if complete(week, now)]
    unsplit = {quarter_of(week) for week in (*due, *done.weeks)} - done.quarters.keys()
    if not due and not any(complete(quarter, now) for quarter in unsplit):
        return
    both = await figures.counts(sorted({week for quarter in unsplit for week in weeks_in(quarter)}))
    counts = {week: parted(cells)[0] for week, cells in both.items()}
    said = {week: parted(cells)[1] for week, cells in both.items()}
    counted = [week for week in sorted(counts) if counts[week]]
    if not done.weeks and not counted:
        return
    first = min(done.weeks) if done.weeks else weeks_in(quarter_of(counted[0]))[0]
    shown, told = dict(done.weeks), dict(done.terms)
    for week in (week for week in due if week >= first):
        before = [earlier for earlier in weeks_in(quarter_of(week)) if earlier < week]
        so_far = _sum(counts[one] for one in (*before, week))
        shown[week] = week_figures(so_far, _sum(shown.get(one, {}) for one in before))
        told[week] = term_figures(_sum(said[one] for one in (*before, week)), _sum(told.get(one, {}) for one in before))
        await figures.publish(_TERMS + week, json.dumps(told[week]).encode())
        await figures.publish(week, json.dumps(shown[week]).encode())
    for quarter in sorted(unsplit):
        weeks = weeks_in(quarter)
        if weeks[0] >= first and complete(quarter, now):
            whole = quarter_figures(_sum(counts[week] for week in weeks), _sum(shown.get(week, {}) for week in weeks), leaves)
            await figures.publish(quarter, json.dumps(asdict(whole)).encode())


def _sum[K: (str, Cell)](parts: Iterable[Mapping[K, int]]) -> Counter[K]:
    total: Counter[K] = Counter()
    for part in parts:
        total.update(part)
    return total


def _weeks_back(now: datetime) -> list[str]:
    week = week_of(now - timedelta(weeks=WEEKS_BACK))
    weeks = [week]
    while weeks[-1] < week_of(now):
        weeks.append(next_week(weeks[-1]))
    return weeks[:-1]
