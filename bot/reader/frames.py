"""How the reading process and its parent talk over two pipes: values in, bytes with their length before them out, and back.

Never read from anything but our own pipes: pickle trusts whoever wrote it, and here both ends are this program.
"""

import pickle
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from bot.model.age import AgeBand
from bot.model.reading import Before

_LENGTH = struct.Struct("!I")


@dataclass(frozen=True, slots=True)
class Ask:
    """One text to read: for risk when `before` is set, otherwise for its topic. The answer carries the same `number`."""

    number: int
    text: str
    before: Before | None = None
    band: AgeBand | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """`value` is what was read; None when the reading failed, and `failed` is the type of what went wrong."""

    number: int
    value: object = None
    failed: str = ""


@dataclass(frozen=True, slots=True)
class Ready:
    """The first word of the reading process. With `wrong`, a place in `data/` and what to put right there, it is its last."""

    wrong: tuple[str, int, str] | None = None


def packed(value: Ask | Answer | Ready) -> bytes:
    """One frame."""
    body = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(body)) + body


class Frames:
    """Puts frames together again from bytes as they come."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def add(self, more: bytes) -> Iterator[Ask | Answer | Ready]:
        """Every frame that is whole now."""
        self._bytes += more
        while len(self._bytes) >= _LENGTH.size:
            end = _LENGTH.size + _LENGTH.unpack_from(self._bytes)[0]
            if len(self._bytes) < end:
                return
            body = bytes(self._bytes[_LENGTH.size : end])
            del self._bytes[:end]
            yield pickle.loads(body)  # noqa: S301  from our own pipe  # nosec B301
