"""What a worker judges of a case, part by part, as pure functions. A scene and what the form says in, `Changes` out, or `Refused`.

Never fills anything in for them, and never puts a word of it into the audit: codes only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.content.hours import LONDON
from bot.content.indicators import Indicators
from bot.desk.scene import Scene, TakenAlready, changed, mine
from bot.model.assessment import Answer, Consent, Decision, Hand, Judgement, OwnWords, Promise, Quote, Strengths, Tick
from bot.model.case import Case, Refused
from bot.model.changes import Changes
from bot.model.message import Entry, Speaker
from bot.model.risk import Level
from bot.model.worker import Role

KIND = "kind_"  # before the id of a kind that the screen found: it is confirmed like any sign
ANSWERS = {"yes": "Yes", "no": "No", "unsure": "Not known"}
LEVELS = tuple(level.word for level in Level)  # a person may also say that there is none
_LONGEST = 4_000  # signs of one field


def may_write(scene: Scene) -> None:
    """Raises `Refused` unless the case is theirs (or was when it was closed), or they are a lead."""
    case = scene.case
    if case.open:
        mine(scene, or_lead=True)
    elif scene.worker.role is not Role.LEAD and case.worker_id != scene.worker.id:
        raise TakenAlready(f"{case.worker_name} had this case. A lead can write here too.")


def hand(scene: Scene) -> Hand:
    """Who writes, and now."""
    return Hand(scene.worker.id, scene.worker.first_name, scene.now)


def judged(case: Case) -> Judgement:
    """What was judged so far."""
    return case.judged or Judgement()


def kept(scene: Scene, judgement: Judgement, part: str, *detail: tuple[str, str]) -> Changes:
    """The case with its judgement, and the audit line of the part."""
    may_write(scene)
    return changed(scene, replace(scene.case, judged=judgement), "assessed", detail=(("part", part), *detail))


def signs(scene: Scene, lists: Indicators, said: Mapping[str, str]) -> Changes:
    """Answers by sign: `is_<id>` and `in_<id>`. What was not changed keeps who said it first; an empty one is taken out."""
    before, answers = judged(scene.case), []
    ids = [*(f"{KIND}{kind.value}" for kind in scene.case.kinds), *(sign.id for sign in lists.signs())]
    for sign in ids:
        is_so, seen_in = said.get(f"is_{sign}", ""), short(said.get(f"in_{sign}", ""))
        if not is_so:
            continue
        if is_so not in ANSWERS:
            raise Refused("Choose yes, no or not known.")
        old = before.answer(sign)
        same = old if old and (old.is_so, old.seen_in) == (is_so, seen_in) else None
        answers.append(same or Answer(sign, is_so, seen_in, hand(scene)))
    yes = str(sum(one.is_so == "yes" for one in answers))
    return kept(scene, replace(before, answers=tuple(answers)), "signs", ("answered", str(len(answers))), ("yes", yes))


def strengths(scene: Scene, lists: Indicators, ids: Sequence[str], note: str, model: str) -> Changes:
    """What protects them, and how the exploitation works, if it is that."""
    if model not in lists.models or any(one not in lists.strengths for one in ids):
        raise Refused("Choose from the list.")
    held = Strengths(hand(scene), tuple(dict.fromkeys(ids)), short(note), model)
    return kept(scene, replace(judged(scene.case), strengths=held), "strengths", ("model", model))


def own_words(scene: Scene, lines: Sequence[Entry], wants: str, fears: str, not_wanted: str) -> Changes:
    """The voice of the child: lines of theirs as they stand, and what they said they want, fear, and do not want."""
    quotes = tuple(Quote(line.id, line.at, line.text) for line in lines if line.speaker is Speaker.YOUNG_PERSON)
    held = OwnWords(hand(scene), quotes, short(wants), short(fears), short(not_wanted))
    return kept(scene, replace(judged(scene.case), own_words=held), "own_words", ("quotes", str(len(quotes))))


def promise(scene: Scene, said_at: str, words: str) -> Changes:
    """Which words of confidentiality were said, and when."""
    if not words.strip():
        raise Refused("Write which words were said.")
    held = Promise(hand(scene), past(scene, said_at), short(words))
    return kept(scene, replace(judged(scene.case), promise=held), "promise")


def consent(scene: Scene, lists: Indicators, answer: str, why: Sequence[str], reason: str, parents: str) -> Changes:
    """Whether they agree; else which reasons there are, and the worker's own words for it."""
    if answer not in lists.consents or any(one not in lists.overrides for one in why):
        raise Refused("Choose what they said.")
    if answer in lists.need_reason and not (why and reason.strip()):
        raise Refused("Choose why it is shared without their full agreement, and write the reason.")
    held = Consent(hand(scene), answer, tuple(dict.fromkeys(why)), short(reason), short(parents))
    return kept(scene, replace(judged(scene.case), consent=held), "consent", ("answer", answer), ("why", ",".join(held.why)))


def decision(scene: Scene, lists: Indicators, level: str, what: str, why: str) -> Changes:
    """What is done, at which level, and why. A new decision asks a lead anew."""
    if level not in LEVELS or what not in lists.decisions:
        raise Refused("Choose the level and what is done.")
    if not why.strip():
        raise Refused("Write the reason for the decision.")
    held, now = Decision(hand(scene), level, what, short(why)), judged(scene.case)
    first = () if any(tick.step == "decided" for tick in now.clock) else (Tick(held.by, "decided", scene.now),)
    return kept(scene, replace(now, decision=held, clock=(*now.clock, *first)), "decision", ("level", level), ("what", what))


def agree(scene: Scene) -> Changes:
    """A lead looked at the decision and agrees."""
    now = judged(scene.case)
    if scene.worker.role is not Role.LEAD:
        raise Refused("Only a lead can agree to a decision.")
    if now.decision is None:
        raise Refused("Nothing is decided yet.")
    return kept(scene, replace(now, decision=replace(now.decision, agreed=hand(scene))), "agreed")


def short(text: str) -> str:
    """A field without the space round it. Raises `Refused` when it is too long: nothing is cut off in silence."""
    if len(text) > _LONGEST:
        raise Refused(f"That is too long: {_LONGEST} letters at most.")
    return text.strip().replace("\r\n", "\n")


def past(scene: Scene, said: str) -> datetime:
    """A time as a form gives it (Cornwall's own) in UTC. Raises `Refused` for one that is missing or still to come."""
    try:
        at = datetime.fromisoformat(said).replace(tzinfo=LONDON).astimezone(UTC)
    except ValueError:
        raise Refused("Give the day and the time.") from None
    if at > scene.now + timedelta(minutes=1):  # a form rounds to the minute
        raise Refused("That time is still to come.")
    return at
