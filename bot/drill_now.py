"""`python -m bot drill`: one drill through the running Lev, now. Settings in, an exit code out.

Never starts a house: the one that runs is tried.
"""

from bot.beside import with_store
from bot.content.words import Words
from bot.drill import Drill
from bot.setting_checks import ROOT
from bot.settings import Settings
from bot.store.drills import Stuck
from bot.store.open import Store


def main(settings: Settings) -> int:
    """0 when it came through; 1, and where it stopped, when it did not."""
    words = Words.load(ROOT / "data" / "words")

    async def act(store: Store) -> int:
        try:
            seconds = await Drill(settings, store, words).run()
        except Stuck as stuck:
            print(f"The drill stopped at: {stuck}. A young person's text may not reach the desk: see docs/runbook.md.")
            return 1
        print(f"The drill came through in {seconds:.1f} s: text, screen, case, desk, seen.")
        return 0

    return with_store(settings, act)
