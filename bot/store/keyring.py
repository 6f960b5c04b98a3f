"""Every person's key, kept wrapped with their talk. A contact in, their key out; the last ones used are at hand.

Never the only place of a key: what is at hand is forgotten after a while, so that a destroyed key is soon nowhere.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import cast

from redis.asyncio import Redis

from bot.model.message import ContactId
from bot.privacy.person_key import PERSON, PersonKey
from bot.store.codec import Codec
from bot.store.keys import lane_for

FIELD = "key"
"""Where the record lies in the hash of a conversation: it lives and ends with the talk."""

_MOST = 4_096  # people; about 1 MB
_SECONDS = 600.0  # as long as a talk's pauses; longer would only keep a destroyed key


class Keyring:
    """Keys of people as they were last seen here. They may be old: whoever writes checks the id in the store."""

    def __init__(self, redis: Redis, codec: Codec, clock: Callable[[], float] = time.monotonic) -> None:
        self._redis = redis
        self._codec = codec
        self._clock = clock
        self._known: OrderedDict[ContactId, tuple[PersonKey, float]] = OrderedDict()

    def at_hand(self, contact: ContactId) -> PersonKey | None:
        """The key if it was used here lately."""
        key, since = self._known.get(contact, (None, 0.0))
        if key and self._clock() - since > _SECONDS:
            self.forget(contact)
            return None
        return key

    def learn(self, contact: ContactId, record: bytes | None) -> PersonKey | None:
        """Remembers what the store holds for a contact, unless it is known already. Raises `SealBroken`."""
        known = self.at_hand(contact)
        if not record or (known and known.id == record[: len(known.id)]):  # the same, however it is wrapped
            return known if record else None
        self.keep(contact, key := self._codec.key(record))
        return key

    def keep(self, contact: ContactId, key: PersonKey) -> None:
        """Remembers a key."""
        self._known[contact] = (key, self._clock())
        self._known.move_to_end(contact)
        if len(self._known) > _MOST:
            self._known.popitem(last=False)

    def forget(self, contact: ContactId) -> None:
        """Forgets it: it was destroyed, or is not the one."""
        self._known.pop(contact, None)

    async def look_up(self, contact: ContactId) -> PersonKey | None:
        """The key as the store has it; nothing when there is none. Raises Redis' errors and `SealBroken`."""
        record = await self._redis.hget(lane_for(contact).of("conversation", contact), FIELD)
        if not record:
            self.forget(contact)
        return self.learn(contact, cast(bytes | None, record))

    async def fitting(self, contact: ContactId, *bodies: bytes) -> PersonKey | None:
        """The key these values need; looked up only when it is not at hand."""
        need = {body[1:9] for body in bodies if body[:1] == PERSON}
        key = self.at_hand(contact)
        return key if not need or (key and need == {key.id}) else await self.look_up(contact)
