"""Seals bytes before they are stored and opens them again. Bytes and their place in, sealed bytes out.

Never writes, logs or keeps what it seals; a sealed value opens only at the place it was sealed for.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.setting_checks import BadSetting

_NONCE = 12  # bytes; the size AES-GCM is specified for (NIST SP 800-38D)
VERSION = b"\x01"  # so that a later way of sealing can be told from this one


class SealBroken(Exception):
    """The value was changed, moved to another place, or sealed with another key."""


class WrongKeys(BadSetting):
    """The house's keys are not those of the store. `str()` is a sentence for whoever starts Lev."""


class Seal:
    """AES-256-GCM with a key of 32 bytes. `place` names where the value lives, so that it cannot be moved elsewhere.

    The first key seals. What any of the `others` sealed is opened too: while keys are changed, old and new are both about.
    """

    def __init__(self, key: bytes, *others: bytes) -> None:
        if any(len(one) != 32 for one in (key, *others)):
            raise ValueError("a sealing key has 32 bytes")
        self._cipher = AESGCM(key)
        self._ciphers = (self._cipher, *map(AESGCM, others))

    def seal(self, plain: bytes, place: str) -> bytes:
        """The sealed form of `plain`, different at every call."""
        nonce = os.urandom(_NONCE)
        return VERSION + nonce + self._cipher.encrypt(nonce, plain, place.encode())

    def open(self, sealed: bytes, place: str) -> bytes:
        """What was sealed for `place`. Raises `SealBroken`."""
        return self.look(sealed, place)[0]

    def look(self, sealed: bytes, place: str) -> tuple[bytes, bool]:
        """What was sealed for `place`, and whether it is under the key that seals now. Raises `SealBroken`."""
        if sealed[:1] != VERSION:
            raise SealBroken("unknown seal")
        nonce, body = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
        for cipher in self._ciphers:
            try:
                return cipher.decrypt(nonce, body, place.encode()), cipher is self._cipher
            except (InvalidTag, ValueError):
                continue
        raise SealBroken("the seal does not fit")

    def renewed(self, sealed: bytes, place: str) -> bytes | None:
        """The same under the key that seals now; nothing when it is already. Raises `SealBroken`."""
        plain, newest = self.look(sealed, place)
        return None if newest else self.seal(plain, place)
