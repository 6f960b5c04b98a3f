"""Turns a way to reach somebody into a name that tells nothing. Channel and address in, contact out.

Never reversible without the key, and never keeps the address.
"""

import hashlib
import hmac

from bot.model.message import LANES, Channel, ContactId


class Pseudonyms:
    """HMAC-SHA-256 under one key of 32 bytes: the same address is always the same contact, to us alone."""

    def __init__(self, key: bytes) -> None:
        if len(key) != 32:
            raise ValueError("a pseudonym key has 32 bytes")
        self._key = key

    def contact(self, channel: Channel, address: str) -> ContactId:
        """The contact of an address on a channel: 32 hexadecimal digits (128 bits, far more than there are numbers)."""
        mark = hmac.new(self._key, f"{channel.value}:{address}".encode(), hashlib.sha256)
        return ContactId(mark.hexdigest()[:32])


def people_mark(key: bytes) -> str:
    """Tells one pseudonym key from another: with another key every young person would come back as a stranger."""
    return Pseudonyms(key).contact(Channel.WEB, "the mark of a backup")


def lane_of(contact: ContactId) -> int:
    """The lane a contact belongs to, 0 to 15: its first four bits, which a keyed hash spreads evenly."""
    return int(contact[:4], 16) % LANES
