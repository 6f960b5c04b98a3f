"""What a move starts from, and how it becomes `Changes`. The talk, the case and who moves in, one value out.

Never lets anybody move a case that is somebody else's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.content.words import Spoken, Words
from bot.decide.said import said_by_lev
from bot.model.case import Case, CaseState, Refused
from bot.model.changes import AuditLine, Changes, Event
from bot.model.conversation import Conversation
from bot.model.message import Channel
from bot.model.worker import Role, Worker


@dataclass(frozen=True, slots=True)
class Scene:
    """What a move starts from: the talk and case as just read, who moves, and when (UTC)."""

    talk: Conversation
    case: Case
    worker: Worker
    now: datetime
    words: Words

    def word(self, name: str, **blanks: str) -> tuple[Spoken, ...]:
        """The word for this young person, or none when they said STOP."""
        if self.silent:
            return ()
        return (self.words.say(name, self.talk.age_band, self.talk.channel, **blanks),)

    @property
    def silent(self) -> bool:
        """Whether nothing can reach them."""
        return self.talk.opted_out and self.talk.channel is Channel.SMS


class TakenAlready(Refused):
    """Somebody else has the case; `why` says who."""


class NotSafeNow(TakenAlready):
    """It is outside the times that the young person said are safe; the worker may send all the same."""


def mine(scene: Scene, *, or_lead: bool = False) -> None:
    """Raises `Refused` unless the case is this worker's (or, where allowed, the mover is a lead)."""
    case = scene.case
    if case.state is not CaseState.WITH_WORKER:
        raise Refused("Claim this case first.")
    if case.worker_id != scene.worker.id and not (or_lead and scene.worker.role is Role.LEAD):
        raise TakenAlready(f"{case.worker_name} has this case.")


def fresh(scene: Scene) -> Scene:
    """After a worker, the bot starts the talk afresh: it did not hear what they said."""
    talk = replace(scene.talk, talk=scene.talk.talk + 1, last_question=None, last_topic=None, confused=0)
    return replace(scene, talk=talk)


def changed(
    scene: Scene,
    case: Case,
    did: str,
    words: Sequence[Spoken] = (),
    detail: tuple[tuple[str, str], ...] = (),
) -> Changes:
    """The case as moved, its audit line, and what Lev says of it."""
    contact = scene.talk.contact
    if case.seen_at is None and (
        case.acknowledged_at or case.claimed_at
    ):  # of the clock: kept when the case goes back to the queue
        case = replace(case, seen_at=scene.now)
    entries, texts = said_by_lev(scene.talk, words, scene.now, case_id=case.id, despite_worker=True, urgent=True, unasked=True)
    if entries and _has(case) != _has(scene.case):  # the line that says it to them is where the desk shows it, too
        entries = (replace(entries[0], turn=_has(case)), *entries[1:])
    events = [Event("case", contact, case.id)] + ([Event("transcript", contact, case.id)] if entries else [])
    audit = AuditLine(scene.now, scene.worker.id, did, contact, case.id, (("state", case.state.value), *detail))
    return Changes(scene.talk, case=case, entries=entries, outbound=texts, audit=(audit,), events=tuple(events))


def _has(case: Case) -> str:
    """Whose it is, by first name."""
    return (case.worker_name or "") if case.state is CaseState.WITH_WORKER else ""
