"""The post: referral packs that are due in, each handed to the case system, and what became of it committed.

Never hands over anything of practice or a drill, and never lets go of a pack before what became of it is stored.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.case_system import CaseSystem
from bot.decide.posting import told_on, tried
from bot.log import failure
from bot.model.changes import Changes, Conflict
from bot.model.parcel import Parcel
from bot.store.keys import lane_for
from bot.store.open import Store

_LOOK_SECONDS = 2.0  # a third of a lease, so that it is renewed in time
_AT_ONCE = 8  # tries under way: a case system is smaller than we are


class Post:
    """Posts. `clock` gives the time in UTC."""

    def __init__(self, store: Store, system: CaseSystem, clock: Callable[[], datetime]) -> None:
        self._store, self._system, self._clock = store, system, clock
        self._going: set[str] = set()

    async def run(self) -> None:
        """Rounds until cancelled."""
        try:
            async with asyncio.TaskGroup() as group:
                while True:
                    try:
                        for parcel in await self.due():
                            self._going.add(parcel.id)
                            group.create_task(self._guarded(parcel))
                    except Exception as error:  # the post's outermost catch: the next round looks again
                        failure(__name__, error)
                    await asyncio.sleep(_LOOK_SECONDS)
        finally:
            await self._system.close()

    async def due(self) -> list[Parcel]:
        """What is to be tried now and by us, the oldest first. Raises Redis' errors."""
        now, waiting = self._clock(), [(lane_for(parcel.contact), parcel) for parcel in await self._store.parcels.all()]
        lanes = {lane.number: lane for lane, _ in waiting}
        ours = {number for number, lane in lanes.items() if await self._store.lanes.hold(lane, "post")}
        new = [one for lane, one in waiting if one.due <= now and one.id not in self._going and lane.number in ours]
        return new[: max(0, _AT_ONCE - len(self._going))]

    async def _guarded(self, parcel: Parcel) -> None:
        try:
            await self.one(parcel)
        except Exception as error:  # one that breaks us must not stop the others; it is still there and is tried again
            failure(__name__, error)
        finally:
            self._going.discard(parcel.id)

    async def one(self, parcel: Parcel) -> None:
        """One try. Raises Redis' errors: then it is tried again, with the same id."""
        talk = await self._store.reads.conversation(parcel.contact)
        case = await self._store.reads.case(parcel.contact, parcel.case_id)
        if await self._store.parcels.one(parcel.contact, parcel.id) is None or talk is None:
            return  # erased, or done with
        if case is None or case.practice or talk.practice:
            await self._store.commit.commit(Changes(talk, parcels_gone=(parcel.id,), news_only=True))
            return
        answer = await self._system.post(parcel, self._clock())
        told = False
        while talk := await self._store.reads.conversation(parcel.contact):
            case = await self._store.reads.case(parcel.contact, parcel.case_id)
            changes = tried(parcel, answer, talk, case, self._clock())
            try:
                if not told and (news := await self._elsewhere(changes, parcel)):
                    changes, told = replace(changes, conversation=await self._store.commit.commit(news)), True
                await self._store.commit.commit(changes)
            except Conflict:
                continue  # they wrote, or a worker moved: read again, and note the same answer
            return

    async def _elsewhere(self, changes: Changes, parcel: Parcel) -> Changes | None:
        """A refusal is told where people look: when the pack's own case is an old one, on the newer one first."""
        talk, case = changes.conversation, changes.case
        refused = next((one for one in case.posted if one.id == parcel.id and one.refused_at), None) if case else None
        if refused is None or case is None or talk.case_id == case.id:
            return None
        newer = await self._store.reads.case(talk.contact, talk.case_id)
        return told_on(newer, talk, refused, self._clock()) if newer else None
