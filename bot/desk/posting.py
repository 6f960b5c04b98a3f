"""Gives the pack of a recorded referral to the post, and says what became of it. A scene in; `Changes`, or words for a page, out.

Never posts anything of practice or a drill, nor against an assessment that says that nothing is shared.
"""

import json
import secrets
from dataclasses import replace

from bot.content.referral_routes import ReferralRoute
from bot.desk.assess import judged, may_write
from bot.desk.packing import Packing
from bot.desk.posted import Shown, settled_badly, shown
from bot.desk.scene import Scene, changed
from bot.model.case import Case, Refused
from bot.model.case_lines import Posted
from bot.model.changes import AuditLine, Changes
from bot.model.conversation import Conversation
from bot.model.parcel import Parcel
from bot.store.open import Store

_NOT_SHARED = "not_shared"


class Posting:
    """`hooked`: whether a case system is set up at all."""

    def __init__(self, store: Store, packing: Packing, *, hooked: bool) -> None:
        self._store, self._packing, self._hooked = store, packing, hooked

    async def with_pack(self, scene: Scene, changes: Changes, to: ReferralRoute) -> Changes:
        """The recorded referral, and its pack queued in the same commit. Raises `Refused`."""
        if not self._posts(scene):
            return changes
        if any(one.to == to.id and one.waits for one in scene.case.posted):
            raise Refused("Its pack is on its way to the case system already.")
        case, parcel = await self._queued(scene, changes.case or scene.case, to.id, to.name)
        facts = (("to", to.id), ("pack", parcel.id))
        line = AuditLine(scene.now, scene.worker.id, "pack_posted", scene.talk.contact, case.id, facts)
        return replace(changes, case=case, audit=(*changes.audit, line), parcels=(parcel,))

    async def again(self, scene: Scene, posted_id: str) -> Changes:
        """A new pack in the place of one that was refused. Raises `Refused`."""
        may_write(scene)
        old = next((one for one in settled_badly(scene.case) if one.id == posted_id), None)
        if old is None:
            raise Refused("This pack was not refused, or it was sent again already.")
        if not self._posts(scene):
            raise Refused("No case system is set up.")
        case, parcel = await self._queued(scene, scene.case, old.to, old.name)
        sent = changed(scene, case, "pack_posted", detail=(("to", old.to), ("pack", parcel.id), ("after", old.id)))
        return replace(sent, parcels=(parcel,))

    async def shown(self, case: Case) -> list[Shown]:
        """Every pack of the case, the newest first."""
        waiting = {one.id: await self._store.parcels.one(case.contact, one.id) for one in case.posted if one.waits}
        return [shown(case, one, waiting.get(one.id), hooked=self._hooked) for one in reversed(case.posted)]

    def posts(self, talk: Conversation, case: Case) -> bool:
        """Whether recording a referral of this case sends its pack."""
        return self._hooked and not case.practice and not talk.practice

    def _posts(self, scene: Scene) -> bool:
        if not self.posts(scene.talk, scene.case):
            return False
        consent = judged(scene.case).consent
        if consent and consent.answer == _NOT_SHARED:
            raise Refused(
                "The assessment says that nothing is shared, and recording this sends the pack. Put the assessment right first."
            )
        return True

    async def _queued(self, scene: Scene, case: Case, to: str, name: str) -> tuple[Case, Parcel]:
        one = Posted(secrets.token_hex(16), to, name, scene.worker.first_name, scene.now)
        body = json.dumps(await self._packing.values(scene, one))
        parcel = Parcel(one.id, scene.talk.contact, case.id, to, scene.now, scene.now, body)
        return replace(case, posted=(*case.posted, one)), parcel
