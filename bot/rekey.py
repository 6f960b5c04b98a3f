"""`python -m bot rekey`: brings everything that is stored under the newest sealing key. Words in, what is left out.

Never says that an older key may go while one value, or one text on its way, needs it.
"""

import argparse
import sys

from bot.beside import with_store
from bot.settings import Settings
from bot.store.open import Store
from bot.store.rekey import Rekey
from bot.store.rewrite import write_anew
from bot.store.spool import Spool


def main(words: list[str], settings: Settings) -> int:
    """0 when LEV_SEAL_KEY alone opens all there is, else 1 and what to do. Lev may run, and goes on running."""
    parser = argparse.ArgumentParser(prog="python -m bot rekey", description="Renews what older sealing keys sealed.")
    parser.parse_args(words)

    async def renewed(store: Store) -> int:
        on_disk = not Spool(settings.var / "spool" / "inbound", store.codec).empty
        tally = await Rekey(store.redis, store.codec).renew()
        print(f"Under LEV_SEAL_KEY now: the keys of {tally.people} people and {tally.values} other values.")
        print(f"Left: {tally.left}, of these texts on their way: {tally.work}.")
        if tally.left:
            print("Run it again in a few minutes, and keep LEV_SEAL_KEYS_ALSO until nothing is left.", file=sys.stderr)
        if tally.lost:
            print(f"None of the keys opens {tally.lost} values. Is a key missing in LEV_SEAL_KEYS_ALSO?", file=sys.stderr)
        if on_disk:
            print("Texts wait on disk in LEV_VAR/spool. Run it again when Lev has stored them.", file=sys.stderr)
        if tally.left or tally.lost or on_disk:
            return 1
        if not await write_anew(store.redis):
            print("The store did not write its append-only file anew (BGREWRITEAOF): that holds what the older key opens.")
        print("LEV_SEAL_KEYS_ALSO is needed for backups only, if every Lev seals with the new LEV_SEAL_KEY.")
        return 0

    return with_store(settings, renewed)
