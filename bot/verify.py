"""`python -m bot audit verify`: is the audit chain of every lane whole. Words in; a line a lane, and an exit code, out.

Never prints whom or what an audit line is about: only where a chain breaks.
"""

import argparse
import sys

from bot.beside import with_store
from bot.settings import Settings
from bot.store.chain import walk
from bot.store.keys import all_lanes
from bot.store.open import Store


def main(words: list[str], settings: Settings) -> int:
    """0 when every chain is whole, 1 when one is broken; Lev must be running, or REDIS_URL set."""
    parser = argparse.ArgumentParser(prog="python -m bot audit", description="The audit chain.")
    parser.add_subparsers(dest="command", required=True).add_parser("verify", help="recompute every lane's chain from its start")
    parser.parse_args(words)
    return with_store(settings, verify)


async def verify(store: Store) -> int:
    """Prints how many lines each lane has, and the first break."""
    lines = broken = 0
    for lane in all_lanes():
        walked = await walk(store.patient, lane)
        lines += walked.lines
        broken += bool(walked.broken)
        print(f"lane {lane.number:02}\t{walked.lines} lines\t{'BROKEN' if walked.broken else 'whole'}")
        if walked.broken:
            print(f"The audit chain of lane {lane.number:02} is broken: {walked.broken}.", file=sys.stderr)
    print(f"Audit: {lines} lines, {f'{broken} lanes BROKEN' if broken else 'every chain is whole'}.")
    return 1 if broken else 0
