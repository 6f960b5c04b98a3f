"""What a worker notes of how safe it is to write to somebody. A scene and what the form says in, `Changes` out, or `Refused`.

Never puts the code word into a note or the audit: it stands in the record alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time

from bot.desk.assess import hand
from bot.desk.safety_words import ANSWERS, HERE, time_words
from bot.desk.scene import Scene, changed, mine
from bot.model.case import Refused
from bot.model.case_lines import Note
from bot.model.changes import Changes
from bot.model.safety import Check, SafeTime, Safety

LONGEST_WORD = 60  # letters
_MOST_TIMES = 14  # two for each day of a week
_MOST_CHECKS = 20  # older ones are in the notes of their cases

MOVES = ("safe_here", "safe_time", "safe_time_out", "code_word", "still_you", "still_you_answer")


def noted(scene: Scene, move: str, said: Mapping[str, str], days: Sequence[str]) -> Changes:
    """One of `MOVES`: `said` are the form's fields, `days` the days ticked in it."""
    mine(scene, or_lead=True)
    match move:
        case "safe_here":
            return _here(scene, said.get("here", ""))
        case "safe_time":
            return _time(scene, days, said.get("opens", ""), said.get("closes", ""))
        case "safe_time_out":
            return _time_out(scene, said.get("time", ""))
        case "code_word":
            return _word(scene, said.get("word", ""))
        case "still_you":
            return _asked(scene)
    return _answered(scene, said.get("answer", ""))


def _here(scene: Scene, here: str) -> Changes:
    if here not in HERE:
        raise Refused("Choose yes, no or not known.")
    now = replace(_now(scene), here=here, here_by=hand(scene))
    return _kept(scene, now, "here", f"Safe to text them here: {HERE[here].lower()}.", ("answer", here))


def _time(scene: Scene, days: Sequence[str], opens: str, closes: str) -> Changes:
    if not days or any(day not in set("0123456") for day in days):
        raise Refused("Choose at least one day.")
    try:
        one = SafeTime(tuple(sorted({int(day) for day in days})), time.fromisoformat(opens), time.fromisoformat(closes))
    except ValueError:
        raise Refused("Give the time from when and until when, such as 16:00 and 18:30.") from None
    if one.opens.tzinfo or one.closes.tzinfo:
        raise Refused("Give times as the clock in Cornwall shows them.")
    before = _now(scene).times
    if len(before) >= _MOST_TIMES:
        raise Refused(f"{_MOST_TIMES} safe times at most: take one out first.")
    return _times(scene, (*(each for each in before if each != one), one), f"Safe time noted: {time_words(one)}.")


def _time_out(scene: Scene, words: str) -> Changes:
    """`words` are those of `time_words`: a place in the list could have moved under the worker's eyes."""
    before = _now(scene).times
    left = tuple(each for each in before if time_words(each) != words)
    if left == before:
        raise Refused("That safe time is not there any more.")
    return _times(scene, left, f"Safe time taken out: {words}.")


def _times(scene: Scene, times: tuple[SafeTime, ...], sentence: str) -> Changes:
    now = replace(_now(scene), times=times, times_by=hand(scene))
    return _kept(scene, now, "times", sentence, ("times", str(len(times))))


def _word(scene: Scene, word: str) -> Changes:
    word = " ".join(word.split())
    if len(word) > LONGEST_WORD:
        raise Refused(f"That is too long: {LONGEST_WORD} letters at most.")
    now = replace(_now(scene), code_word=word, word_by=hand(scene))
    return _kept(
        scene, now, "code_word", "A code word was set." if word else "The code word was taken out.", ("set", str(bool(word)))
    )


def _asked(scene: Scene) -> Changes:
    now = _now(scene)
    checks = (*now.checks, Check(hand(scene)))[-_MOST_CHECKS:]
    return _kept(scene, replace(now, checks=checks), "still_you", "Asked: is it still you?")


def _answered(scene: Scene, answer: str) -> Changes:
    now = _now(scene)
    if answer not in ANSWERS:
        raise Refused("Choose how the answer was.")
    if not now.checks or now.checks[-1].answer:
        raise Refused("Note first that you asked.")
    checks = (*now.checks[:-1], replace(now.checks[-1], answer=answer, judged=hand(scene)))
    sentence = f"Is it still you? {ANSWERS[answer]}."
    return _kept(scene, replace(now, checks=checks), "still_you_answer", sentence, ("answer", answer))


def _now(scene: Scene) -> Safety:
    return scene.talk.safety or Safety()


def _kept(scene: Scene, safety: Safety, part: str, sentence: str, *detail: tuple[str, str]) -> Changes:
    note = Note(scene.now, scene.worker.id, scene.worker.first_name, sentence)
    case = replace(scene.case, notes=(*scene.case.notes, note))
    with_it = replace(scene, talk=replace(scene.talk, safety=safety))
    return changed(with_it, case, "safety_noted", detail=(("part", part), *detail))
