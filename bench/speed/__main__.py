"""`make bench`: how fast Lev is beside its peers, on this machine, in one run. Sections in, tables and JSON out.

Never a pass or a fail, and nothing but loopback.
"""

import os
import platform
import sys
from collections.abc import Callable
from datetime import UTC, datetime

from bench.card import put_into
from bench.speed import acks, chat, disclosure, idle, limits, relay
from bench.speed.figures import Figures
from bench.speed.options import Options, read
from bench.speed.report import begin, end, keep, shown
from bot.launch.rasa import ROOT

SECTIONS: dict[str, Callable[[Options], Figures]] = {
    "acks": acks.measure,
    "chat": chat.measure,
    "disclosure": disclosure.measure,
    "relay": relay.measure,
    "idle": idle.measure,
    "limits": limits.measure,
}


def main(words: list[str]) -> int:
    """Runs the sections asked for, all by default, each written as soon as it is measured."""
    options = read(words, tuple(SECTIONS))
    for name in options.sections:
        print(f"{name}: measuring", file=sys.stderr, flush=True)
        load = os.getloadavg()[0]
        figures = SECTIONS[name](options)
        day = f"{datetime.now(UTC):%Y-%m-%d}"
        machine = {"day": day, "cores": os.cpu_count(), "python": platform.python_version(), "load_before": load}
        text = shown(figures, f"on {day}, {os.cpu_count()} cores, load before {load:.1f}, {options.seconds:g} s a load")
        print(f"\n## {name}\n\n{text}\n", flush=True)
        if options.write:
            keep(ROOT / "results" / "bench.json", name, figures, machine)
            put_into(ROOT / "docs" / "benchmarks.md", text, begin(name), end(name), name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
