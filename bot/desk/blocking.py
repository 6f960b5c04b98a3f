"""A lead takes a break from a contact, or ends it. A scene and what the form said in, `Changes` out, or `Refused`.

Never while a case is open: then a person has it, or is coming.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bot.content.lead_lists import BlockList
from bot.desk.scene import Scene, changed
from bot.model.block import Block
from bot.model.case import CaseState, Refused
from bot.model.case_lines import Note
from bot.model.changes import Changes
from bot.model.worker import Role

LONGEST_NOTE = 1_000


def block(scene: Scene, lists: BlockList, form: Mapping[str, str]) -> Changes:
    """For so many days, for a reason of the list, with a sentence that stays as a private note."""
    _may(scene)
    reason, days, why = form["reason"], form["days"], form["why"].strip()
    if reason not in lists.reasons:
        raise Refused("Choose a reason.")
    if not (days.isascii() and days.isdigit() and 1 <= int(days) <= lists.most_days):
        raise Refused(f"Say for how many days: 1 to {lists.most_days}.")
    if not why:
        raise Refused("Write in a sentence what happened.")
    made = Block(scene.now, scene.now + timedelta(days=int(days)), scene.worker.id, reason)
    note = Note(scene.now, scene.worker.id, scene.worker.first_name, f"Break for {days} days: {why}"[:LONGEST_NOTE])
    case = replace(scene.case, notes=(*scene.case.notes, note))
    blocked = replace(scene, talk=replace(scene.talk, block=made))
    return changed(blocked, case, "blocked", detail=(("reason", reason), ("days", days)))


def unblock(scene: Scene) -> Changes:
    """Ends it before its time."""
    if scene.worker.role is not Role.LEAD:
        raise Refused("Only a lead can do that.")
    if scene.talk.block is None:
        raise Refused("There is no break with this young person.")
    return changed(replace(scene, talk=replace(scene.talk, block=None)), scene.case, "unblocked")


def _may(scene: Scene) -> None:
    if scene.worker.role is not Role.LEAD:
        raise Refused("Only a lead can do that.")
    if scene.case.state is not CaseState.CLOSED or scene.talk.case_id != scene.case.id:
        raise Refused("Close the case first: while one is open, a person has it or is coming.")
