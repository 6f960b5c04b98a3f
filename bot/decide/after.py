"""Decides what is said with Rasa's answer, or without one. What was heard and the reply in, `Changes` out.

Never says nothing, and never lets a concern pass without the offer of a person.
"""

from dataclasses import replace

from bot.decide.draft import Draft
from bot.decide.fetch import risk_words, say_risk_and_fetch
from bot.decide.heard import Heard, House, Reply
from bot.model.age import AgeBand
from bot.model.changes import Changes
from bot.model.risk import Assessment, Finding, Kind, Level

LONG_TEXT = 1_600  # characters: Twilio's own limit for one text; Rasa is asked with no more
_LOST = "did_not_understand"


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
            _heed(draft, note)
        for name in reply.say:
            _say(draft, name)
        if draft.silent:
            _say(draft, _LOST)
    if heard.found.level is Level.CONCERN:
        _offer(draft, understood=reply is not None and _LOST not in reply.say)
    _ask_age(draft)
    return draft.changes()


def _without_rasa(draft: Draft) -> None:
    if draft.heard.found.level is Level.NONE:
        draft.say("menu")
        draft.remember("menu")


def _wants_person(draft: Draft) -> None:
    wants = Finding(Kind.ASKS_FOR_PERSON, Level.CONCERN, "", 0, len(draft.heard.text))
    draft.found = Assessment(max(draft.found.level, Level.CONCERN), (*draft.found.findings, wants))
    say_risk_and_fetch(draft)


def _heed(draft: Draft, note: dict[str, str]) -> None:
    house, talk, now = draft.house, draft.talk, draft.heard.now
    match note.get("note"):
        case "age" if note.get("band") in set(AgeBand):
            draft.talk = replace(talk, age_band=AgeBand(note["band"]))
            draft.say("thanks_age")
        case "find_service":
            area = note.get("area") or talk.district
            topics = tuple(note.get("topics", "").split(","))
            found = house.services.find(topics, band=talk.age_band, area=area, now=now)
            draft.talk = replace(talk, district=area)
            if found:
                draft.say("services_found", services="\n".join(service.line(talk.channel, now) for service in found))
            else:
                draft.say("services_none")
        case "opening_hours":
            if house.hours.is_open(now):
                draft.say("opening_hours_open", closes_at=house.hours.closes_words(now))
            else:
                draft.say("opening_hours_closed", opens_at=house.hours.opens_words(now))


def _say(draft: Draft, name: str) -> None:
    if name not in draft.house.words.names():
        name = _LOST  # a name Rasa knows and data/words does not: check-content stops it, and nobody is left without an answer
    if name != _LOST:
        draft.talk = replace(draft.talk, confused=0)
        draft.say(name)
        if name == "goodbye":
            draft.talk = replace(draft.talk, talk=draft.talk.talk + 1)
        return
    if len(draft.heard.text) > LONG_TEXT:
        draft.say("long_message")
        return
    if draft.heard.found.level is Level.CONCERN:
        return  # the words for the concern answer better than "I did not understand"
    again = draft.talk.confused > 0
    draft.talk = replace(draft.talk, confused=draft.talk.confused + 1)
    draft.say("did_not_understand_again" if again else _LOST)
    if again:
        draft.remember("want_person")


def _offer(draft: Draft, *, understood: bool) -> None:
    draft.attend(draft.heard.found, fetch_worker=False)
    if not understood or draft.silent:
        draft.say(risk_words(draft) or "safety_concern")
    draft.say("offer_person")
    draft.remember("want_person")


def _ask_age(draft: Draft) -> None:
    """Once, after the first advice, and never on top of another question."""
    talk = draft.talk
    if talk.age_band or talk.asked_age or talk.last_question or talk.last_topic is None:
        return
    draft.say("ask_age")
    draft.talk = replace(draft.talk, asked_age=True)
    draft.remember("age")
