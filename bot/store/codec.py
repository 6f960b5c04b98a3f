"""Turns our values into sealed bytes and back. A value and its place in, bytes out.

Never stores a value of a person unsealed.
"""

from pydantic import TypeAdapter

from bot.privacy.seal import Seal


class Codec:
    """JSON of frozen dataclasses, sealed for the key it is stored under."""

    def __init__(self, seal: Seal) -> None:
        self._seal = seal
        self._adapters: dict[type, TypeAdapter[object]] = {}

    def pack(self, value: object, place: str) -> bytes:
        """The sealed bytes of any of our dataclasses."""
        return self._seal.seal(self._adapter(type(value)).dump_json(value), place)

    def unpack[T](self, kind: type[T], sealed: bytes, place: str) -> T:
        """The value again. Raises `SealBroken` or `ValueError` when it is not one of `kind`."""
        value = self._adapter(kind).validate_json(self._seal.open(sealed, place))
        assert isinstance(value, kind)  # noqa: S101  for the type checker: the adapter builds nothing else
        return value

    def _adapter(self, kind: type) -> TypeAdapter[object]:
        if kind not in self._adapters:  # building one takes milliseconds, using it microseconds
            self._adapters[kind] = TypeAdapter(kind)
        return self._adapters[kind]
