"""`make release-check`: runs every gate and prints the safety case on one page. Nothing in; the page, and 0 only if all holds, out.

Never prints a text of a young person, and never ends with 0 while words for somebody in danger are unsigned.

    python -m bench.release [--quick]      # --quick leaves the long gates out, and therefore never ends with 0
"""

import argparse
import sys
from datetime import date
from pathlib import Path

from bench.release.gates import GATES, all_hold, tried
from bench.release.page import as_page
from bench.release.pending import stops, waits
from bot.content.reader import ContentError

ROOT = Path(__file__).parent.parent.parent


def main() -> int:
    """Runs, prints, keeps the page in var/safety-case.md."""
    parser = argparse.ArgumentParser(prog="python -m bench.release", description="Whether Lev may be released, and why.")
    parser.add_argument("--quick", action="store_true", help="leave out what takes long; a release needs all")
    options = parser.parse_args()
    went = []
    for gate in GATES:
        went.append(tried(gate, ROOT, quick=options.quick))
        print(f"[release] {went[-1].word:8} {gate.name} ({went[-1].seconds:.0f} s)", file=sys.stderr)
    today = date.today()  # noqa: DTZ011  a day is enough
    try:
        stopping, waiting = stops(ROOT), waits(ROOT, today)
    except ContentError as error:
        stopping, waiting = [str(error)], []
    page = as_page(ROOT, today, went, stopping, waiting)
    (ROOT / "var").mkdir(exist_ok=True)
    (ROOT / "var" / "safety-case.md").write_text(page, encoding="utf-8")
    print(page)
    return 0 if all_hold(went) and not stopping else 1


if __name__ == "__main__":
    sys.exit(main())
