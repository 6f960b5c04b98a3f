"""`python -m bot restore FILE`: a backup into an empty store. Words from the command line in, a filled store out.

Never writes before the whole file has been read and found whole, and never into a store that holds anything.
"""

import argparse
import contextlib
import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from bot.beside import with_store
from bot.launch.checks import InUse, lock
from bot.launch.valkey import EmbeddedValkey
from bot.model.changes import Changes
from bot.model.delivery import Delivery
from bot.privacy.pseudonym import people_mark
from bot.privacy.sealed_file import FileBroken, SealedReader
from bot.settings import Settings
from bot.store.open import Store
from bot.store.records import Record, from_bytes
from bot.store.restore import CannotRestore, came_back, finish, restore, unsent
from bot.verify import verify

_ITS_STORE = "Start the store that REDIS_URL names, but not Lev; empty it if it holds anything, and restore again."


@dataclass(frozen=True, slots=True)
class _Looked:
    """What reading the whole file showed."""

    made_at: str
    count: int
    form: int


@dataclass(slots=True)
class _Into:
    """The store to restore into; `whole` once everything is in it."""

    url: str
    whole: bool = False


def main(words: list[str], settings: Settings) -> int:
    """Restores into REDIS_URL, or into the data folder of a Lev that does not run. 1, and a sentence, when it cannot."""
    parser = argparse.ArgumentParser(prog="python -m bot restore", description="A backup into an empty store.")
    parser.add_argument("file", type=Path, metavar="FILE", help="what `python -m bot backup` wrote")
    path: Path = parser.parse_args(words).file
    try:
        with path.open("rb") as file:
            looked = _look(file, settings)
            with _store_for(settings) as into:
                there = replace(settings, redis_url=into.url)
                return with_store(there, lambda store: _restore(store, into, file, looked, settings), _ITS_STORE)
    except (FileBroken, CannotRestore, InUse) as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"The restore did not work: {error.strerror or type(error).__name__}.", file=sys.stderr)
    return 1


def _look(file: BinaryIO, settings: Settings) -> _Looked:
    """Reads the whole file once, before anything is written. Raises `FileBroken`."""
    reader = SealedReader(file, settings.seal_key, *settings.seal_keys_also)
    about = json.loads(reader.read(int.from_bytes(reader.read(4), "big")))
    if about["people"] != people_mark(settings.pseudonym_key):
        raise FileBroken("This backup was made with another LEV_PSEUDONYM_KEY: every young person would come back as a stranger.")
    count = form = 0
    try:
        for record in from_bytes(reader.read):
            count, form = count + 1, max(form, record.form)
    except ValueError:
        raise FileBroken("This backup does not hold all that it should.") from None
    reader.end()
    return _Looked(about["made_at"], count, form)


def _records(file: BinaryIO, settings: Settings) -> Iterator[Record]:
    """The records of a file that was looked through; every chunk is checked again on its way."""
    file.seek(0)
    reader = SealedReader(file, settings.seal_key, *settings.seal_keys_also)
    reader.read(int.from_bytes(reader.read(4), "big"))
    yield from from_bytes(reader.read)


@contextlib.contextmanager
def _store_for(settings: Settings) -> Iterator[_Into]:
    """What to restore into. Without REDIS_URL: a new store that becomes Lev's own at the end, whole or not at all."""
    if settings.redis_url:
        yield _Into(settings.redis_url)
        return
    var = settings.var.absolute()
    whole, part = var / "valkey", var / "valkey.restoring"
    (var / "log").mkdir(parents=True, exist_ok=True)
    with lock(var):
        if whole.exists() and any(whole.iterdir()):
            raise CannotRestore(f"There is a store in {whole} already. Move that folder away first.")
        shutil.rmtree(part, ignore_errors=True)  # of a restore that was cut off
        with EmbeddedValkey(part, var / "log" / "valkey.log") as valkey:
            into = _Into(valkey.url)
            yield into
        if into.whole:
            part.rename(whole)


async def _restore(store: Store, into: _Into, file: BinaryIO, looked: _Looked, settings: Settings) -> int:
    await restore(store.patient, _records(file, settings), looked.form)
    back = await came_back(store.patient)
    print(f"Restored the backup of {looked.made_at}: {back.keys} keys; {looked.count - back.keys} had reached their end since.")
    print(f"{back.conversations} conversations, {back.cases} cases ({back.open_cases} open), {back.accounts} accounts.")
    print(f"Waiting: {back.inbound} texts for an answer, {back.outbound} texts to be sent.")
    code = await verify(store)
    await _ask_before_sending(store)
    await finish(store.patient)
    into.whole = True
    print("Now start Lev." if code == 0 else "All of the backup is back, but the audit chain was broken in it.")
    return code


async def _ask_before_sending(store: Store) -> None:
    """Marks every unsent text as tried, so that its sender asks the provider first: it may have gone out after the backup."""
    async for outbound in unsent(store.patient, store.codec):
        talk = await store.reads.conversation(outbound.contact)
        known = await store.reads.delivery(outbound.contact, outbound.id)
        if talk and not (known and known.tried_at):
            tried = Delivery(outbound.id, tried_at=outbound.at)
            await store.commit.commit(Changes(talk, deliveries=(tried,), news_only=True))
