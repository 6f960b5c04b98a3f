"""Chaos as a program: everything is killed while people write, and nothing may be lost. A plan in, a table and an exit code out.

Never ends with 0 when one text was lost, doubled or said over a worker's head. Run: `make chaos`.
"""

import asyncio
import logging
import shutil
import sys
import tempfile
from pathlib import Path

from bench.chaos.plan import Plan, planned
from bench.chaos.run import run
from bench.chaos.table import deeds, rows, wrong


def main(words: list[str]) -> int:
    """0 when all is well, else 1. The files of a run that went wrong are kept."""
    plan = planned(words)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    print(f"chaos: seed {plan.seed} {plan}", flush=True)
    kept = Path(tempfile.mkdtemp(prefix="lev-chaos-"))
    result = asyncio.run(run(plan, kept))
    print("\n| what must not be | times | |", "|---|---|---|", *rows(result.found), sep="\n")
    print("\n| what was done | times | |", "|---|---|---|", *deeds(result.counts), sep="\n")
    print(f"\n{_again(plan)}")
    if wrong(result.found):
        print(f"WRONG: see above. Logs and the store are kept in {kept}")
        return 1
    print("Nothing lost, nothing twice, nobody spoken over.")
    shutil.rmtree(kept, ignore_errors=True)
    return 0


def _again(plan: Plan) -> str:
    words = f" --processes {plan.processes}" + ("" if plan.rasa else " --no-rasa") + (" --cluster" if plan.cluster else "")
    settings = f"CHAOS_SEED={plan.seed} CHAOS_MESSAGES={plan.messages} CHAOS_SECONDS={plan.seconds:.0f}"
    return f"The same again: {settings} python -m bench.chaos{words}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
