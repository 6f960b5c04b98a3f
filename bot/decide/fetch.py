"""What a young person hears when a worker is fetched: the right first words, then the truth about when. A draft in, more of it out.

Never promises a worker without the case that brings one, in the same commit.
"""

from dataclasses import replace

from bot.decide.draft import Draft
from bot.model.risk import Kind, Level

# The young person asked for these, or said them of the channel itself: their words come only when nothing else was found.
_ABOUT_THE_TALK = (Kind.ASKS_FOR_PERSON, Kind.NOT_ALONE_WATCHED, Kind.THIRD_PARTY)


def say_risk_and_fetch(draft: Draft) -> None:
    """Opens or raises the case, says what fits the most urgent kind, then who comes and when."""
    found = draft.found
    draft.attend(found, fetch_worker=True)
    if found.level is Level.CRITICAL:
        draft.say("danger_999")
    name = risk_words(draft)
    if name:
        draft.say(name)
    if Kind.NOT_ALONE_WATCHED in found.kinds and found.level >= Level.HIGH:
        draft.say("watched")
    hold(draft)
    draft.remember(None)


def risk_words(draft: Draft) -> str | None:
    """The name of the first answer to what was found: the kind's own where there is one, else the level's."""
    kinds = [kind for kind in draft.found.kinds if kind not in _ABOUT_THE_TALK] or list(draft.found.kinds)
    for kind in kinds:
        if kind is Kind.ASKS_FOR_PERSON:
            return "person_coming"
        # A concern is followed by the offer of a person: its own words ask nothing, so that "no" means one thing.
        for prefix in ("worry", "risk") if draft.found.level is Level.CONCERN else ("risk",):
            if f"{prefix}_{kind.value}" in draft.house.words.names():
                return f"{prefix}_{kind.value}"
    if draft.found.level >= Level.HIGH:
        return "safety_high"
    return "safety_concern" if draft.found.level is Level.CONCERN else None


def hold(draft: Draft, *, again: bool = False) -> None:
    """Says the truth about when a worker comes. `again` is for somebody already waiting who wrote more."""
    house, now = draft.house, draft.heard.now
    if again:
        draft.say("holding_more")
    elif house.hours.is_open(now):
        draft.say("holding_in_hours")
    else:
        opens = house.hours.opens_words(now)
        draft.say("holding_out_of_hours", opens_at=opens, open_now=open_now(draft))
    draft.talk = replace(draft.talk, last_held_at=now)


def open_now(draft: Draft) -> str:
    """One service that is open now, fit for this age, as a line; the national child line is always one."""
    now, talk = draft.heard.now, draft.talk
    found = draft.house.services.find(("crisis", "any"), band=talk.age_band, area=talk.district, now=now, most=1)
    return "; ".join(service.line(talk.channel, now) for service in found)
