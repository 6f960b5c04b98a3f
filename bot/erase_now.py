"""`python -m bot erase CONTACT --by LOGIN --why ...`: a lead ends what is kept of somebody. Words in, an erasure out.

Never erases under a hold or with an open case, and never without a lead, a reason and a line in the audit chain.
"""

import argparse
import sys
from datetime import UTC, datetime

from bot.beside import with_store
from bot.model.changes import AuditLine, Changes, Conflict
from bot.model.conversation import Conversation
from bot.model.message import ContactId
from bot.model.worker import Role, Worker
from bot.settings import Settings
from bot.store.accounts import Accounts
from bot.store.open import Store
from bot.store.rewrite import write_anew

_IN_FILES = "The store is writing its files anew: in a moment nothing of it is in them."
_STILL_IN_FILES = (
    "The store's own files hold it, sealed, until they are written anew: Lev asks for that each hour. See docs/privacy.md."
)
_REASONS = ("asked", "court", "over", "mistake")  # codes: the audit chain holds no words


def main(words: list[str], settings: Settings) -> int:
    """Erases; 1, and a sentence, when it may not. Lev must be running, or REDIS_URL set."""
    parser = argparse.ArgumentParser(prog="python -m bot erase", description="Ends what is kept of one contact. For leads.")
    parser.add_argument("contact", metavar="CONTACT", help="as in the address of a case at the desk: /desk/case/CONTACT/...")
    parser.add_argument("--by", required=True, metavar="LOGIN", help="the lead's own login")
    parser.add_argument("--why", required=True, choices=_REASONS, help="they asked; a court said so; it is over; a mistake")
    chosen = parser.parse_args(words)
    contact = ContactId(chosen.contact.lower())
    if len(contact) != 32 or not set(contact) <= set("0123456789abcdef"):
        parser.error("a contact is 32 signs of 0 to 9 and a to f")

    async def acted(store: Store) -> int:
        lead = await Accounts(store.redis, store.codec).by_login(chosen.by.lower())
        if lead is None or not lead.active or lead.role is not Role.LEAD:
            return _no("Only a lead may do this.")
        return await erase(store, contact, lead, datetime.now(UTC), chosen.why)

    return with_store(settings, acted)


async def erase(store: Store, contact: ContactId, lead: Worker, now: datetime, why: str) -> int:
    """Transcript, receipts, voices, closed cases, waiting packs and key go at once; a day later where they wrote from, too."""
    while talk := await store.reads.conversation(contact):
        cases = await store.subject.cases(contact)
        if talk.hold:
            return _no("It is under a hold: release it first.")
        if any(case.open for case in cases):
            return _no("A case is open: close it at the desk first.")
        left = Conversation(
            contact, talk.channel, talk.address, now, version=talk.version, opted_out=talk.opted_out,
            talk=talk.talk + 1, practice=talk.practice, erased=True,
        )  # fmt: skip
        audit = AuditLine(now, lead.id, "erased", contact, None, (("why", why),))
        gone, packs = tuple(case.id for case in cases), tuple(one.id for case in cases for one in case.posted)
        try:
            await store.commit.commit(
                Changes(left, audit=(audit,), voices_taken_back=talk.voices, erases=True, erased_cases=gone, parcels_gone=packs)
            )
        except Conflict:  # they wrote just now: look at it again
            continue
        print("Erased, with its key. Backups made before hold it until they are deleted.")
        print(_IN_FILES if await write_anew(store.redis) else _STILL_IN_FILES)
        return 0
    return _no("There is no talk with this contact.")


def _no(why: str) -> int:
    print(why, file=sys.stderr)
    return 1
