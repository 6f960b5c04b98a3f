"""Decides on "delete what you know about me". A draft in, more of it (or an erasure) out.

Never erases what somebody may need to be kept safe by, and never says that something is gone which is not.
"""

from dataclasses import replace

from bot.decide.draft import Draft
from bot.decide.voices import forget_voices
from bot.model.case import Case
from bot.model.changes import AuditLine, Changes
from bot.model.conversation import Conversation
from bot.model.message import Speaker
from bot.model.risk import Level

QUESTION = "delete"
YOUNG_PERSON = "young_person"
_PASSED_ON = ("referred", "emergency")  # outcomes of a case that others now work with


def why_kept(talk: Conversation, case: Case | None) -> str | None:
    """The word that says honestly why a talk must stay; nothing when it may go.

    Whoever holds the phone can ask, and the one who does harm may be who holds it: so what was found once stays its time.
    """
    if case and case.open:
        return "delete_kept_case"
    if case and case.outcome in _PASSED_ON:
        return "delete_kept_passed_on"
    if talk.hold or talk.highest > Level.NONE or case:
        return "delete_kept"
    return None


def ask_deletion(draft: Draft) -> None:
    """Asks once whether it is meant; or says what must stay, and takes back at once what need not."""
    kept = why_kept(draft.talk, draft.heard.case)
    if kept is None:
        draft.say("delete_me")
        draft.remember(QUESTION)
        return
    draft.say(kept)
    forget_voices(draft)
    draft.note(AuditLine(draft.heard.now, YOUNG_PERSON, "asked_deletion", draft.talk.contact, None, (("kept", kept),)))


def erased(draft: Draft) -> Changes:
    """They said yes: everything of the talk goes in this commit, but for the way back to them and our last word.

    Looked at again, for a case may have been opened between the question and the answer.
    """
    if why_kept(draft.talk, draft.heard.case):
        ask_deletion(draft)
        return draft.changes()
    forget_voices(draft)
    draft.say("delete_done")
    draft.note(AuditLine(draft.heard.now, YOUNG_PERSON, "erased", draft.talk.contact))
    changes = draft.changes()
    talk = changes.conversation
    left = Conversation(
        talk.contact,
        talk.channel,
        talk.address,
        started_at=draft.heard.now,
        version=talk.version,
        opted_out=talk.opted_out,
        talk=talk.talk + 1,  # Rasa starts afresh too
        practice=talk.practice,
        erased=True,
    )
    lines = tuple(line for line in changes.entries if line.speaker is not Speaker.YOUNG_PERSON)
    return replace(changes, conversation=left, entries=lines, erases=True)
