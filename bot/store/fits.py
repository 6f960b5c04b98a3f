"""Do the two keys fit what is stored, and is all of it there? A store and the keys in; a mark and a yes, or why not, out.

Never marks a store whose values these keys do not open, and never looks at a word of a talk.
"""

import asyncio
from contextlib import suppress
from typing import cast

from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.model.conversation import Conversation
from bot.model.message import ContactId
from bot.privacy.pseudonym import Pseudonyms, people_mark
from bot.privacy.seal import SealBroken, WrongKeys
from bot.setting_checks import BadSetting
from bot.store.codec import Codec
from bot.store.keyring import FIELD
from bot.store.keys import FITS, RESTORING, all_lanes, desk, lane_for
from bot.store.subject import Subject

_SOME = 20  # values are tried of a store from before there was a mark
_AGAIN_SECONDS = 0.5  # while the store is away
_SEAL = (
    "What is stored was sealed with another key than LEV_SEAL_KEY. Nothing was changed. Put back the key file, or set the key that "
    "this store was filled with (an older one in LEV_SEAL_KEYS_ALSO). If the store is new, it is not the one you mean."
)
_PEOPLE = (
    "LEV_PSEUDONYM_KEY is not the one this store was filled with: every young person would come back as a stranger. "
    "Nothing was changed. Put back the key file, or set the right key."
)
CUT_OFF = (
    "A restore into this store was cut off or is still under way: only a part of the backup is here. Nothing was changed. If none "
    "is under way, empty the store (FLUSHALL, as its keeper; on a cluster on every node), restore again, and start Lev after that."
)
_MARK = """
if redis.call('EXISTS', KEYS[2]) == 0 then redis.call('SET', KEYS[1], ARGV[1], 'NX') end
"""  # in one step: a restore takes a store that is empty, and one that bears our mark is not


class HalfRestored(BadSetting):
    """A restore has not come to its end in this store. `str()` is a sentence for whoever starts Lev."""


class Fits:
    """`known` is set once the keys were found to fit: nothing is taken out of the store or put into it before."""

    def __init__(self, redis: Redis, codec: Codec, pseudonym_key: bytes) -> None:
        self._redis, self._codec, self._key = redis, codec, pseudonym_key
        self.known = asyncio.Event()

    async def marked(self) -> bool:
        """Whether the store bears the mark of these keys; false when it bears none.

        Raises `WrongKeys`, `HalfRestored` and Redis' errors.
        """
        half, body = cast(list[bytes | None], await self._redis.mget([RESTORING, FITS]))
        if half is not None:
            raise HalfRestored(CUT_OFF)
        if body is None:
            return False
        try:
            people = self._codec.unpack(str, body, FITS)
        except SealBroken:
            raise WrongKeys(_SEAL) from None
        if people != people_mark(self._key):
            raise WrongKeys(_PEOPLE)
        return True

    async def look(self) -> None:
        """Looks, and marks a store that is new or from before there was a mark. Raises as `marked` does."""
        if not await self.marked():
            await self._try_some()
            await self._redis.eval(_MARK, 2, FITS, RESTORING, self._codec.pack(people_mark(self._key), FITS))
            await self.marked()  # another Lev may have been quicker, with other keys, or a restore
        self.known.set()

    async def at_start(self) -> None:
        """Looks once. A store that is away is looked at by `run`: texts wait on disk until then. Raises as `marked` does."""
        with suppress(RedisError, OSError):
            await self.look()

    async def run(self) -> None:
        """Looks until it is known; then until cancelled does nothing. Raises as `marked` does."""
        while not self.known.is_set():
            await asyncio.sleep(_AGAIN_SECONDS)
            await self.at_start()
        await asyncio.Event().wait()

    async def _try_some(self) -> None:
        """What is there from before there was a mark: it is enough that one value opens, and one person is who they were."""
        place = desk("workers")
        bodies = cast(list[bytes], await self._redis.hvals(place))[:_SOME]
        opened = [self._opens(body, place) for body in bodies]
        people = [await self._known(contact) for contact in await self._some_contacts()]
        if (opened or people) and not any(opened) and not any(found is not None for found in people):
            raise WrongKeys(_SEAL)
        if False in people and True not in people:
            raise WrongKeys(_PEOPLE)

    async def _some_contacts(self) -> list[ContactId]:
        subject, found = Subject(self._redis, self._codec), list[ContactId]()
        for lane in all_lanes():
            async for contact in subject.contacts(lane):
                found.append(contact)
                if len(found) == _SOME:
                    return found
        return found

    async def _known(self, contact: ContactId) -> bool | None:
        """Whether our pseudonym of where they write from is the one it is stored under; nothing when it does not open."""
        place = lane_for(contact).of("conversation", contact)
        record, body = cast(list[bytes | None], await self._redis.hmget(place, [FIELD, "body"]))
        try:
            key = self._codec.key(record) if record else None
            talk = self._codec.unpack(Conversation, body, place, key) if body else None
        except (SealBroken, ValueError):
            return None
        return talk is None or Pseudonyms(self._key).contact(talk.channel, talk.address) == contact

    def _opens(self, body: bytes, place: str) -> bool:
        try:
            self._codec.renewed(body, place)
        except SealBroken:
            return False
        return True
