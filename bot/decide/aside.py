"""Decides what we ask beside an answer: how old they are, once, and now and then whether it helped. A draft in, more of it out.

Never two questions at a time, and never one that needs a text of its own on a phone but the first.
"""

from dataclasses import replace

from bot.content.wrong_words import ABOUT_HELP
from bot.decide.draft import Draft
from bot.decide.said import SMS_MOST

ASK_AGAIN_AFTER = 3  # answers
DID_THAT_HELP = "did_that_help"


def ask_aside(draft: Draft) -> None:
    """After advice only, and only when nothing else is asked."""
    talk = draft.talk
    if talk.last_question or talk.offered or not any(_is_advice(draft, name) for name in draft.names):
        return
    if talk.age_band is None and not talk.asked_age:
        ask_age(draft)
    elif _time_to_ask(draft):
        draft.say(DID_THAT_HELP)
        draft.remember("helped")


def ask_age(draft: Draft) -> None:
    """Asked once in a talk, whatever it is needed for."""
    draft.say("ask_age")
    draft.talk = replace(draft.talk, asked_age=True)
    draft.remember("age")


def _time_to_ask(draft: Draft) -> bool:
    said = (*draft.talk.said, *draft.names)
    since = said[len(said) - said[::-1].index(DID_THAT_HELP) :] if DID_THAT_HELP in said else None
    if since is not None and sum(_is_advice(draft, name) for name in since) < ASK_AGAIN_AFTER:
        return False
    question = draft.house.words.say(DID_THAT_HELP, draft.talk.age_band, draft.talk.channel).text
    return not draft.heard.on_sms or draft.length + len(question) < SMS_MOST


def _is_advice(draft: Draft, name: str) -> bool:
    theme = draft.house.words.theme_of(name)
    return theme is not None and theme != ABOUT_HELP
