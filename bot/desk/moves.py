"""A worker's moves as pure functions. A scene in, `Changes` out, or `Refused`.

Never tells a young person something that is not so.
"""

from dataclasses import replace

from bot.content.referral_routes import ReferralRoute
from bot.decide.said import said_by_worker
from bot.desk.scene import Scene, TakenAlready, changed, fresh, mine
from bot.model.case import OUTCOMES, Case, CaseState, Move, Refused, moved
from bot.model.case_lines import Note
from bot.model.changes import AuditLine, Changes, Event
from bot.model.worker import TAKES_CASES, Worker


def claim(scene: Scene) -> Changes:
    """The worker takes the conversation; from this commit on the bot is silent."""
    case, worker = scene.case, scene.worker
    if case.state is CaseState.WITH_WORKER:
        raise TakenAlready("You have this case already." if case.worker_id == worker.id else f"{case.worker_name} has this case.")
    taken = replace(
        moved(case, Move.CLAIM), worker_id=worker.id, worker_name=worker.first_name, claimed_at=scene.now,
        acknowledged_by=case.acknowledged_by or worker.id, acknowledged_at=case.acknowledged_at or scene.now,
    )  # fmt: skip
    return changed(scene, taken, "claimed", scene.word("worker_joined", worker=worker.first_name))


def acknowledge(scene: Scene) -> Changes:
    """Somebody has seen it: the alarm stops."""
    seen = replace(moved(scene.case, Move.ACKNOWLEDGE), acknowledged_by=scene.worker.id, acknowledged_at=scene.now)
    return changed(scene, seen, "acknowledged")


def say(scene: Scene, text: str, outbound_id: str, *, outside: bool = False) -> Changes:
    """A worker's words to the young person; `outside` when the worker sends them outside the safe times, having been asked."""
    mine(scene)
    if not text.strip():
        raise Refused("The message is empty.")
    if scene.silent:
        raise Refused("They texted STOP: nothing can reach this phone until they text START.")
    entries, texts = said_by_worker(scene.talk, scene.case, scene.worker, text.strip(), scene.now, outbound_id)
    audit = AuditLine(
        scene.now, scene.worker.id, "said", scene.talk.contact, scene.case.id, (("safe_time", "outside"),) if outside else ()
    )
    event = Event("transcript", scene.talk.contact, scene.case.id)
    spoke = replace(scene.case, worker_said_at=scene.now, first_said_at=scene.case.first_said_at or scene.now)
    return Changes(scene.talk, case=spoke, entries=entries, outbound=texts, audit=(audit,), events=(event,))


def note(scene: Scene, text: str) -> Changes:
    """A private note: with the case, never in the transcript."""
    if not text.strip():
        raise Refused("The note is empty.")
    line = Note(scene.now, scene.worker.id, scene.worker.first_name, text.strip())
    case = moved(scene.case, Move.NOTE)
    return changed(scene, replace(case, notes=(*case.notes, line)), "noted")


def release(scene: Scene) -> Changes:
    """Back into the queue, for somebody else."""
    mine(scene, or_lead=True)
    free = replace(
        moved(scene.case, Move.RELEASE), worker_id=None, worker_name=None, claimed_at=None,
        waiting_since=scene.now, overdue_at=None, acknowledged_by=None, acknowledged_at=None,
        worker_said_at=None, first_said_at=None, climbed=(), told=(), offered=None,
    )  # fmt: skip
    return changed(scene, free, "released", scene.word("worker_left", worker=scene.case.worker_name or ""))


def hand_over(scene: Scene, to: Worker) -> Changes:
    """To a colleague, by name, at once. Whether they are on and have room is asked before (`bot.desk.queue`)."""
    mine(scene, or_lead=True)
    if to.role not in TAKES_CASES or not to.active or to.id == scene.case.worker_id:
        raise Refused(f"{to.first_name} cannot take this case.")
    case = given_to(scene, scene.case, to)
    word = scene.word("worker_handed_over", worker=to.first_name)
    return changed(scene, case, "handed_over", word, (("to", to.id),))


def given_to(scene: Scene, case: Case, to: Worker) -> Case:
    """The case with its next worker; an offer that was open is over."""
    return replace(
        moved(case, Move.HAND_OVER), worker_id=to.id, worker_name=to.first_name,
        claimed_at=scene.now, worker_said_at=None, offered=None,
    )  # fmt: skip


def refer(scene: Scene, to: ReferralRoute | None) -> Changes:
    """Records where the concern was taken. It sends nothing: `bot.desk.posting` does, where a case system is set up."""
    mine(scene)
    if to is None:
        raise Refused("Choose where it was referred to.")
    line = Note(scene.now, scene.worker.id, scene.worker.first_name, f"Referred to: {to.name}")
    case = moved(scene.case, Move.REFER)
    return changed(scene, replace(case, notes=(*case.notes, line)), "referred", detail=(("to", to.id),))


def hand_back(scene: Scene) -> Changes:
    """The bot answers again."""
    mine(scene)
    done = replace(moved(scene.case, Move.HAND_BACK), closed_at=scene.now, outcome="handed_back", offered=None, asked=None)
    word = scene.word("bot_back", worker=scene.worker.first_name)
    return changed(fresh(scene), done, "handed_back", word)


def close(scene: Scene, outcome: str, theme: str = "") -> Changes:
    """The end of a case, with a leaf of the theme tree (none for practice).

    One that was only to be read closes without a word: the bot was there all along.
    """
    if outcome not in OUTCOMES or outcome == "handed_back":
        raise Refused("Choose how it ended.")
    only_read = scene.case.state is CaseState.TO_READ
    if not only_read:
        mine(scene)
    done = replace(
        moved(scene.case, Move.CLOSE), closed_at=scene.now, outcome=outcome, theme=theme or None, offered=None, asked=None,
        worker_id=scene.worker.id, worker_name=scene.worker.first_name,
    )  # fmt: skip
    word = () if only_read else scene.word("closed_goodbye", worker=scene.worker.first_name)
    return changed(scene if only_read else fresh(scene), done, "closed", word, (("outcome", outcome), ("theme", theme)))
