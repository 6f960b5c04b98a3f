"""Decides what follows on what was said before: "tell me more", "what if he...", "and at 15?". A draft in, more of it out.

Never an older form for somebody under 13 or of unknown age: they are asked their age, or hear their own form.
"""

from bot.decide.aside import ask_age
from bot.decide.draft import Draft
from bot.decide.lost import PERSON
from bot.decide.topics import MORE, WHAT_IF
from bot.model.age import AgeBand, age_asked
from bot.themes.tag import helped


def tell_more(draft: Draft) -> None:
    """The longer answer to the last topic, once; then the truth that there is no more, and who has."""
    topic, words = draft.talk.last_topic, draft.house.words
    if topic is None:
        draft.say("topics")
    elif topic + MORE in words.names() and topic + MORE not in draft.talk.said:
        draft.say(topic + MORE)
    else:
        draft.say("no_more")


def what_if(draft: Draft) -> None:
    """What to do about how the other person takes it."""
    topic, words = draft.talk.last_topic, draft.house.words
    draft.say(topic + WHAT_IF if topic and topic + WHAT_IF in words.names() else "what_if")


def at_age(draft: Draft) -> None:
    """The last topic for another age. Only somebody of 13 or over hears another age's words."""
    topic, band, own = draft.talk.last_topic, age_asked(draft.heard.text), draft.talk.age_band
    if topic is None or band is None:
        draft.say("topics")
    elif own is None and not draft.talk.asked_age:
        ask_age(draft)
    else:
        draft.say(topic, band=band if own and own is not AgeBand.UNDER_13 else own)


def answered_helped(draft: Draft, answer: str) -> None:
    """They answered "did that help?": `yes` or `no`. It is counted for the topic; a no opens other ways."""
    topic, words = draft.talk.last_topic, draft.house.words
    theme = words.theme_of(topic) if topic else None
    if theme:
        draft.talk, counts = helped(draft.talk, theme, answer, draft.heard.now)
        draft.kept.counts += counts
    if answer == "yes":
        draft.say("helped_yes")
        return
    more = f"{topic}{MORE}"
    fresh = words.can_be_offered(more) and more not in draft.talk.said
    draft.say("helped_no", offers=(*((more,) if fresh else ()), PERSON, "topics"))
