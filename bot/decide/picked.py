"""Reads an answer to a menu. What was heard in, the reply it stands for out, or nothing.

Never guesses: what is not a number, a letter or a name of the menu goes on to Rasa.
"""

from bot.content.offers import picked
from bot.decide.heard import Heard, House, Reply
from bot.decide.lost import ELSE, PERSON
from bot.decide.short_answers import says_no, says_yes


def picked_reply(heard: Heard, house: House) -> Reply | None:
    """The word behind the pick; picking the person asks for one."""
    offered = [name for name in heard.talk.offered if house.words.can_be_offered(name)]
    place = picked(heard.text, [house.languages.called(name) for name in offered])
    if place is None and len(offered) == 2 and offered[1] == ELSE:  # one guess: "did you mean this?" is a yes or no question
        place = 0 if says_yes(heard.text) else 1 if says_no(heard.text) else None
    if place is None:
        return None
    if offered[place] == PERSON:
        return Reply(notes=({"note": "wants_person"},))
    return Reply(say=(offered[place],))
