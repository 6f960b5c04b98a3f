"""The moves from hand to hand: looks at who is on, then asks the pure move. A visit and a scene in, `Changes` out.

Never gives a case to somebody who is not there, is full, or has left.
"""

from collections.abc import Awaitable, Callable, Mapping

from bot.content.desk_lists import DeskLists
from bot.content.themes import Themes
from bot.desk import blocking, handing, moves, safety
from bot.desk.guards import Visit
from bot.desk.posting import Posting
from bot.desk.queue import can_take, full, loads, out_of_turn
from bot.desk.scene import Scene, mine
from bot.model.case import Refused
from bot.model.changes import Changes
from bot.model.worker import Worker
from bot.store.accounts import Accounts
from bot.store.open import Store

type Hand = Callable[[Visit, Scene], Awaitable[Changes]]


class Hands:
    """Moves that need to know more than the case: who is on, whose turn it is, and what can be chosen."""

    def __init__(self, store: Store, accounts: Accounts, themes: Themes, lists: DeskLists, posting: Posting) -> None:
        self._store = store
        self._accounts = accounts
        self._leaves = frozenset(leaf.id for leaf in themes.leaves())
        self._lists, self._posting = lists, posting
        self.moves: Mapping[str, Hand] = {
            "claim": self._claim,
            "hand_over": self._hand_over,
            "offer": self._offer,
            "open_note": self._open_note,
            "accept": self._accept,
            "decline": self._decline,
            "assign": self._assign,
            "ask_lead": self._ask_lead,
            "look": self._look,
            "reopen": self._reopen,
            "refer": self._refer,
            "post_again": self._post_again,
            "close": self._close,
            "block": self._block,
            "unblock": self._unblock,
            **dict.fromkeys(safety.MOVES, self._safety),
        }

    async def _claim(self, visit: Visit, scene: Scene) -> Changes:
        changes = moves.claim(scene)  # who has it already is worth more than whose turn it is
        if not out_of_turn(scene.case, await self._store.reads.open_cases()):
            return changes
        reason = self._lists.pick_reasons.get(field(visit, "reason"))
        if reason is None:
            raise Refused("Others are more urgent or have waited longer. Take the next one, or choose why this one comes first.")
        return handing.claim_out_of_turn(scene, reason, field(visit, "why"))

    async def _hand_over(self, visit: Visit, scene: Scene) -> Changes:
        mine(scene, or_lead=True)
        return moves.hand_over(scene, await self._colleague(visit, scene))

    async def _offer(self, visit: Visit, scene: Scene) -> Changes:
        mine(scene)
        return handing.offer(scene, await self._colleague(visit, scene), field(visit, "note"))

    async def _open_note(self, visit: Visit, scene: Scene) -> Changes:
        return handing.open_note(scene)

    async def _accept(self, visit: Visit, scene: Scene) -> Changes:
        changes = handing.accept(scene)
        on = await self._store.present.all(scene.now)
        if full(on.get(visit.me.id), loads(await self._store.reads.open_cases())):
            raise Refused("You are full. Say that you have room for more, or decline.")
        return changes

    async def _decline(self, visit: Visit, scene: Scene) -> Changes:
        return handing.decline(scene, field(visit, "why"))

    async def _assign(self, visit: Visit, scene: Scene) -> Changes:
        return handing.assign(scene, await self._colleague(visit, scene))

    async def _ask_lead(self, visit: Visit, scene: Scene) -> Changes:
        return handing.ask_lead(scene, field(visit, "text"))

    async def _look(self, visit: Visit, scene: Scene) -> Changes:
        return handing.look(scene)

    async def _reopen(self, visit: Visit, scene: Scene) -> Changes:
        return handing.reopen(scene)

    async def _refer(self, visit: Visit, scene: Scene) -> Changes:
        to = self._lists.referral.get(field(visit, "to"))
        changes = moves.refer(scene, to)
        return await self._posting.with_pack(scene, changes, to) if to else changes

    async def _post_again(self, visit: Visit, scene: Scene) -> Changes:
        return await self._posting.again(scene, field(visit, "posted"))

    async def _close(self, visit: Visit, scene: Scene) -> Changes:
        outcome, theme = field(visit, "outcome"), field(visit, "theme")
        changes = moves.close(scene, outcome, "" if outcome == "practice" else theme)
        if outcome != "practice" and theme not in self._leaves:
            raise Refused("Choose what it was about.")
        return changes

    async def _block(self, visit: Visit, scene: Scene) -> Changes:
        return blocking.block(scene, self._lists.block, {name: field(visit, name) for name in ("reason", "days", "why")})

    async def _unblock(self, visit: Visit, scene: Scene) -> Changes:
        return blocking.unblock(scene)

    async def _safety(self, visit: Visit, scene: Scene) -> Changes:
        said = {name: field(visit, name) for name in visit.form}
        return safety.noted(scene, visit.request.path_params["move"], said, [str(day) for day in visit.form.getlist("day")])

    async def _colleague(self, visit: Visit, scene: Scene) -> Worker:
        """Whom the form names, if they can take a case now. Raises `Refused`."""
        to = await self._accounts.by_id(field(visit, "to"))
        cases = await self._store.reads.open_cases()
        # A case that is theirs already does not fill them twice: that is refused in words of its own.
        others = [case for case in cases if not (to and case.id == scene.case.id and case.worker_id == to.id)]
        return can_take(to, await self._store.present.all(scene.now), loads(others))


def field(visit: Visit, name: str) -> str:
    """A field of a posted form, as text."""
    value = visit.form.get(name)
    return value if isinstance(value, str) else ""
