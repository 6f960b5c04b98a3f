"""Decides for a contact with whom Lev takes a break. A draft in; `Changes` out, or nothing when the text is handled as ever.

Never keeps back what may be a disclosure: this is asked only after the screen found nothing high and nobody has the case.
"""

from dataclasses import replace
from datetime import timedelta

from bot.content.hours import LONDON, opening_words
from bot.decide.draft import Draft
from bot.decide.short_answers import asks_privacy, wants_deletion
from bot.model.changes import Changes
from bot.model.risk import Level

TELL_AGAIN_AFTER = timedelta(hours=1)  # said once to a burst; somebody who comes back hears it again


def on_a_break(draft: Draft) -> Changes | None:
    """Kind words, once an hour; a concern is read by a person within the shift. What the law lets them ask is answered."""
    heard, block = draft.heard, draft.talk.block
    if block is None or not block.holds(heard.now):
        return None
    if wants_deletion(heard.text) or asks_privacy(heard.text):
        return None
    if heard.found.level > Level.NONE:
        draft.attend(heard.found, fetch_worker=False)
    if block.told_at is None or heard.now - block.told_at >= TELL_AGAIN_AFTER or heard.found.level > Level.NONE:
        draft.say("on_a_break", until=opening_words(heard.now, block.until.astimezone(LONDON)))
        draft.talk = replace(draft.talk, block=replace(block, told_at=heard.now))
    draft.remember(None)
    return draft.changes()
