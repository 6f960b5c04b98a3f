"""Decides for a text that could not be handled after several tries. What is known of it in, `Changes` for the desk out.

Never drops it: the text, if it can be read, is on the desk, and the young person hears safe words.
"""

from bot.decide.draft import Draft
from bot.decide.heard import Heard, House
from bot.model.changes import Changes
from bot.model.risk import Assessment, Finding, Kind, Level


def parked(heard: Heard, house: House) -> Changes:
    """A case that waits for a worker, with the away words. `heard.found` is what the screen could still find, if anything."""
    draft = Draft(heard, house)
    failed = Finding(Kind.SCREEN_FAILED, Level.CONCERN, "", 0, len(heard.text))
    found = Assessment(max(heard.found.level, Level.CONCERN), (*heard.found.findings, failed))
    draft.attend(found, fetch_worker=True, parked=True)
    draft.say("away")
    draft.remember(None)
    return draft.changes()
