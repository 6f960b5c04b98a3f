"""What somebody hears who writes in a language Lev does not know. A draft in; `Changes` with the offer of a person out, or nothing.

Never asks Rasa, which would take any language for some topic, and never says a word of a language that is off.
"""

from bot.decide.draft import Draft
from bot.model.changes import Changes
from bot.model.risk import WORDS_OF, Kind, Rule

_FIRST = ("hello", "other_language", "danger_999")
_OFFER = "offer_person"


def other_language(draft: Draft) -> Changes | None:
    """In plain English, then what their own language has of the same if it is on, then the offer of a person in both."""
    found = [one for one in draft.heard.found.findings if one.kind is Kind.UNREADABLE and one.rule is Rule.CODE]
    if not found:
        return None
    languages = draft.house.languages
    code = languages.named(found[0].phrase.removeprefix(WORDS_OF)) or ""
    draft.attend(draft.heard.found, fetch_worker=False)
    draft.say("other_language")
    for name in _FIRST:
        if languages.has(code, name):
            draft.say(name, language=code)
    draft.say(_OFFER)
    if languages.has(code, _OFFER):
        draft.say(_OFFER, language=code)
    draft.remember("want_person")
    return draft.changes()
