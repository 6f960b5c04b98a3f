"""Turns our values into sealed bytes and back. A value and its place in, bytes out.

Never stores a value of a person unsealed.
"""

from pydantic import TypeAdapter

from bot.privacy.person_key import PERSON, PersonKey, new_key, record_in, renewed, unwrapped
from bot.privacy.seal import VERSION, Seal, SealBroken


class Codec:
    """JSON of frozen dataclasses, sealed for the key it is stored under: with a person's key, or (what is nobody's) the house's."""

    def __init__(self, seal: Seal) -> None:
        self._seal = seal
        self._adapters: dict[type, TypeAdapter[object]] = {}

    def pack(self, value: object, place: str, key: PersonKey | None = None, *, whole: bool = False) -> bytes:
        """The sealed bytes of any of our dataclasses; `whole` if they are to open without the talk's own record of the key."""
        plain = self._adapter(type(value)).dump_json(value)
        return key.seal(plain, place, whole=whole) if key else self._seal.seal(plain, place)

    def unpack[T](self, kind: type[T], sealed: bytes, place: str, key: PersonKey | None = None) -> T:
        """The value again. Raises `SealBroken` or `ValueError` when it is not one of `kind`."""
        value = self._adapter(kind).validate_json(self._opened(sealed, place, key))
        assert isinstance(value, kind)  # noqa: S101  for the type checker: the adapter builds nothing else
        return value

    def new_key(self) -> PersonKey:
        """A fresh key for a person."""
        return new_key(self._seal)

    def renewed(self, sealed: bytes, place: str) -> bytes | None:
        """A stored value under the house's newest key; nothing when no older one is needed for it. Raises `SealBroken`."""
        if record := record_in(sealed):
            new = renewed(record, self._seal)
            return new and sealed[:1] + new + sealed[1 + len(record) :]
        return self._seal.renewed(sealed, place) if sealed[:1] == VERSION else None  # a person's key opens it, or it is plain

    def renewed_record(self, record: bytes) -> bytes | None:
        """The same for the record of a person's key."""
        return renewed(record, self._seal)

    def key(self, record: bytes) -> PersonKey:
        """The key of a stored record. Raises `SealBroken`."""
        return unwrapped(record, self._seal)

    def _opened(self, sealed: bytes, place: str, key: PersonKey | None) -> bytes:
        if record := record_in(sealed):
            return self.key(record).open(sealed, place)
        if sealed[:1] != PERSON:
            return self._seal.open(sealed, place)  # nobody's, or from before people had keys of their own
        if key is None:
            raise SealBroken("the key of this value is gone")
        return key.open(sealed, place)

    def _adapter(self, kind: type) -> TypeAdapter[object]:
        if kind not in self._adapters:  # building one takes milliseconds, using it microseconds
            self._adapters[kind] = TypeAdapter(kind)
        return self._adapters[kind]
