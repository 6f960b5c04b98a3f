"""What is to be measured and how long. Words from the command line in, one value out.

Never lets a load run without an end.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LONGEST = 60.0  # seconds a load


@dataclass(frozen=True, slots=True)
class Options:
    """`seconds` is how long each load lasts. `chat_peer` and `acks_peer` name pipelines of bench/advice/pipelines."""

    sections: tuple[str, ...]
    seconds: float
    stock_model: Path | None
    chat_peer: str
    acks_peer: str
    write: bool


def read(words: list[str], sections: Sequence[str]) -> Options:
    """Ends the program with a sentence on words that make no sense."""
    asked = argparse.ArgumentParser(prog="make bench", description="Measures Lev against its peers, in one run.")
    asked.add_argument("sections", nargs="*", metavar="SECTION", help=f"which: {', '.join(sections)} (all)")
    asked.add_argument("--seconds", type=float, default=8.0, help=f"how long each load lasts, at most {LONGEST:.0f} (8)")
    asked.add_argument("--stock-model", type=Path, help="a trained stock peer; without it one is trained once, in 17 minutes")
    asked.add_argument("--chat-peer", default="stock", help="the pipeline that chat is measured against (stock)")
    asked.add_argument(
        "--acks-peer", default="light", help="the same for acks: the light one is quicker than the stock one (light)"
    )
    asked.add_argument("--dry", action="store_true", help="print only: write neither results nor docs")
    given = asked.parse_args(words)
    if strangers := set(given.sections) - set(sections):
        asked.error(f"there is no section {', '.join(sorted(strangers))}")
    if not 0.5 <= given.seconds <= LONGEST:
        asked.error(f"--seconds goes from 0.5 to {LONGEST:.0f}")
    if given.stock_model and not given.stock_model.exists():
        asked.error("--stock-model names no file")
    chosen = tuple(name for name in sections if not given.sections or name in given.sections)
    return Options(chosen, given.seconds, given.stock_model, given.chat_peer, given.acks_peer, not given.dry)
