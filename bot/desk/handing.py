"""How a case goes from hand to hand. A scene in, `Changes` out, or `Refused`.

Never leaves a case between two people: until the next worker accepts it is the first one's.
"""

from dataclasses import replace

from bot.content.desk_lists import Reason
from bot.desk import moves
from bot.desk.scene import Scene, TakenAlready, changed, mine
from bot.model.case import Case, CaseState, Move, Refused, moved
from bot.model.case_lines import Asked, Note, Offer
from bot.model.changes import Changes
from bot.model.worker import Role, Worker

LONGEST_NOTE = 4_000  # characters


def claim_out_of_turn(scene: Scene, reason: Reason, text: str) -> Changes:
    """A claim before others whose turn it was: the reason is a code in the audit, what was written a private note."""
    if reason.write and not text.strip():
        raise Refused("Write in a sentence why you take this one before others.")
    changes = moves.claim(scene)
    said = f"Taken before others: {reason.name}. {text.strip()}".strip()
    case = _noted(scene, changes.case or scene.case, said)
    line = replace(changes.audit[0], detail=(*changes.audit[0].detail, ("picked", reason.id)))
    return replace(changes, case=case, audit=(line,))


def offer(scene: Scene, to: Worker, note: str) -> Changes:
    """A warm hand-over: the colleague reads the note and accepts or declines; until then nothing changes for anybody."""
    mine(scene)
    if scene.case.offered:
        raise Refused(f"It is offered to {scene.case.offered.to_name} already. Take that offer back first.")
    if to.id == scene.worker.id:
        raise Refused("Choose a colleague.")
    if not note.strip():
        raise Refused("Write what the next worker must know before they take it.")
    offered = Offer(to.id, to.first_name, scene.worker.id, scene.worker.first_name, scene.now, note.strip()[:LONGEST_NOTE])
    return changed(scene, replace(moved(scene.case, Move.OFFER), offered=offered), "offered", detail=(("to", to.id),))


def open_note(scene: Scene) -> Changes:
    """The colleague opens the note of an offer."""
    offered = _mine_to_answer(scene)
    seen = replace(scene.case, offered=replace(offered, opened_at=offered.opened_at or scene.now))
    return changed(scene, seen, "offer_opened")


def accept(scene: Scene) -> Changes:
    """The colleague takes the case over; the young person hears who is with them now."""
    offered = _mine_to_answer(scene)
    if offered.opened_at is None:
        raise Refused("Open the note first: it says what you must know.")
    kept = replace(scene.case, notes=(*scene.case.notes, _note_of(offered)))
    case = moves.given_to(scene, kept, scene.worker)
    word = scene.word("worker_handed_over", worker=scene.worker.first_name)
    return changed(scene, case, "offer_accepted", word, (("from", offered.by_id),))


def decline(scene: Scene, why: str) -> Changes:
    """The colleague says no, or the one who offered takes the offer back. What was written stays as a private note."""
    offered, me = scene.case.offered, scene.worker
    if offered is None:
        raise Refused("This case is not offered to anybody.")
    if me.id not in (offered.to_id, offered.by_id) and me.role is not Role.LEAD:
        raise TakenAlready(f"It is offered to {offered.to_name}.")
    case = replace(moved(scene.case, Move.DECLINE), offered=None, notes=(*scene.case.notes, _note_of(offered)))
    if why.strip():
        case = _noted(scene, case, f"Offer declined: {why.strip()}")
    return changed(scene, case, "offer_declined" if me.id == offered.to_id else "offer_taken_back")


def assign(scene: Scene, to: Worker) -> Changes:
    """A lead gives any open case to a worker who is on."""
    if scene.worker.role is not Role.LEAD:
        raise Refused("Only a lead can give a case to somebody.")
    if scene.case.state is CaseState.WITH_WORKER:
        return moves.hand_over(scene, to)
    changes = moves.claim(replace(scene, worker=to))
    line = replace(changes.audit[0], who=scene.worker.id, did="assigned", detail=(*changes.audit[0].detail, ("to", to.id)))
    return replace(changes, audit=(line,))


def ask_lead(scene: Scene, text: str) -> Changes:
    """Asks a lead to look; it rings at the leads' pages until one has."""
    if scene.case.asked:
        raise Refused("A lead is asked already.")
    asked = Asked(scene.worker.id, scene.worker.first_name, scene.now)
    case = replace(moved(scene.case, Move.ASK_LEAD), asked=asked)
    if text.strip():
        case = _noted(scene, case, f"To the lead: {text.strip()}")
    return changed(scene, case, "asked_lead")


def look(scene: Scene) -> Changes:
    """A lead has looked: it stops ringing."""
    if scene.worker.role is not Role.LEAD:
        raise Refused("This is for a lead to press.")
    if scene.case.asked is None:
        raise Refused("Nobody waits for a lead here: another lead has looked already.")
    return changed(scene, replace(moved(scene.case, Move.LOOK), asked=None), "looked")


def reopen(scene: Scene) -> Changes:
    """A closed case is one to read again. The young person hears nothing until somebody claims it."""
    case, me = scene.case, scene.worker
    again = moved(case, Move.REOPEN)
    if me.role is not Role.LEAD and case.worker_id != me.id:
        raise Refused("Only a lead, or the worker who had it last, can open it again.")
    if scene.talk.case_id != case.id:
        raise Refused("There is a newer case for this young person: go on there.")
    fresh = replace(
        again, closed_at=None, outcome=None, theme=None, worker_id=None, worker_name=None, claimed_at=None,
        waiting_since=scene.now, overdue_at=None, acknowledged_by=me.id, acknowledged_at=scene.now,
        worker_said_at=None, first_said_at=None, told=(), climbed=(), offered=None, asked=None,
    )  # fmt: skip
    return changed(scene, fresh, "reopened")


def _mine_to_answer(scene: Scene) -> Offer:
    offered = scene.case.offered
    if offered is None:
        raise Refused("This case is not offered any more.")
    if offered.to_id != scene.worker.id:
        raise TakenAlready(f"It is offered to {offered.to_name}.")
    return offered


def _note_of(offered: Offer) -> Note:
    return Note(offered.at, offered.by_id, offered.by_name, f"For {offered.to_name}: {offered.note}")


def _noted(scene: Scene, case: Case, text: str) -> Case:
    return replace(case, notes=(*case.notes, Note(scene.now, scene.worker.id, scene.worker.first_name, text[:LONGEST_NOTE])))
