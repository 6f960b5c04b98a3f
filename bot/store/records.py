"""How stored keys lie in a backup. Records in, bytes out, and back.

Never looks inside a record: a value is the store's own form of it.
"""

import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

_HEAD = struct.Struct(">IqQ")  # length of the name (0: the end), when it expires, length of the body
NEVER = -1


@dataclass(frozen=True, slots=True)
class Record:
    """A key of the store. `expires` is in milliseconds since 1970, or `NEVER`; `body` is what `DUMP` gives."""

    name: bytes
    expires: int
    body: bytes = b""

    @property
    def form(self) -> int:
        """The version of the store's own form of the body: an older store cannot read a newer one's."""
        return int.from_bytes(self.body[-10:-8], "little")  # DUMP ends with two bytes of version and eight of check sum


def as_bytes(records: Iterable[Record]) -> Iterator[bytes]:
    """Piece by piece, without the end."""
    for record in records:
        yield _HEAD.pack(len(record.name), record.expires, len(record.body)) + record.name
        yield record.body


def the_end(count: int) -> bytes:
    """What stands behind the last of so many records."""
    return _HEAD.pack(0, count, 0)


def from_bytes(read: Callable[[int], bytes]) -> Iterator[Record]:
    """The records again. Raises `ValueError` when there are not as many as there were."""
    count = 0
    while True:
        name, expires, body = _HEAD.unpack(read(_HEAD.size))
        if not name:
            break
        yield Record(read(name), expires, read(body))
        count += 1
    if expires != count:
        raise ValueError("not as many records as were written")
