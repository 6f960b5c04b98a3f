"""What a lead does for somebody's rights: `hold`, `release` and `export` of one contact. Words in; a line, or JSON, out.

Never done by anybody but a lead by login, and never without a line in the audit chain.
"""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime
from functools import partial

from bot.beside import with_store
from bot.model.changes import AuditLine, Changes, Conflict
from bot.model.conversation import Conversation, Hold
from bot.model.leading import Drawn
from bot.model.message import ContactId, Entry
from bot.model.worker import Role, Worker
from bot.settings import Settings
from bot.store.accounts import Accounts
from bot.store.open import Store

_CONTACT_SIGNS = 32
_LEAST_REASON = 10  # signs: "court" says too little to whoever lifts it years later
_NOBODY = "There is nothing of this contact."


def main(command: str, words: list[str], settings: Settings) -> int:
    """`hold`, `release` or `export`; Lev must be running, or REDIS_URL set."""
    parser = argparse.ArgumentParser(prog=f"python -m bot {command}", description="One contact's rights. For leads.")
    parser.add_argument("contact", metavar="CONTACT", help="as in the address of a case at the desk: /desk/case/CONTACT/...")
    parser.add_argument("--by", required=True, metavar="LOGIN", help="the lead's own login")
    if command == "hold":
        parser.add_argument("--why", required=True, help="the reason, for whoever lifts it")
    chosen = parser.parse_args(words)
    contact, why = ContactId(chosen.contact.lower()), " ".join(getattr(chosen, "why", "").split())
    if len(contact) != _CONTACT_SIGNS or not set(contact) <= set("0123456789abcdef"):
        parser.error("a contact is 32 signs of 0 to 9 and a to f")
    if command == "hold" and len(why) < _LEAST_REASON:
        parser.error("say the reason in a few words")

    async def acted(store: Store) -> int:
        lead = await Accounts(store.redis, store.codec).by_login(chosen.by.lower())
        if lead is None or not lead.active or lead.role is not Role.LEAD:
            print("Only a lead may do this.", file=sys.stderr)
            return 1
        now = datetime.now(UTC)
        if command == "export":
            return await export(store, contact, lead, now)
        return await set_hold(store, contact, lead, now, why)

    return with_store(settings, acted)


async def set_hold(store: Store, contact: ContactId, lead: Worker, now: datetime, why: str) -> int:
    """Sets the hold with a reason, or lifts it without one; every case of the contact follows."""
    did = "held" if why else "released"
    hold = Hold(now, lead.id, why) if why else None

    def change(talk: Conversation) -> Changes:
        return Changes(replace(talk, hold=hold), audit=(AuditLine(now, lead.id, did, contact),))

    if not await _committed(store, contact, change):
        return 1
    for case in await store.subject.cases(contact):
        if not case.open:  # a closed one moves no more; an open one has no end yet, and its closing will know of the hold
            await _committed(store, contact, partial(Changes, case=case))
    print("Held: nothing of it ends until you release it." if why else "Released: it ends when its time is over.")
    return 0


async def export(store: Store, contact: ContactId, lead: Worker, now: datetime) -> int:
    """Prints all that is stored of them as JSON: what may be given, and apart from it what a lead must read first."""
    talk = await store.reads.conversation(contact)
    cases, audit = await store.subject.cases(contact), await store.subject.audit(contact)
    if talk is None and not cases and not audit:
        print(_NOBODY, file=sys.stderr)
        return 1
    lines, after = list[Entry](), ""
    while page := await store.reads.transcript(contact, after):
        lines, after = lines + page, page[-1].id
    deliveries = await store.reads.deliveries(contact)
    voices = await store.listening.left_by(contact, talk.voices if talk else ())
    reviews = [await store.leading.review(Drawn(contact, case.id)) for case in cases]
    found = {
        "made_at": now,
        "contact": contact,
        "may_be_given": {
            "about_you": _shown(
                talk, ("channel", "address", "started_at", "age_band", "district", "opted_out", "last_in_at", "themes")
            ),
            "messages": [_shown(line, ("at", "speaker", "name", "text")) for line in lines],
            "texts_sent": [_shown(one, ("sent_at", "delivered_at", "failed_at")) for one in deliveries.values()],
            "left_for_who_plans_services": [_shown(voice, ("month", "text", "shared")) for voice in voices],
        },
        # Other people can be in these, and a worker's safety or somebody else's can hang on them.
        "lead_reads_first": {
            "found_by_the_screen": [_shown(line, ("at", "level", "findings")) for line in lines if line.findings],
            "cases": [asdict(case) for case in cases],
            "what_was_done": audit,
            "reviews_of_cases": [asdict(review) for review in reviews if review],
            "hold": asdict(talk.hold) if talk and talk.hold else None,
            # A safe time or a code word in the wrong hands undoes it: the lead asks the young person first.
            "safe_to_write": asdict(talk.safety) if talk and talk.safety else None,
            # Every other field of the talk, among them a break from chatting: whoever asks for all of it gets all of it.
            "the_talk_itself": asdict(talk) if talk else None,
        },
    }
    if talk:
        await store.commit.commit(Changes(talk, audit=(AuditLine(now, lead.id, "exported", contact),), news_only=True))
    print(json.dumps(found, indent=2, default=str, ensure_ascii=False))
    return 0


async def _committed(store: Store, contact: ContactId, change: Callable[[Conversation], Changes]) -> bool:
    while talk := await store.reads.conversation(contact):
        try:
            await store.commit.commit(change(talk))
        except Conflict:  # a turn was quicker
            continue
        return True
    print(_NOBODY, file=sys.stderr)
    return False


def _shown(value: object, names: tuple[str, ...]) -> dict[str, object]:
    whole = asdict(value) if value is not None else {}  # type: ignore[call-overload]
    return {name: whole.get(name) for name in names}
