"""Feelings first: one short line for a feeling they named, before anything else is said. A draft in, more of it out.

Never twice in a talk, never for a feeling they did not name, and never beside a risk: those words begin with care themselves.
"""

from bot.decide.draft import Draft
from bot.model.risk import Level


def acknowledge(draft: Draft) -> None:
    """Says it when there is one to say."""
    if draft.heard.found.level is not Level.NONE or not draft.silent:
        return
    feeling = draft.house.feelings.named(draft.heard.text)
    if feeling and feeling not in draft.talk.said:
        draft.say(feeling)
