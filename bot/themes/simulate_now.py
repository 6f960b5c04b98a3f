"""`python -m bot simulate-year --seed N`: a made-up year in an empty store. Words and settings in, an exit code out.

Never beside anything real: a store in which anybody wrote, or anything was counted, is refused.
"""

import argparse
import sys
from datetime import UTC, datetime

from bot.beside import with_store
from bot.content.themes import Themes
from bot.setting_checks import ROOT
from bot.settings import Settings
from bot.store.open import Store
from bot.themes.published import published
from bot.themes.simulate import simulate
from bot.themes.simulate_listening import listened


def main(words: list[str], settings: Settings) -> int:
    """0 when the year is made; 1 when the store does not answer or holds something real."""
    parser = argparse.ArgumentParser(prog="python -m bot simulate-year", description="Fill an empty store with a made-up year.")
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same year")
    seed: int = parser.parse_args(words).seed
    return with_store(settings, lambda store: _fill(store, seed))


async def _fill(store: Store, seed: int) -> int:
    if await _in_use(store):
        print("This store holds real talks or figures, or a made-up year already. Use an empty one.", file=sys.stderr)
        return 1
    themes, now = Themes.load(ROOT / "data" / "themes.yml"), datetime.now(UTC)
    made = await simulate(store.figures, themes, seed, now)
    await listened(store, seed, now)
    periods = (await published(store.figures, themes, now)).periods()
    print(f"Made up {made} people's weeks (seed {seed}); {len(periods)} periods can be looked at on /themes. Every page says so.")
    return 0


async def _in_use(store: Store) -> bool:
    """Drills do not count: a store is drilled from its first minute."""
    talks = [await store.reads.conversation(contact) for contact in await store.figures.contacts()]
    return await store.figures.anything() or any(talk and not talk.practice for talk in talks)
