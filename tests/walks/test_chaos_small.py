"""Chaos, small: a few young people, two workers, a Twilio that misbehaves, and kill -9 every second or so."""

from pathlib import Path

from bench.chaos.plan import Plan
from bench.chaos.run import run
from bench.chaos.table import rows, wrong


async def test_nothing_is_lost_doubled_or_said_over_a_worker(tmp_path: Path) -> None:
    plan = Plan(messages=150, seconds=60, seed=7, workers=2, every=(0.5, 1.5), drain_seconds=90)
    result = await run(plan, tmp_path)
    assert not wrong(result.found), "\n".join(rows(result.found))
    assert result.counts["texts sent by young people and acknowledged"] == 150
    assert sum(count for deed, count in result.counts.items() if deed.startswith("kill -9")) >= 2, "something was killed"
    assert result.counts["words that Twilio took"], "and somebody was answered"
