"""A conversation that a young person hid from their own page. A contact in; from where on the page may show lines out.

Never deletes anything: the desk still has it, and the page says so.
"""

from dataclasses import replace
from datetime import datetime

from bot.model.changes import AuditLine, Changes, Conflict
from bot.model.message import ContactId
from bot.store.open import Store

YOUNG_PERSON = "young_person"


async def hide_talk(store: Store, contact: ContactId, now: datetime) -> None:
    """Notes the last line there is; nothing when there is none. Raises Redis' errors."""
    while True:
        talk, lines = await store.reads.conversation(contact), await store.reads.latest(contact, 1)
        if talk is None or not lines:
            return
        changes = Changes(replace(talk, hidden=lines[-1].id), audit=(AuditLine(now, YOUNG_PERSON, "hid_talk", contact),))
        try:
            await store.commit.commit(changes)
        except Conflict:  # a turn was quicker: look again, so that its answer is hidden too
            continue
        return


async def first_shown(store: Store, contact: ContactId, after: str) -> str:
    """The entry id after which lines may be shown to a page that asks for those after `after`."""
    talk = await store.reads.conversation(contact)
    hidden = talk.hidden if talk else ""
    return max(after, hidden, key=_place)


def _place(entry: str) -> tuple[int, int]:
    moment, _, number = entry.partition("-")
    return int(moment or 0), int(number or 0)
