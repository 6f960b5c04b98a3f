"""Seals bytes before they are stored and opens them again. Bytes and their place in, sealed bytes out.

Never writes, logs or keeps what it seals; a sealed value opens only at the place it was sealed for.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12  # bytes; the size AES-GCM is specified for (NIST SP 800-38D)
_VERSION = b"\x01"  # so that a later way of sealing can be told from this one


class SealBroken(Exception):
    """The value was changed, moved to another place, or sealed with another key."""


class Seal:
    """AES-256-GCM with one key of 32 bytes. `place` names where the value lives, so that it cannot be moved elsewhere."""

    def __init__(self, key: bytes) -> None:
        if len(key) != 32:
            raise ValueError("a sealing key has 32 bytes")
        self._cipher = AESGCM(key)

    def seal(self, plain: bytes, place: str) -> bytes:
        """The sealed form of `plain`, different at every call."""
        nonce = os.urandom(_NONCE)
        return _VERSION + nonce + self._cipher.encrypt(nonce, plain, place.encode())

    def open(self, sealed: bytes, place: str) -> bytes:
        """What was sealed for `place`. Raises `SealBroken`."""
        if sealed[:1] != _VERSION:
            raise SealBroken("unknown seal")
        body = sealed[1:]
        try:
            return self._cipher.decrypt(body[:_NONCE], body[_NONCE:], place.encode())
        except (InvalidTag, ValueError) as error:
            raise SealBroken("the seal does not fit") from error
