"""Decides what a note from one of our actions leads to. A draft and a note in, more of the draft out.

Never says a service that is not verified, fit for the age and near enough.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.decide.draft import Draft
from bot.decide.follow_up import at_age, tell_more, what_if
from bot.decide.lost import lost, not_meant
from bot.model.age import AgeBand

type Note = Mapping[str, str]


def heed(draft: Draft, note: Note) -> None:
    """A note we do not know leaves the draft as it is: then it was not understood."""
    known = _NOTES.get(note.get("note", ""))
    if known:
        known(draft, note)


def _age(draft: Draft, note: Note) -> None:
    if note.get("band") in set(AgeBand):
        draft.talk = replace(draft.talk, age_band=AgeBand(note["band"]))
        draft.say("thanks_age")


def _find_service(draft: Draft, note: Note) -> None:
    house, talk, now = draft.house, draft.talk, draft.heard.now
    area = note.get("area") or talk.district
    about = note.get("about") or talk.last_topic
    topics = (*house.words.help_topics(about), "any") if about else ("any",)
    found = house.services.find(topics, band=talk.age_band, area=area, now=now)
    draft.talk = replace(talk, district=area)
    if found:
        draft.say("services_found", services="\n".join(service.line(talk.channel, now) for service in found))
    else:
        draft.say("services_none")
    if talk.last_topic:
        draft.talk = replace(draft.talk, last_topic=talk.last_topic)  # where to turn to is not a topic of its own


def _opening_hours(draft: Draft, note: Note) -> None:
    hours, now = draft.house.hours, draft.heard.now
    if hours.is_open(now):
        draft.say("opening_hours_open", closes_at=hours.closes_words(now))
    else:
        draft.say("opening_hours_closed", opens_at=hours.opens_words(now))


def _guesses(draft: Draft, note: Note) -> tuple[str, ...]:
    return tuple(name for name in note.get("guesses", "").split(",") if draft.house.words.can_be_offered(name))


_NOTES: dict[str, Callable[[Draft, Note], None]] = {
    "age": _age,
    "find_service": _find_service,
    "opening_hours": _opening_hours,
    "not_sure": lambda draft, note: lost(draft, _guesses(draft, note)),
    "not_meant": lambda draft, note: not_meant(draft, _guesses(draft, note)),
    "tell_more": lambda draft, _: tell_more(draft),
    "what_if": lambda draft, _: what_if(draft),
    "at_age": lambda draft, _: at_age(draft),
}
