"""Keeps inbound texts on disk while the store is away. Texts in, the same texts out again in order.

Never keeps a word unsealed, and never says a text is kept before the disk does.
"""

import base64
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from bot.log import failure
from bot.model.message import Inbound
from bot.privacy.seal import SealBroken
from bot.store.codec import Codec

_PLACE = "spool"


class Spool:
    """One append-only file, a sealed line a text."""

    def __init__(self, path: Path, codec: Codec) -> None:
        self._path = path
        self._replaying = path.with_suffix(".replaying")
        self._codec = codec
        path.parent.mkdir(parents=True, exist_ok=True)

    @property
    def empty(self) -> bool:
        """Whether nothing waits."""
        return not self._path.exists() and not self._replaying.exists()

    def add(self, inbound: Inbound) -> None:
        """Returns when the text is on the disk. Raises `OSError` when it cannot be."""
        # Begins with an end: a line that a crash or a full disk cut short must not take this one with it.
        line = b"\n" + base64.b64encode(self._codec.pack(inbound, _PLACE)) + b"\n"
        handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            if os.write(handle, line) < len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(handle)
        finally:
            os.close(handle)

    def waiting(self) -> Iterator[Inbound]:
        """The texts in the order they came; more may be added meanwhile. Call `clear` once all of them are stored.

        A line cut short by a crash was never acknowledged; it and any other unreadable line are set aside, not lost.
        """
        if not self._replaying.exists():
            if not self._path.exists():
                return
            self._path.rename(self._replaying)  # what is added from here on waits for the next replay
        for line in filter(None, self._replaying.read_bytes().splitlines()):
            try:
                yield self._codec.unpack(Inbound, base64.b64decode(line, validate=True), _PLACE)
            except (SealBroken, ValueError) as error:
                failure(__name__, error)
                self._set_aside(line)

    def clear(self) -> None:
        """Forgets what has been replayed."""
        self._replaying.unlink(missing_ok=True)

    def _set_aside(self, line: bytes) -> None:
        with self._path.with_suffix(".unreadable").open("ab") as kept:
            kept.write(line + b"\n")
