"""`python -m bot audit verify` and `export`: is every chain whole, and what it says. Words in; lines, and an exit code, out.

Never prints whom or what an audit line is about when it verifies: only where a chain breaks. Never exports without a line of it.
"""

import argparse
import sys
from datetime import UTC, date, datetime

from bot.beside import with_store
from bot.desk.audit_out import as_csv, as_json
from bot.model.changes import AuditLine
from bot.model.message import ContactId
from bot.settings import Settings
from bot.store.accounts import Accounts
from bot.store.audit_lines import AuditLines
from bot.store.audit_reads import Wanted, latest
from bot.store.chain import walk
from bot.store.keys import all_lanes
from bot.store.open import Store


def main(words: list[str], settings: Settings) -> int:
    """0 when every chain is whole, 1 when one is broken; Lev must be running, or REDIS_URL set."""
    parser = argparse.ArgumentParser(prog="python -m bot audit", description="The audit chain.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("verify", help="recompute every lane's chain from its start")
    export = commands.add_parser("export", help="print the audit, youngest line first; it is noted in the audit")
    export.add_argument("--form", choices=("csv", "json"), default="csv")
    export.add_argument("--who", default="", metavar="LOGIN", help="only what this account did")
    export.add_argument("--about", default="", metavar="ID", help="only about this case or contact")
    export.add_argument("--day", type=date.fromisoformat, metavar="2026-11-26", help="only this day, as it is in Cornwall")
    chosen = parser.parse_args(words)
    return with_store(settings, verify if chosen.command == "verify" else lambda store: export_audit(store, chosen))


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


async def export_audit(store: Store, chosen: argparse.Namespace) -> int:
    """Prints the lines that fit; 1 when there is no such login."""
    workers = await Accounts(store.redis, store.codec).all()
    who = next((worker.id for worker in workers if worker.login == chosen.who), "")
    if chosen.who and not who:
        print("There is no such login.", file=sys.stderr)
        return 1
    line = AuditLine(datetime.now(UTC), "command", "audit_exported", ContactId(""), None, (("form", chosen.form),))
    await AuditLines(store.redis).add(line)
    lines = await latest(store.patient, Wanted(who, chosen.about, chosen.day))
    sys.stdout.write((as_json if chosen.form == "json" else as_csv)(lines, {one.id: one.first_name for one in workers}))
    return 0
