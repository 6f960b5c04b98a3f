"""Decides what is said with Rasa's answer, or without one. What was heard and the reply in, `Changes` out.

Never says nothing, and never lets a concern pass without the offer of a person.
"""

from dataclasses import replace

from bot.decide.aside import ask_aside
from bot.decide.draft import Draft
from bot.decide.erase import ask_deletion
from bot.decide.feelings import acknowledge
from bot.decide.fetch import risk_words, say_risk_and_fetch
from bot.decide.heard import Heard, House, Reply
from bot.decide.heed import heed
from bot.decide.lost import lost
from bot.decide.voices import take_back
from bot.model.changes import Changes
from bot.model.risk import Assessment, Finding, Kind, Level

_LOST = "did_not_understand"
_STILL_LOST = ("something_else", "topics", "out_of_scope", "small_talk", "rude")  # said, and nothing is understood yet
_FEELINGS = "feel."  # these answers begin with the feeling themselves
_ASKS = {"have_your_say": "voice"}  # words that ask something, and the question by which we know it


def after_asking(heard: Heard, house: House, reply: Reply | None) -> Changes:
    """`reply` is None when Rasa was unavailable: then a numbered menu is said."""
    draft = Draft(heard, house)
    draft.remember(None)
    if reply is None:
        _without_rasa(draft)
    else:
        for note in reply.notes:
            if note.get("note") == "wants_person":
                _wants_person(draft)
                return draft.changes()
        for note in reply.notes:
            heed(draft, note)
        for name in reply.say:
            _say(draft, name)
        if draft.silent:
            _say(draft, _LOST)
    if heard.found.level is Level.CONCERN:
        _offer(draft, understood=reply is not None and _LOST not in reply.say)
    ask_aside(draft)
    return draft.changes()


def _without_rasa(draft: Draft) -> None:
    if draft.heard.found.level is Level.NONE:
        draft.say("menu")


def _wants_person(draft: Draft) -> None:
    wants = Finding(Kind.ASKS_FOR_PERSON, Level.CONCERN, "", 0, len(draft.heard.text))
    draft.found = Assessment(max(draft.found.level, Level.CONCERN), (*draft.found.findings, wants))
    say_risk_and_fetch(draft)


def _say(draft: Draft, name: str) -> None:
    words, talk = draft.house.words, draft.talk
    if name == _LOST or name not in words.names():
        lost(draft)  # a name Rasa knows and data/words does not: check-content stops it, and nobody is left without an answer
        return
    if name not in _STILL_LOST:
        draft.talk = replace(talk, confused=0)
    if name == "voice_taken_back":
        take_back(draft)
        return
    if name == "delete_me":
        ask_deletion(draft)
        return
    if name == "rude" and "rude" in talk.said:
        name = "rude_again"
    theme = words.theme_of(name)
    if theme and not theme.startswith(_FEELINGS):
        acknowledge(draft)
    draft.say(name)
    if name == "goodbye":
        draft.talk = replace(draft.talk, talk=draft.talk.talk + 1)
    if draft.heard.found.level is Level.NONE:
        draft.remember(_ASKS.get(name))


def _offer(draft: Draft, *, understood: bool) -> None:
    draft.attend(draft.heard.found, fetch_worker=False)
    if not understood or draft.silent:
        draft.say(risk_words(draft) or "safety_concern")
    draft.say("offer_person")
    draft.remember("want_person")
