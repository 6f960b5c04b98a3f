"""`python -m bot screen-register`: what workers put right in the screen. Words from the command line in, lines or YAML out.

Never writes into `data/risk`: only a person adds a sentence, in words of their own.
"""

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime

import yaml

from bot.beside import with_store
from bot.model.listening import Marked, Verdict
from bot.settings import Settings
from bot.store.open import Store


def main(words: list[str], settings: Settings) -> int:
    """Lists a month, or exports it as candidates; Lev must be running, or REDIS_URL set."""
    parser = argparse.ArgumentParser(prog="python -m bot screen-register", description="What workers put right in the screen.")
    parser.add_argument("--month", default=f"{datetime.now(UTC):%Y-%m}", help="such as 2026-11; this month without it")
    parser.add_argument("--export", action="store_true", help="as YAML, in the form of data/risk/examples, for a person to reword")
    chosen = parser.parse_args(words)

    async def tell(store: Store) -> int:
        found = await store.listening.register(chosen.month)
        print(as_yaml(found) if chosen.export else as_lines(found), end="")
        return 0

    return with_store(settings, tell)


def as_lines(found: Sequence[Marked]) -> str:
    """A line each: verdict, kind, level, who said so (an account's id), and the redacted sentence."""
    lines = (f"{one.verdict}\t{one.kind}\t{one.level.word}\t{one.by}\t{one.text}\n" for one in found)
    return "".join(lines) or "Nothing was put right in this month.\n"


def as_yaml(found: Sequence[Marked]) -> str:
    """Candidates by kind: missed ones under their level, those found for nothing under `near`."""
    kinds: dict[str, dict[str, list[str]]] = {}
    for one in found:
        heading = one.level.word if one.verdict is Verdict.MISSED else "near"
        kinds.setdefault(one.kind.value, {}).setdefault(heading, []).append(one.text)
    note = "# Candidates, redacted. Write each anew in your own words before you add it to data/risk/examples.\n"
    return note + (yaml.safe_dump(kinds, sort_keys=True, allow_unicode=True, width=120) if kinds else "{}\n")
