"""A key of one person's own, wrapped by the house's. A seal in; a key that seals and opens this person's values out.

Never leaves this process unwrapped, and never opens a value of another key: each sealed value names the key it needs.
"""

import os
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.privacy.seal import Seal, SealBroken

PERSON = b"\x02"  # the key is kept apart: with the talk
WHOLE = b"\x03"  # the wrapped key travels with the value: it opens wherever it is, as long as it is
NONCE = 12  # bytes; as for every AES-GCM
_ID = 8  # bytes, random: a person has one key at a time, so this tells the old from the new
_WRAPPED = 1 + NONCE + 32 + 16
RECORD = _ID + _WRAPPED


@dataclass(frozen=True, slots=True)
class PersonKey:
    """`record` is what may be stored of it: its id and its wrapped form."""

    record: bytes = field(repr=False)
    _cipher: AESGCM = field(repr=False)

    @property
    def id(self) -> bytes:
        """Tells this key from any other, and nothing else."""
        return self.record[:_ID]

    def seal(self, plain: bytes, place: str, *, whole: bool = False) -> bytes:
        """The sealed form, which needs this key to be kept elsewhere; or, `whole`, the key's wrapped form and it."""
        nonce, head = os.urandom(NONCE), WHOLE + self.record if whole else PERSON + self.id
        return head + nonce + self._cipher.encrypt(nonce, plain, self.id + place.encode())

    def open(self, sealed: bytes, place: str) -> bytes:
        """What was sealed with this key for `place`. Raises `SealBroken`."""
        head = 1 + (RECORD if sealed[:1] == WHOLE else _ID)
        if sealed[1 : 1 + _ID] != self.id:
            raise SealBroken("the key of this value is gone")
        try:
            return self._cipher.decrypt(sealed[head : head + NONCE], sealed[head + NONCE :], self.id + place.encode())
        except (InvalidTag, ValueError) as error:
            raise SealBroken("the seal does not fit") from error


def new_key(seal: Seal) -> PersonKey:
    """A fresh key."""
    key, name = os.urandom(32), os.urandom(_ID)
    return PersonKey(name + seal.seal(key, _place(name)), AESGCM(key))


def unwrapped(record: bytes, seal: Seal) -> PersonKey:
    """The key of a stored record, wrapped by the house's newest key whichever wrapped it before. Raises `SealBroken`."""
    if len(record) != RECORD:
        raise SealBroken("not the record of a key")
    name, wrapped = record[:_ID], record[_ID:]
    plain, newest = seal.look(wrapped, _place(name))
    return PersonKey(record if newest else name + seal.seal(plain, _place(name)), AESGCM(plain))


def renewed(record: bytes, seal: Seal) -> bytes | None:
    """A record under the house's newest key; nothing when it is already. Raises `SealBroken`."""
    key = unwrapped(record, seal)
    return None if key.record == record else key.record


def record_in(sealed: bytes) -> bytes | None:
    """The record that travels with a whole value."""
    return sealed[1 : 1 + RECORD] if sealed[:1] == WHOLE else None


def _place(name: bytes) -> str:
    return f"person key {name.hex()}"
