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

from bench.card import put_into
from bench.growth.pages import pages
from bench.growth.plan import Measured
from bench.growth.rasas import rasas
from bench.growth.stored import stored
from bench.growth.tables import BEGIN, END, figures
from bench.growth.turns import turns
from bot.setting_checks import ROOT

RESULTS = ROOT / "results" / "growth.json"


PARTS = ("stored", "pages", "turns_per_s", "rasas")


def main(words: list[str]) -> int:
    """Measures (or reads what was measured), prints the tables, and puts them into the card."""
    parser = argparse.ArgumentParser(prog="python -m bench.growth")
    parser.add_argument(
        "--million", action="store_true", help="a million stored conversations too: half an hour and 12 GB of memory"
    )
    parser.add_argument("--small", action="store_true", help="only to try it: a minute or two")
    parser.add_argument("--only", nargs="*", choices=PARTS, default=PARTS, help="measure these; the rest is as it was last time")
    parser.add_argument("--card", type=Path, help="a page with marks to put the tables between")
    chosen = parser.parse_args(words)
    for part in chosen.only:
        _keep({part: _measured(part, small=chosen.small, million=chosen.million)})  # kept at once: the next part is long
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
        put_into(chosen.card, text, BEGIN, END)
    return 0


def _measured(part: str, *, small: bool, million: bool) -> object:
    if part == "stored":
        sizes = [1_000, 3_000] if small else [1_000, 10_000, 100_000] + [1_000_000] * million
        return asyncio.run(stored(sizes, [40, 100] if small else [40, 100, 300, 1_000]))
    if part == "pages":
        return pages([1, 10, 100] if small else [1, 10, 100, 1_000])
    if part == "turns_per_s":
        return asyncio.run(turns(10))
    return rasas([1, 2], 300) if small else rasas([1, 2, 4], 1_500)


def _keep(measured: dict[str, object]) -> None:
    RESULTS.parent.mkdir(exist_ok=True)
    before = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    about = {"at": datetime.now(UTC).isoformat(timespec="minutes"), "machine": machine}
    RESULTS.write_text(json.dumps(before | about | measured, indent=1))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
