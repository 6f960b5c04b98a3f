"""A sealed file, written and read piece by piece. Bytes and a key in, a file out; and the same bytes back.

Never lets a byte of a changed, cut, reordered or foreign file through, and never holds more than two chunks of it.
"""

import hmac
import os
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_MAGIC = b"LEV-BACKUP-1\n"
_SALT = 32  # bytes: every file has a key of its own, so counters may begin at nought in each
_CHECK = 32  # bytes that only the right key gives: a wrong key is told from a damaged file
CHUNK = 64 * 1024
TAG = 16
HEADER = len(_MAGIC) + _SALT + _CHECK


class FileBroken(Exception):
    """The file cannot be read. `str()` is a sentence for whoever runs the restore."""


class SealedWriter:
    """Writes. A file without a `close` counts as cut short."""

    def __init__(self, file: BinaryIO, key: bytes) -> None:
        """`key` is the house's sealing key of 32 bytes; the file's own is derived from it."""
        salt = os.urandom(_SALT)
        self._cipher, check = _derived(key, salt)
        self._header = _MAGIC + salt + check
        self._file = file
        self._number = 0
        self._waiting = bytearray()
        file.write(self._header)

    def write(self, plain: bytes) -> None:
        """Adds bytes. Raises `OSError`."""
        self._waiting += plain
        while len(self._waiting) > CHUNK:  # not "at least": the last chunk must be told from all others
            self._chunk(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]

    def close(self) -> None:
        """Writes the last chunk, which says that it is the last. Does not close the file below."""
        self._chunk(bytes(self._waiting), last=True)

    def _chunk(self, plain: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, last=last), plain, self._header))
        self._number += 1


class SealedReader:
    """Reads from the beginning. Raises `FileBroken` as soon as something does not fit."""

    def __init__(self, file: BinaryIO, *keys: bytes) -> None:
        """`keys` are the house's sealing keys of 32 bytes: the one of now, and those before it that are still known."""
        self._file = file
        self._header = file.read(HEADER)
        magic, rest = self._header[: len(_MAGIC)], self._header[len(_MAGIC) :]
        if magic != _MAGIC or len(rest) != _SALT + _CHECK:
            raise FileBroken("This is not a backup of Lev, or its beginning is damaged.")
        for key in keys:
            self._cipher, check = _derived(key, rest[:_SALT])
            if hmac.compare_digest(check, rest[_SALT:]):
                break
        else:
            raise FileBroken("This backup was made with another LEV_SEAL_KEY, or its beginning is damaged.")
        self._number = 0
        self._ahead = file.read(CHUNK + TAG)
        self._plain = bytearray()
        self._last = False

    def read(self, size: int) -> bytes:
        """Exactly so many bytes. Raises `FileBroken` when there are fewer."""
        while len(self._plain) < size:
            if self._last:
                raise FileBroken("This backup ends too early.")
            self._chunk()
        wanted = bytes(self._plain[:size])
        del self._plain[:size]
        return wanted

    def end(self) -> None:
        """Raises `FileBroken` unless all has been read and the file says that it is whole."""
        while not self._last:
            self._chunk()
        if self._plain:
            raise FileBroken("This backup holds more than it should.")

    def _chunk(self) -> None:
        sealed, self._ahead = self._ahead, self._file.read(CHUNK + TAG)
        self._last = not self._ahead
        try:
            self._plain += self._cipher.decrypt(_nonce(self._number, last=self._last), sealed, self._header)
        except (InvalidTag, ValueError):
            raise FileBroken("This backup is damaged or cut short.") from None
        self._number += 1


def _derived(key: bytes, salt: bytes) -> tuple[AESGCM, bytes]:
    """This file's cipher, and what tells the right key from another."""
    both = HKDF(algorithm=SHA256(), length=32 + _CHECK, salt=salt, info=b"lev backup 1").derive(key)
    return AESGCM(both[:32]), both[32:]


def _nonce(number: int, *, last: bool) -> bytes:
    """Counts the chunks and marks the last: none can be moved, left out, repeated, or made the end (the STREAM construction)."""
    return number.to_bytes(11, "big") + bytes([last])
