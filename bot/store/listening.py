"""Questions without an answer, voices left for those who plan services, findings put right. Part of a commit in; lists out.

Never keeps with them whose they were.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from redis.asyncio import Redis

from bot.model.changes import Changes
from bot.model.listening import Gap, Marked, Voice
from bot.model.message import ContactId
from bot.store.atomic import Writes
from bot.store.codec import Codec
from bot.store.keys import DAY, GAP_DAYS, REGISTER_DAYS, VOICE_DAYS, Lane, all_lanes, lane_for
from bot.store.leading import write_leading
from bot.store.swap import Swap

_GAPS_MOST = 200  # a lane and week: one busy phone must not fill the store


def write_listening(pipe: Writes, codec: Codec, lane: Lane, changes: Changes) -> None:
    """Adds this commit's gaps, voices and marked findings, and deletes the voices that are taken back (each as `month/id`)."""
    for gap in changes.gaps:
        place = lane.of("gaps", gap.week)
        pipe.lpush(place, codec.pack(gap, place))
        pipe.ltrim(place, 0, _GAPS_MOST - 1)
        pipe.expire(place, GAP_DAYS * DAY)
    for voice in changes.voices:
        place = lane.of("voices", voice.month)
        pipe.hset(place, voice.id, codec.pack(voice, place))
        pipe.expire(place, VOICE_DAYS * DAY)
    for taken in changes.voices_taken_back:
        month, _, voice_id = taken.partition("/")
        pipe.hdel(lane.of("voices", month), voice_id)
    for marked in changes.marked:
        place = lane.of("register", marked.month)
        pipe.hset(place, marked.id, codec.pack(marked, place))
        pipe.expire(place, REGISTER_DAYS * DAY)
    write_leading(pipe, codec, lane, changes)


class Listening:
    """What was kept: read for leads and designers, and what a lead does with a voice."""

    def __init__(self, redis: Redis, codec: Codec) -> None:
        self._redis = redis
        self._codec = codec
        self._swap = Swap(redis)

    async def gaps(self, week: str) -> list[Gap]:
        """A week's questions without an answer, in the order of their text: who wrote when is not kept."""
        found: list[Gap] = []
        for lane in all_lanes():
            place = lane.of("gaps", week)
            bodies = cast(list[bytes], await self._redis.lrange(place, 0, -1))
            found += [self._codec.unpack(Gap, body, place) for body in bodies]
        return sorted(found, key=lambda gap: gap.text)

    async def voices(self, month: str) -> list[Voice]:
        """A month's voices, in the order of their random ids."""
        return sorted(await self._kept(Voice, "voices", month), key=lambda voice: voice.id)

    async def left_by(self, contact: ContactId, places: Iterable[str]) -> list[Voice]:
        """The voices at the places (`month/id`) that only the talk of whoever left them remembers; those that are still kept."""
        found: list[Voice] = []
        for month, _, voice_id in (at.partition("/") for at in places):
            place = lane_for(contact).of("voices", month)
            body = cast(bytes | None, await self._redis.hget(place, voice_id))
            found += [self._codec.unpack(Voice, body, place)] if body else []
        return found

    async def register(self, month: str) -> list[Marked]:
        """What workers put right in a month, by kind, then by text."""
        return sorted(await self._kept(Marked, "register", month), key=lambda marked: (marked.kind, marked.text))

    async def _kept[T](self, kind: type[T], name: str, month: str) -> list[T]:
        """All of a month under this name, in no order."""
        found: list[T] = []
        for lane in all_lanes():
            place = lane.of(name, month)
            bodies = cast(dict[bytes, bytes], await self._redis.hgetall(place))
            found += [self._codec.unpack(kind, body, place) for body in bodies.values()]
        return found

    async def share(self, month: str, voice_id: str, wording: str, worker_id: str) -> bool:
        """Passes a voice on to designers in this wording. False when it is gone: taken back, or left out before."""
        for lane in all_lanes():
            if await self._share_in(lane.of("voices", month), voice_id, wording, worker_id):
                return True
        return False

    async def leave_out(self, month: str, voice_id: str) -> None:
        """Deletes a voice that cannot be passed on."""
        for lane in all_lanes():
            await self._redis.hdel(lane.of("voices", month), voice_id)

    async def _share_in(self, place: str, voice_id: str, wording: str, worker_id: str) -> bool:
        while body := cast(bytes | None, await self._redis.hget(place, voice_id)):
            shared = replace(self._codec.unpack(Voice, body, place), shared=wording, shared_by=worker_id)
            # What is taken back while a lead reads must not come back.
            if await self._swap.field(place, voice_id, body, self._codec.pack(shared, place)):
                return True
        return False
