"""Which node of a cluster holds which slot. A node's own table in, the address for a command out.

Never guesses: a slot that no node was said to hold is an error, not another node.
"""

from collections.abc import Sequence
from typing import Any, cast

from redis.crc import REDIS_CLUSTER_HASH_SLOTS, key_slot
from redis.exceptions import ClusterDownError
from redis.typing import EncodableT

type Address = tuple[str, int]
"""Host and port."""


class SlotTable:
    """The holder of every slot, as far as we were told."""

    def __init__(self) -> None:
        self._holders: list[Address | None] = [None] * REDIS_CLUSTER_HASH_SLOTS

    def holder(self, slot: int) -> Address:
        """Who holds a slot. Raises `ClusterDownError` when nobody was said to."""
        if (found := self._holders[slot]) is None:
            raise ClusterDownError("no node is known for this slot")
        return found

    def moved(self, slot: int, to: Address) -> None:
        """A node said that this slot is held elsewhere."""
        self._holders[slot] = to

    def holders(self) -> set[Address]:
        """Everybody who holds a slot."""
        return {holder for holder in self._holders if holder}

    @property
    def whole(self) -> bool:
        """Whether every slot has a holder."""
        return None not in self._holders


def table_from(told: object, asked: str) -> SlotTable:
    """The answer to CLUSTER SLOTS as a table. A node that does not know its own name is meant by the host that was `asked`."""
    table = SlotTable()
    for first, last, (host, port, *_) in (line[:3] for line in cast(Sequence[Sequence[Any]], told)):  # after them: replicas
        name = host.decode() if isinstance(host, bytes) else ""
        for slot in range(int(first), int(last) + 1):
            table.moved(slot, (named(name, asked), int(port)))
    return table


def named(host: str, asked: str) -> str:
    """A host as nodes tell it: nothing or "?" mean the one that was asked."""
    return asked if host in ("", "?") else host


def slot_of(words: Sequence[EncodableT]) -> int:
    """The slot of a command's first key. All keys of one command of ours lie in one slot; a node refuses others."""
    return key_slot(_bytes(words[_key_at(words)]))


def _key_at(words: Sequence[EncodableT]) -> int:
    name = str(words[0]).upper()
    if name in ("EVAL", "EVAL_RO"):
        return 3  # after the script and the number of keys
    if name in ("XREAD", "XREADGROUP"):
        return [_bytes(word).upper() for word in words].index(b"STREAMS") + 1
    return 1


def _bytes(word: EncodableT) -> bytes:
    return bytes(word) if isinstance(word, bytes | bytearray | memoryview) else str(word).encode()
