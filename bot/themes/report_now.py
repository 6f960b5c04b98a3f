"""`python -m bot report --from 2026-Q1 --months 6`: the audit pack as HTML, PDF and JSON. Words and settings in, files out.

Never writes half a file's name with words of anybody in it: a report is named by its quarters.
"""

import argparse
import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.beside import with_store
from bot.content.themes import Themes
from bot.setting_checks import ROOT
from bot.settings import Settings
from bot.store.open import Store
from bot.themes.report import NoFigures, Report
from bot.themes.report_made import FORMS, made_report
from bot.themes.report_span import MONTHS, name_of_span, quarters_from


def main(words: list[str], settings: Settings) -> int:
    """0 when the files are written; 1 when the store does not answer or not all of that time is published; 2 for another time."""
    parser = argparse.ArgumentParser(prog="python -m bot report", description="The six-monthly audit pack.")
    parser.add_argument(
        "--from", dest="start", required=True, metavar="2026-Q1", help="the first quarter, or its first month: 2026-01"
    )
    parser.add_argument("--months", type=int, default=6, choices=MONTHS)
    parser.add_argument("--to", type=Path, default=settings.var / "reports", metavar="FOLDER", help="var/reports unless you say so")
    asked = parser.parse_args(words)
    try:
        quarters = quarters_from(asked.start, asked.months)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    return with_store(settings, lambda store: write(store, quarters, asked.to, datetime.now(UTC)))


async def write(store: Store, quarters: tuple[str, ...], folder: Path, now: datetime) -> int:
    """Writes all forms into the folder, which is made."""
    try:
        made = await made_report(store, Themes.load(ROOT / "data" / "themes.yml"), quarters, now)
    except NoFigures:
        print(
            f"Not all of {name_of_span(quarters)} is over and counted. Choose whole quarters in which people wrote.",
            file=sys.stderr,
        )
        return 1
    await asyncio.to_thread(_written, made, folder)
    return 0


def _written(made: Report, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for ending, (_, form) in FORMS.items():
        path = folder / f"lev-report-{'made-up-' if made.made_up else ''}{name_of_span(made.quarters)}.{ending}"
        path.write_bytes(form(made))
        print(path)
