"""`python -m bot backup FILE`: the whole store in one sealed file. Words from the command line in, a file out.

Never writes over a file, and never leaves half of one under its name.
"""

import argparse
import contextlib
import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from bot.beside import with_store
from bot.privacy.pseudonym import people_mark
from bot.privacy.sealed_file import SealedWriter
from bot.settings import Settings
from bot.store.backup import groups
from bot.store.open import Store
from bot.store.records import as_bytes, the_end


class CannotWrite(Exception):
    """The file cannot be made. `str()` is a sentence for whoever runs the backup."""


def main(words: list[str], settings: Settings) -> int:
    """Backs up the running store. 1, and a word on what to do, when it cannot."""
    parser = argparse.ArgumentParser(prog="python -m bot backup", description="Everything in the store, in one sealed file.")
    parser.add_argument("file", type=Path, metavar="FILE", help="a new file; an existing one is not overwritten")
    path: Path = parser.parse_args(words).file

    async def kept(store: Store) -> int:
        with whole_file(path) as file:
            count, longest = await write(store, file, settings)
            size = file.tell()
        print(f"Backed up {count} keys, {size / 1e6:.1f} MB, to {path}. Lev waited {longest * 1000:.0f} ms at most.")
        return 0

    try:
        return with_store(settings, kept)
    except CannotWrite as error:
        print(error, file=sys.stderr)
        return 1


async def write(store: Store, file: BinaryIO, settings: Settings) -> tuple[int, float]:
    """Writes the store into a file; how many keys, and the longest the store was held in seconds."""
    sealed, count, longest = SealedWriter(file, settings.seal_key), 0, 0.0
    about = {"made_at": datetime.now(UTC).isoformat(timespec="seconds"), "people": people_mark(settings.pseudonym_key)}
    said = json.dumps(about).encode()
    sealed.write(len(said).to_bytes(4, "big") + said)
    async for group in groups(store.patient):
        for piece in as_bytes(group.records):
            sealed.write(piece)
        count, longest = count + len(group.records), max(longest, group.seconds)
    sealed.write(the_end(count))
    sealed.close()
    return count, longest


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A new file, for its owner only, that has its name once it is whole and on the disk. Raises `CannotWrite`."""
    if os.path.lexists(path):
        raise CannotWrite(f"{path} exists already. Nothing was written: name a new file.")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    with _writing():
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with _writing(), os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        with _writing():
            _name(part, path)
    finally:
        part.unlink(missing_ok=True)


def _name(part: Path, path: Path) -> None:
    try:
        os.link(part, path)  # unlike a rename it never replaces a file that was made meanwhile
    except FileExistsError:
        raise CannotWrite(f"{path} exists already. Nothing was written: name a new file.") from None
    except OSError:  # a stick without links
        part.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # the name, too, must outlive a power cut
    finally:
        os.close(folder)


@contextlib.contextmanager
def _writing() -> Iterator[None]:
    """Tells trouble with the file (`OSError`) from trouble with the store (Redis' own errors)."""
    try:
        yield
    except OSError as error:
        raise CannotWrite(f"The backup could not be written: {error.strerror}.") from error
