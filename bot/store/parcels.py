"""Referral packs that wait for the case system. `Changes` in, packs on their way or done with out.

Never keeps a pack of somebody who was erased: each is sealed with the young person's own key, and one without it is thrown away.
"""

from typing import cast

from redis.asyncio import Redis

from bot.model.changes import Changes
from bot.model.message import ContactId
from bot.model.parcel import Parcel
from bot.privacy.person_key import PersonKey
from bot.privacy.seal import SealBroken
from bot.store.atomic import Writes
from bot.store.codec import Codec
from bot.store.keyring import Keyring
from bot.store.keys import Lane, lane_for
from bot.store.together import tables


def write_parcels(pipe: Writes, codec: Codec, lane: Lane, changes: Changes, key: PersonKey) -> None:
    """A field each: the contact and the id of the pack. Those of a contact can be found, and opened with their key only."""
    place = lane.of("parcels")
    for parcel in changes.parcels:
        pipe.hset(place, _field(parcel.contact, parcel.id), codec.pack(parcel, place, key))
    for gone in changes.parcels_gone:
        pipe.hdel(place, _field(changes.conversation.contact, gone))


class Parcels:
    """What waits for the case system."""

    def __init__(self, redis: Redis, codec: Codec, ring: Keyring) -> None:
        self._redis, self._codec, self._ring = redis, codec, ring

    async def all(self) -> list[Parcel]:
        """Every pack that waits, the oldest first. Raises Redis' errors."""
        waiting = await tables(self._redis, "parcels")
        found = [await self._opened(lane, name.decode(), body) for lane, held in waiting for name, body in held]
        return sorted((parcel for parcel in found if parcel), key=lambda parcel: parcel.at)

    async def one(self, contact: ContactId, parcel_id: str) -> Parcel | None:
        """A pack as it waits now; nothing when it is done with, or they were erased. Raises Redis' errors."""
        lane, name = lane_for(contact), _field(contact, parcel_id)
        body = cast(bytes | None, await self._redis.hget(lane.of("parcels"), name))
        return await self._opened(lane, name, body) if body else None

    async def _opened(self, lane: Lane, name: str, body: bytes) -> Parcel | None:
        place, contact = lane.of("parcels"), ContactId(name.partition(":")[0])
        try:
            return self._codec.unpack(Parcel, body, place, await self._ring.fitting(contact, body))
        except SealBroken:  # its key was destroyed: it is nobody's any more, and must not be tried for ever
            await self._redis.hdel(place, name)
            return None


def _field(contact: ContactId, parcel_id: str) -> str:
    return f"{contact}:{parcel_id}"
