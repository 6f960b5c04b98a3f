"""How many machines a service of a size needs. Messages a day and measured figures in, a plan out. `python -m bench.growth.plan`.

Never hides which number is measured and which assumed: the two are two classes.
"""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.card import table
from bench.growth.queue import CURVE, Burst, arrivals, busiest, kept_waits, share, waits
from bot.model.message import LANES


@dataclass(frozen=True)
class Measured:
    """On two cores shared with the bench itself; `make bench-growth` measures them anew."""

    turns_per_s: float = 115.0  # one Lev process
    rasa_per_s: float = 122.0  # one Rasa
    commits_per_s: float = 2_400.0  # one Valkey, every write flushed, one writing process
    bytes_each: float = 9_672.0  # a stored conversation of 12 lines, audit included
    bytes_for_ever: float = 1_311.0  # of these: audit, which no lifetime ends


@dataclass(frozen=True)
class Assumed:
    """Nobody has measured these: change them and read the table again."""

    # Ten minutes of ten times as many, in the evening: a programme on television.
    burst: Burst = field(default_factory=lambda: Burst(19 * 3_600, 600, 10))
    asks_rasa: float = 0.7  # of messages; the rest is answered above it
    commits_each: float = 3.0  # a message: the turn, and for a text the sending and its receipt
    texts_each: float = 6.0  # messages of a young person in a conversation
    with_case: float = 0.05  # of conversations: kept 365 days; the rest 30
    slowest: float = 1.0  # seconds that 99 of 100 may wait, in the burst too
    room: float = 0.5  # of a shard's commits that are used at most
    by_sms: float = 0.5  # of messages
    segments_each: float = 2.0  # of an answer by text
    shard_gb: float = 4.0  # of conversations in one Valkey on a machine of 8 GB: it needs room while it rewrites its file
    cores: int = 2  # of a machine
    price: float = 0.08  # pounds for an hour of a machine of two cores and 8 GB: an example
    spare: int = 1  # machines more than needed, so that one may fall


@dataclass(frozen=True)
class Plan:
    """One row. Rates are a second, waits are of 99 in 100 in seconds, memory is in GB."""

    a_day: int
    peak: float
    levs: int
    lev_wait: float
    rasas: int
    rasa_wait: float
    shards: int
    memory: float
    memory_more: float
    segments: float
    machines: int
    hours: float
    cost: float


def plan(a_day: int, known: Measured, guess: Assumed, seed: int = 7) -> Plan:
    """The smallest service that stands the day of this seed."""
    times = arrivals(random.Random(seed), a_day, burst=guess.burst)
    peak = busiest(times, 60)
    dice = random.Random(seed + 1)
    asked = [at for at in times if dice.random() < guess.asks_rasa]
    levs, lev_wait = fewest(lambda many: share(waits(times, 1 / known.turns_per_s, many), 0.99), guess.slowest)
    rasas, rasa_wait = fewest(
        lambda many: share(kept_waits(random.Random(seed + 2), asked, 1 / known.rasa_per_s, many), 0.99), guess.slowest
    )
    memory, more = stored_gb(a_day, known, guess)
    shards = max(1, math.ceil(memory / guess.shard_gb), math.ceil(peak * guess.commits_each / known.commits_per_s / guess.room))
    machines = math.ceil((max(2, levs) + max(2, rasas)) / guess.cores) + shards + guess.spare
    hours = machines * 24 * 30.0
    usual = a_day * max(CURVE) / sum(CURVE) / 3_600  # of the busiest hour: texts may queue through a burst
    segments = usual * guess.by_sms * guess.segments_each
    return Plan(
        a_day,
        peak,
        max(2, levs),
        lev_wait,
        max(2, rasas),
        rasa_wait,
        shards,
        memory,
        more,
        segments,
        machines,
        hours,
        hours * guess.price,
    )


def fewest(wait: Callable[[int], float], most: float, limit: int = 4_096) -> tuple[int, float]:
    """The smallest number, by doubling and then halving the gap, whose wait is short enough; and that wait. Raises `ValueError`."""
    high = 1
    while wait(high) > most:
        high *= 2
        if high > limit:
            raise ValueError("no number is enough")
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if wait(middle) > most else (low, middle)
    return high, wait(high)


def stored_gb(a_day: float, known: Measured, guess: Assumed) -> tuple[float, float]:
    """Memory after the first year, and what each further year adds (the audit is kept for ever)."""
    new = a_day / guess.texts_each
    days = 30 * (1 - guess.with_case) + 365 * guess.with_case
    for_ever = new * 365 * known.bytes_for_ever
    return (new * days * (known.bytes_each - known.bytes_for_ever) + for_ever) / 1e9, for_ever / 1e9


HEAD = ("messages a day", "peak a second", "Lev", "wait", "Rasa", "wait", "Valkey shards", "GB after a year", "GB a year more")
HEAD = (*HEAD, "SMS segments a second", "machines", "machine-hours a month", "cost a month")


def row(made: Plan) -> tuple[str, ...]:
    """A plan as words for a table."""
    waited = [f"{wait * 1000:.0f} ms" for wait in (made.lev_wait, made.rasa_wait)]
    shards = str(made.shards) if made.shards <= LANES else f"{made.shards} (over {LANES})"
    first = (f"{made.a_day:,}", f"{made.peak:.1f}", str(made.levs), waited[0], str(made.rasas), waited[1], shards)
    last = (f"{made.machines}", f"{made.hours:,.0f}", f"£{made.cost:,.0f}")
    return (*first, f"{made.memory:.1f}", f"{made.memory_more:.1f}", f"{made.segments:.1f}", *last)


SIZES = (500, 5_000, 50_000, 500_000, 2_000_000)


if __name__ == "__main__":
    print(table(HEAD, (row(plan(size, Measured(), Assumed())) for size in SIZES)))
