"""Decides what is said when a text was not understood. A draft and Rasa's guesses in, more of the draft out.

Never the same twice in a row: first "did you mean", then a menu with a person on top, then only the person.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.decide.draft import Draft
from bot.decide.feelings import acknowledge
from bot.model.age import band_name
from bot.model.listening import Gap
from bot.model.risk import Level
from bot.themes.calendar import quarter_of
from bot.themes.tag import week_of

LONG_TEXT = 1_600  # characters: Twilio's own limit for one text; Rasa is asked with no more
PERSON = "person_coming"  # offered in menus; picking it asks for a person
ELSE = "something_else"


def lost(draft: Draft, guesses: Sequence[str] = (), *, question: bool = True) -> None:
    """`guesses` are words we are half sure of, the likeliest first; `question` is whether the text may be one to learn from."""
    if len(draft.heard.text) > LONG_TEXT:
        draft.say("long_message")
        return
    if draft.heard.found.level is Level.CONCERN:
        return  # the words for the concern answer better than "I did not understand"
    if question:
        _keep_gap(draft)
    times = draft.talk.confused + 1
    draft.talk = replace(draft.talk, confused=times)
    menu = draft.house.words.word("did_not_understand_again").offers
    acknowledge(draft)
    if times == 1 and guesses:
        draft.say("did_you_mean", offers=(*guesses, ELSE))
    elif times == 1:
        draft.say("did_not_understand")
    elif times == 2:
        draft.say("did_not_understand_again", offers=tuple(dict.fromkeys((PERSON, *guesses, *menu)))[: len(menu)])
    else:
        draft.say("did_not_understand_still")
        draft.remember("want_person")


def not_meant(draft: Draft, guesses: Sequence[str]) -> None:
    """They say that our answer was not what they asked: the next best two, and something else."""
    if guesses and draft.talk.confused == 0:
        draft.talk = replace(draft.talk, confused=1)
        draft.say("not_meant", offers=(*guesses, ELSE))
    else:
        draft.talk = replace(draft.talk, confused=max(1, draft.talk.confused))
        lost(draft, question=False)


def _keep_gap(draft: Draft) -> None:
    """Keeps the question with everything taken out that Lev does not know itself."""
    heard = draft.heard
    text = draft.house.vocabulary.redacted(heard.text)
    week = week_of(heard.now)
    first = draft.talk.gap_quarter != (quarter := quarter_of(week))
    draft.talk = replace(draft.talk, gap_quarter=quarter)
    draft.kept.gaps += (Gap(week, band_name(draft.talk.age_band), text, first),)
