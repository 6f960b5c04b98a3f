"""How well the screen finds what it should, how often it speaks up for nothing, and what its peers do. Prints, and writes the card.

Prints shares and names; never a text, and never a pass or a fail.

    python -m bench.screen [--texts FOLDER] [--no-rasa] [--card docs/screen.md]

FOLDER holds CSVs with the columns `id,text,label,source`: `pos_*` should be found, `neg_*` and `oos_*` left alone. They are no part
of the project; without them the run is on our own lists alone.
"""

import argparse
import time
from pathlib import Path

from bench.card import put_into
from bench.screen.measure import asked, by_kind
from bench.screen.sets import lent, suite
from bench.screen.tables import BEGIN, END, of_alarms, of_kinds, of_peers, of_sets, of_times, of_ways
from bot.content.measured_on import said
from bot.screen.assess import Screen
from bot.screen.cli import RISK_FOLDER
from bot.setting_checks import ROOT


def main() -> None:
    """Measure, print, and write the card if one is named."""
    parser = argparse.ArgumentParser(prog="python -m bench.screen", description="Measure the screen beside its peers.")
    parser.add_argument("--texts", type=Path, metavar="FOLDER", help="other people's texts, lent to this machine")
    parser.add_argument("--no-rasa", action="store_true", help="leave out the Rasa classifier, which takes two minutes")
    parser.add_argument("--card", type=Path, metavar="FILE", help="a page with a place for the figures")
    options = parser.parse_args()
    texts = lent(options.texts)
    if not texts:
        print("No texts of others in this run: --texts names no folder that has them. Our own lists alone are asked.")
    begun = time.perf_counter()
    screen = Screen.load(RISK_FOLDER)
    screen.assess("hello")
    loaded = time.perf_counter() - begun
    own = [asked(screen, one) for one in suite()]
    others = [asked(screen, one) for one in texts]
    parts = [of_sets([*own, *others]), of_kinds(by_kind(own[1:])), of_alarms(own, others), of_ways(screen, own)]
    parts += [of_peers(own, others, with_rasa=not options.no_rasa), of_times(screen, loaded)]
    parts.append(said(ROOT))
    figures = "\n\n".join(parts)
    print(figures)
    if options.card:
        put_into(options.card, figures, BEGIN, END)


if __name__ == "__main__":
    main()
