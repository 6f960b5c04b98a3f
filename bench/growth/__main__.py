"""`make bench-growth`: measures what grows. Words in; `results/growth.json` and the tables of `docs/scale.md` out.

Never a pass or a fail: what these figures mean is written around them by people.
"""

import argparse
import asyncio
import json
import os
import platform
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bench.growth.pages import pages
from bench.growth.plan import Measured
from bench.growth.rasas import rasas
from bench.growth.stored import stored
from bench.growth.tables import figures, put_into
from bench.growth.turns import turns
from bot.setting_checks import ROOT

RESULTS = ROOT / "results" / "growth.json"


def main(words: list[str]) -> int:
    """Measures (or reads what was measured), prints the tables, and puts them into the card."""
    parser = argparse.ArgumentParser(prog="python -m bench.growth")
    parser.add_argument(
        "--million", action="store_true", help="a million stored conversations too: half an hour and 12 GB of memory"
    )
    parser.add_argument("--small", action="store_true", help="only to try it: a minute or two")
    parser.add_argument("--again", action="store_true", help="measure nothing, write the tables from the last results")
    parser.add_argument("--card", type=Path, help="a page with marks to put the tables between")
    chosen = parser.parse_args(words)
    if not chosen.again:
        sizes = [1_000, 3_000] if chosen.small else [1_000, 10_000, 100_000] + [1_000_000] * chosen.million
        found = {
            "at": datetime.now(UTC).isoformat(timespec="minutes"),
            "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
            "stored": asyncio.run(stored(sizes, [40, 100, 300, 1_000][: 2 if chosen.small else None])),
            "pages": pages([1, 10, 100] if chosen.small else [1, 10, 100, 1_000]),
            "turns_per_s": asyncio.run(turns(10)),
            "rasas": rasas([1, 2] if chosen.small else [1, 2, 4], 300 if chosen.small else 1_500),
        }
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(found, indent=1))
    found = json.loads(RESULTS.read_text())
    last = found["stored"]["rows"][-1]
    known = replace(
        Measured(),
        turns_per_s=found["turns_per_s"],
        rasa_per_s=found["rasas"][0]["texts_per_s"],
        commits_per_s=found["stored"]["commits_per_s"],
        bytes_each=last["bytes_each"],
        bytes_for_ever=found["stored"]["kept_for_ever"],
    )
    text = figures(found, known)
    print(text)
    if chosen.card:
        put_into(chosen.card, text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
