"""Weighs Rasa's answer with our own reading of what the text is about. A reply and readings in, the reply to go by out.

Never lets one of the two answer alone when it is only half sure: then the young person is asked what they meant.
"""

from collections.abc import Sequence

from bot.content.words import Words
from bot.decide.heard import Reply
from bot.decide.lost import PERSON
from bot.model.reading import Reading

# Shares of 1 among a hundred topics, set so that on real questions fewer than 2 answers in 100 are wrong (`make eval-advice`): one
# more tap is a small price for a young person who would else hear about something they did not ask.
SURE = 0.55
AGREED = 0.3  # enough when Rasa, which reads spelling and not meaning, says the same
DOUBT = 0.12  # enough to ask "did you mean" before small talk or another topic is answered
LEAST = 0.08  # a guess below this is noise
MOST_GUESSES = 2
_ELSEWHERE = "out_of_scope"
_KEPT = ("wants_person", "age")  # said outright: no topic is better than these
_LOOKED_UP = ("find_service", "opening_hours")  # the same, when our reading thinks of it at all


def weighed(reply: Reply | None, readings: Sequence[Reading], words: Words) -> Reply | None:
    """`reply` is None when Rasa did not answer; then a sure reading answers, and else there is nothing (a menu is said)."""
    best = readings[0] if readings else None
    if best is None or (reply and _asked_outright(reply, readings)):
        return reply
    topic = _topic(best.topic, words)
    rasas = next((name for name in reply.say if _topic(name, words)), None) if reply else None
    if topic and best.sure >= SURE:
        return Reply(say=(best.topic,))
    if reply is None or (rasas == best.topic and best.sure >= AGREED):
        return reply
    if rasas is None and not _unsure(reply) and not (topic and best.sure >= DOUBT):
        return reply  # hello, thanks, a yes, "tell me more": Rasa's own ground
    if best.topic == _ELSEWHERE and best.sure >= DOUBT:
        return Reply(say=(_ELSEWHERE,))
    return Reply(notes=({"note": "not_sure", "guesses": ",".join(_guesses(rasas, readings, words))},))


def _guesses(rasas: str | None, readings: Sequence[Reading], words: Words) -> list[str]:
    ours = [reading.topic for reading in readings if reading.sure >= LEAST and _topic(reading.topic, words)]
    named = [*ours[:1], *([rasas] if rasas else []), *ours[1:]]
    return list(dict.fromkeys(named))[:MOST_GUESSES]


def _topic(name: str, words: Words) -> bool:
    """Whether it is something a young person can ask about, and not a way of keeping the talk going."""
    return name != PERSON and words.can_be_offered(name) and words.theme_of(name) is not None


def _asked_outright(reply: Reply, readings: Sequence[Reading]) -> bool:
    notes = {note.get("note") for note in reply.notes}
    return bool(notes & {*_KEPT}) or bool(notes & {*_LOOKED_UP} & {reading.topic for reading in readings})


def _unsure(reply: Reply) -> bool:
    """Whether Rasa did not dare, or dared alone what our reading does not think of."""
    notes = {note.get("note") for note in reply.notes}
    return "did_not_understand" in reply.say or bool(notes & {"not_sure", *_LOOKED_UP})
